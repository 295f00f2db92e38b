/** summaryOf puts the whole screen into a sentence, for those who listen and for those who skim. */
import {
  Broker,
  Consumer,
  countersOf,
  groupReport,
  isProducerDown,
  logReport,
  lostRecords,
  type NodeKind,
  ordersOf,
  type World,
} from '../engine/index.ts';
import { nameInside, nameOf, placeOfMember } from './names.ts';
import { counted, grouped, time } from './words.ts';

/** A longer sentence is told in two. */
const WORDS = 20;

/** "At 10.6 s: 530 published, 317 done, 213 in the queue, broker down." */
export function summaryOf(world: World): string {
  const { counts, fates } = countsOf(world);
  const begin = `At ${time(readable(world.nowUs))}: ${counts.join(', ')}`;
  const down = whatIsDown(world);
  const whole = `${[begin, ...fates, ...down].join(', ')}.`;
  if (fates.length === 0 || whole.split(' ').length <= WORDS) return whole;
  return `${[begin, ...down].join(', ')}. So far: ${fates.join(', ')}.`;
}

function countsOf(world: World): Counts {
  if (primaryQueues(world).length > 0) return messageCounts(world);
  return nodesOf(world, 'log').length > 0 ? recordCounts(world) : orderCounts(world);
}

/** Nobody reads microseconds: thousandths of a second in the first, hundredths after it. */
function readable(atUs: number): number {
  const unitUs = atUs < 1_000_000 ? 1_000 : 10_000;
  return atUs < unitUs ? atUs : Math.floor(atUs / unitUs) * unitUs;
}

interface Counts {
  readonly counts: readonly string[];
  readonly fates: readonly string[];
}

function messageCounts(world: World): Counts {
  const counters = countersOf(world);
  const orders = ordersOf(world);
  const { ready, delayed, unacked } = counters;
  const queues = primaryQueues(world).length;
  const inside = queues === 1 ? 'in the queue' : `in ${queues} queues`;
  return {
    counts: [
      `${grouped(counters.published)} published`,
      `${grouped(counters.acked)} ${queues === 1 ? 'done' : 'copies done'}`,
      `${grouped(ready + delayed + unacked)} ${inside}`,
    ],
    fates: [
      ...some(counters.lost, 'LOST'),
      ...some(counters.deadLettered, 'dead-lettered'),
      ...some(counters.dropped, 'dropped'),
      ...some(counters.refused - orders.refused, 'refused'),
      ...(counters.duplicateEffects === 0
        ? []
        : [counted(counters.duplicateEffects, 'duplicate effect')]),
      ...some(orders.refused + orders.timedOut, 'of the orders failed'),
    ],
  };
}

/** "51 published, 22 in the log, lag 22" */
function recordCounts(world: World): Counts {
  const logs = nodesOf(world, 'log');
  const records = logs.reduce((sum, log) => sum + logReport(world, log).records, 0);
  const groups = nodesOf(world, 'group');
  const lags = groups.map((group) => {
    const lag = `lag ${grouped(groupReport(world, group).lag)}`;
    return groups.length === 1 ? lag : `${lag} of ${nameInside(world, group)}`;
  });
  const { published, duplicateEffects } = countersOf(world);
  return {
    counts: [
      `${grouped(published)} published`,
      `${grouped(records)} in ${logs.length === 1 ? 'the log' : `${logs.length} logs`}`,
      ...lags,
    ],
    fates: [
      ...some(lostRecords(world), 'LOST'),
      ...(duplicateEffects === 0 ? [] : [counted(duplicateEffects, 'duplicate effect')]),
    ],
  };
}

function orderCounts(world: World): Counts {
  const orders = ordersOf(world);
  return {
    counts: [
      `${grouped(orders.offered)} orders`,
      `${grouped(orders.done)} done`,
      `${grouped(orders.waiting)} waiting`,
    ],
    fates: [...some(orders.refused, 'refused'), ...some(orders.timedOut, 'timed out')],
  };
}

function some(count: number, what: string): string[] {
  return count === 0 ? [] : [`${grouped(count)} ${what}`];
}

/** What is down is named; of consumers, those beyond the third are counted. */
function whatIsDown(world: World): string[] {
  const { plan, brokers, services, consumers } = world;
  const nodes = plan.nodes.flatMap((node, place) => {
    const isDown =
      (node.kind === 'broker' && brokers.state[place] !== Broker.running) ||
      (node.kind === 'service' && services.isUp[place] === 0) ||
      (node.kind === 'producer' && isProducerDown(world, place));
    return isDown ? [`${nameInside(world, place)} down`] : [];
  });
  const dead: string[] = [];
  for (let row = 0; row < consumers.rows; row++) {
    if (consumers.state[row] !== Consumer.down) continue;
    const place = placeOfMember(world, consumers.group[row] ?? 0, consumers.member[row] ?? 0);
    dead.push(nameOf(world, place ?? world.placeOf(row)));
  }
  if (dead.length > 3) return [...nodes, `${dead.length} consumers down`];
  return [...nodes, ...dead.map((name) => `${name} down`)];
}

function nodesOf({ plan }: World, kind: NodeKind): number[] {
  return plan.nodes.flatMap((node, i) => (node.kind === kind ? [i] : []));
}

function primaryQueues({ plan }: World): number[] {
  return plan.nodes.flatMap((_, node) => (plan.isPrimary[node] === 1 ? [node] : []));
}
