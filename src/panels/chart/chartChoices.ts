/** chartChoices are the charts that a subject has, and what each is called. */
import { NO_NODE, type World } from '../../engine/index.ts';
import { ORDERS } from '../../playback/index.ts';
import { type ChartKind, chartKinds } from '../../store/index.ts';

/** The charts of a queue, of a group of a log, or of the orders that services answer. */
export function chartsFor(world: World, subject: number): readonly ChartKind[] {
  if (subject === ORDERS) return ['depth', 'throughput', 'latency'];
  // A log keeps what it has: nothing in it waits to be taken out.
  if (world.logs.isGroup(subject)) return chartKinds.filter((kind) => kind !== 'age');
  const hasTakers = world.plan.nodes.some((_, node) => world.plan.queueOf[node] === subject);
  return hasTakers ? chartKinds : ['depth', 'age', 'throughput'];
}

export function chartTitle(world: World, subject: number, kind: ChartKind): string {
  if (kind === 'depth') {
    if (subject === ORDERS || subject === NO_NODE) return 'Orders';
    return world.logs.isGroup(subject) ? 'Lag' : 'Depth';
  }
  return titles[kind];
}

const titles: Readonly<Record<Exclude<ChartKind, 'depth'>, string>> = {
  age: 'Age of the oldest',
  throughput: 'Rates',
  latency: 'Latency',
  redeliveries: 'Redeliveries',
  effects: 'Effects',
  consumers: 'Consumers',
  utilisation: 'Utilisation',
};
