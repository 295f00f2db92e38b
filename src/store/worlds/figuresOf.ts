/**
 * figuresOf reads, at the playhead, every number that two runs can be told apart by: what became of the
 * messages, and what it cost.
 */
import {
  Consumer,
  countersOf,
  groupReport,
  ordersOf,
  queueReport,
  type World,
} from '../../engine/index.ts';
import { outcomesOf } from '../../explain/index.ts';
import type { Samples, Timeline } from '../../playback/index.ts';
import { isAsked } from './isAsked.ts';
import type { TraceFigures } from './TraceFigures.ts';

/** Of all figures; null where a system has no such thing, or nothing has come so far. */
export type Figures = Readonly<Record<FigureName, number | null>>;

/** In the order of their weight: first what becomes of messages, then what it costs. */
export const figureNames = [
  'lost',
  'nowhere',
  'failed',
  'duplicates',
  'dead',
  'parked',
  'outOfOrder',
  'done',
  'answered',
  'confirmMeanUs',
  'doneP95Us',
  'answerP95Us',
  'redeliveries',
  'failedAttempts',
  'backlogMax',
  'waiting',
  'consumers',
  'offered',
] as const;
export type FigureName = (typeof figureNames)[number];

export interface FigureKind {
  /** In a table: "effects". Not "done": the books call done what was acked, effect or not. */
  readonly title: string;
  /** Behind a number: "consumers"; `one` where a single one is called otherwise. */
  readonly unit: string;
  readonly one?: string;
  readonly better: 'more' | 'less';
  /** What became of messages, what that took, or how things stand: neither a gain nor a price. */
  readonly says: 'outcome' | 'cost' | 'state';
  readonly isTime?: boolean;
}

export const figureKinds: Readonly<Record<FigureName, FigureKind>> = {
  lost: { title: 'LOST', unit: 'LOST', better: 'less', says: 'outcome' },
  nowhere: {
    title: 'in no queue, nobody told',
    unit: 'in no queue',
    better: 'less',
    says: 'outcome',
  },
  failed: { title: 'refused or timed out', unit: 'failed', better: 'less', says: 'outcome' },
  duplicates: { title: 'done twice', unit: 'done twice', better: 'less', says: 'outcome' },
  dead: { title: 'dead-letter', unit: 'dead-letter', better: 'less', says: 'outcome' },
  parked: { title: 'left alone', unit: 'left alone', better: 'less', says: 'outcome' },
  outOfOrder: { title: 'out of order', unit: 'out of order', better: 'less', says: 'outcome' },
  done: { title: 'effects', unit: 'effects', one: 'effect', better: 'more', says: 'outcome' },
  answered: { title: 'orders answered', unit: 'answered', better: 'more', says: 'outcome' },
  doneP95Us: {
    title: 'order to effect, 95 %',
    unit: 'from order to effect (95 %)',
    better: 'less',
    says: 'cost',
    isTime: true,
  },
  answerP95Us: {
    title: 'order to answer, 95 %',
    unit: 'from order to answer (95 %)',
    better: 'less',
    says: 'cost',
    isTime: true,
  },
  backlogMax: {
    title: 'longest backlog',
    unit: 'in the longest backlog',
    better: 'less',
    says: 'cost',
  },
  waiting: { title: 'waiting now', unit: 'waiting now', better: 'less', says: 'state' },
  confirmMeanUs: {
    title: 'publish to confirm',
    unit: 'from publish to confirm',
    better: 'less',
    says: 'cost',
    isTime: true,
  },
  redeliveries: {
    title: 'delivered again',
    unit: 'delivered again',
    better: 'less',
    says: 'cost',
  },
  failedAttempts: {
    title: 'attempts in vain',
    unit: 'attempts in vain',
    one: 'attempt in vain',
    better: 'less',
    says: 'cost',
  },
  offered: { title: 'orders came', unit: 'orders', better: 'more', says: 'state' },
  consumers: {
    title: 'consumers',
    unit: 'consumers',
    one: 'consumer',
    better: 'less',
    says: 'cost',
  },
};

export function figuresOf({ world, samples, nowUs }: Timeline, trace: TraceFigures): Figures {
  const counters = countersOf(world);
  const orders = ordersOf(world);
  const times = trace.at(world);
  const outcomes = new Map(outcomesOf(world).map(({ id, value }) => [id, value]));
  const of = (id: string): number => outcomes.get(id) ?? 0;
  const queues = nodesWhere(world, (node) => world.plan.isPrimary[node] === 1);
  const groups = nodesWhere(world, (node) => world.logs.isGroup(node));
  const asks = isAsked(world);
  const isQueued = queues.length + groups.length > 0;
  const inside = counters.ready + counters.delayed + counters.unacked;
  const lag = groups.reduce((sum, group) => sum + groupReport(world, group).lag, 0);
  const backlogMax = Math.max(mostQueued(world, queues), mostLag(samples, groups, nowUs));
  return {
    offered: times.offered,
    lost: of('lost'),
    nowhere: times.unroutable,
    // Whoever was refused and whoever waited in vain has no answer: worlds differ in which of the two it is.
    failed: of('refused') + of('failed'),
    duplicates: of('twice'),
    dead: of('dead'),
    parked: of('parked'),
    outOfOrder: isQueued ? times.outOfOrder : null,
    done: isQueued ? times.done : orders.done,
    answered: asks ? of('answered') : null,
    doneP95Us: isQueued ? times.doneP95Us : times.answerP95Us,
    answerP95Us: asks ? times.answerP95Us : null,
    backlogMax: isQueued ? backlogMax : null,
    waiting: isQueued ? inside + lag : orders.waiting,
    confirmMeanUs: times.confirmMeanUs,
    redeliveries: isQueued ? of('again') : null,
    failedAttempts: times.failedAttempts,
    consumers: isQueued ? consumersNow(world) : null,
  };
}

function mostQueued(world: World, queues: readonly number[]): number {
  return Math.max(0, ...queues.map((queue) => queueReport(world, queue).depthMax));
}

/** Of a log no table keeps it: the highest of the samples up to the playhead. */
function mostLag(samples: Samples, groups: readonly number[], nowUs: number): number {
  const end = Math.min(samples.length, Math.floor(nowUs / samples.everyUs) + 1);
  let most = 0;
  for (const group of groups) {
    const { ready, unacked } = samples.of(group);
    for (let i = 0; i < end; i++) most = Math.max(most, (ready[i] ?? 0) + (unacked[i] ?? 0));
  }
  return most;
}

function consumersNow({ consumers }: World): number {
  let count = 0;
  for (let row = 0; row < consumers.rows; row++) {
    const state = consumers.state[row];
    if (state !== Consumer.removed && state !== Consumer.leaving) count++;
  }
  return count;
}

function nodesWhere({ plan }: World, keep: (node: number) => boolean): number[] {
  return plan.nodes.flatMap((_, node) => (keep(node) ? [node] : []));
}
