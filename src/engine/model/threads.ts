/**
 * threads are what a shared service has for the consumers whose work it does: with none free they wait,
 * message in hand, and whoever has waited longest is next.
 *
 * What is in use is counted from those at work; calls of services have the threads of `calling`.
 */
import { NO_ROW } from '../kernel/index.ts';
import type { World } from './World.ts';

/** Whether the work of this group can begin: each service that it holds a thread of has one free. */
export function hasThread(world: World, group: number): boolean {
  const { plan, services } = world;
  if (plan.consumers[group]?.holdsThread !== true) return true;
  return plan.needs[group].every((service) => inUse(world, service) < services.threads[service]);
}

/** The consumer that waits for a thread and can have one, and has waited longest; or NO_ROW. */
export function nextForThread(world: World): number {
  const { consumers, deliveries, groups, plan } = world;
  let next = NO_ROW;
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    const held = consumers.firstHeld[consumer];
    const group = consumers.group[consumer];
    if (held === NO_ROW || plan.consumers[group]?.holdsThread !== true) continue;
    if (!world.isAlive(consumer) || consumers.busy[consumer] >= groups.concurrency[group]) continue;
    const isEarlier =
      next === NO_ROW || deliveries.lastFact[held] < deliveries.lastFact[consumers.firstHeld[next]];
    if (isEarlier && hasThread(world, group)) next = consumer;
  }
  return next;
}

function inUse({ consumers, plan }: World, service: number): number {
  let used = 0;
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    const group = consumers.group[consumer];
    if (plan.consumers[group]?.holdsThread === true && plan.needs[group].includes(service))
      used += consumers.busy[consumer];
  }
  return used;
}
