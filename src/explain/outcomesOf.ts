/**
 * outcomesOf is what a run has come to, in the few numbers that tell one run from another; and
 * `differencesOf` sets two runs side by side, worst things first.
 */
import {
  countersOf,
  groupReport,
  logReport,
  ordersOf,
  queueReport,
  type World,
} from '../engine/index.ts';
import type { Mark } from './Sentence.ts';

export interface Outcome {
  readonly id: string;
  /** "LOST", "done twice", "most waiting" */
  readonly title: string;
  readonly mark: Mark | null;
  readonly value: number;
  readonly unit: 'messages' | 'us';
}

export interface Difference {
  readonly id: string;
  readonly title: string;
  readonly mark: Mark | null;
  readonly before: number;
  readonly after: number;
  readonly unit: 'messages' | 'us';
}

export function outcomesOf(world: World): Outcome[] {
  const counters = countersOf(world);
  const orders = ordersOf(world);
  const queues = queuesOf(world).map((queue) => queueReport(world, queue));
  const most = (of: readonly number[]): number => of.reduce((max, one) => Math.max(max, one), 0);
  return [
    count('lost', 'LOST', 'lost', counters.lost + counters.dropped),
    count('twice', 'done twice', 'duplicateEffect', counters.duplicateEffects),
    count('dead', 'dead-letter', 'deadLettered', counters.deadLettered),
    count(
      'parked',
      'left alone',
      'lost',
      ofGroups(world, ({ parked }) => parked),
    ),
    count(
      'refused',
      'refused',
      'refused',
      counters.refused - orders.refused + ofLogs(world, ({ refused }) => refused),
    ),
    count('failed', 'orders failed', 'refused', orders.refused + orders.timedOut),
    // What a broker had not written down is not in there any more.
    count(
      'kept',
      'in the log',
      'ready',
      ofLogs(world, ({ appended }) => appended),
    ),
    count('again', 'delivered again', 'redelivered', counters.redeliveries),
    count('done', 'done', 'done', counters.effects),
    count('answered', 'orders answered', 'done', orders.done),
    count('waiting', 'most waiting', 'ready', most(queues.map(({ readyMax }) => readyMax))),
    {
      id: 'oldest',
      title: 'longest wait',
      mark: null,
      value: most(queues.map(({ oldestAgeMaxUs }) => oldestAgeMaxUs)),
      unit: 'us',
    },
  ];
}

function count(id: string, title: string, mark: Mark, value: number): Outcome {
  return { id, title, mark, value, unit: 'messages' };
}

/** What is different between two runs, of what `outcomesOf` tells. */
export function differencesOf(before: World, after: World): Difference[] {
  const then = outcomesOf(after);
  return outcomesOf(before).flatMap(({ id, title, mark, value, unit }, i) => {
    const other = then[i]?.value ?? value;
    return other === value ? [] : [{ id, title, mark, unit, before: value, after: other }];
  });
}

function queuesOf({ plan }: World): number[] {
  return plan.nodes.flatMap((_, node) => (plan.isPrimary[node] === 1 ? [node] : []));
}

function ofGroups(world: World, of: (report: ReturnType<typeof groupReport>) => number): number {
  return world.logs.plan.groupNodes.reduce((sum, group) => sum + of(groupReport(world, group)), 0);
}

function ofLogs(world: World, of: (report: ReturnType<typeof logReport>) => number): number {
  return world.plan.nodes.reduce(
    (sum, { kind }, node) => (kind === 'log' ? sum + of(logReport(world, node)) : sum),
    0,
  );
}
