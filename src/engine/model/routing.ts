/**
 * routing finds the queues that a message goes to: through direct, topic and fan-out exchanges, from
 * exchange to exchange, and to the alternate one where nothing fits.
 */
import { NO_NODE } from './Plan.ts';
import { fits, wordsOf } from './topicPattern.ts';
import type { World } from './World.ts';

/**
 * The queues that a message with this key goes to, in the order of nodes, each once: one queue however
 * many bindings lead to it. `target` is what it is published to: an exchange or a queue.
 */
export function queuesFor(world: World, target: number, key: string): number[] {
  if (world.plan.kinds[target] === 'queue') return isThere(world, target) ? [target] : [];
  const found = new Set<number>();
  route(world, target, key, found, new Set());
  return [...found].sort((a, b) => a - b);
}

/** A dead letter's exchange is NO_NODE where it is the default one. */
export function queuesByExchange(
  world: World,
  exchange: number,
  broker: number,
  key: string,
): number[] {
  return exchange === NO_NODE ? byName(world, broker, key) : queuesFor(world, exchange, key);
}

function route(
  world: World,
  exchange: number,
  key: string,
  found: Set<number>,
  visited: Set<number>,
): void {
  const { plan } = world;
  if (visited.has(exchange) || !isThere(world, exchange)) return;
  visited.add(exchange);
  const spec = plan.exchanges[exchange];
  const type = spec?.routing?.type ?? 'fanOut';
  let isRouted = false;
  if (type === 'default') {
    for (const queue of byName(world, plan.brokerOf[exchange], key)) {
      found.add(queue);
      isRouted = true;
    }
  } else {
    const words = type === 'topic' ? wordsOf(key) : [];
    for (const binding of plan.bindings[exchange]) {
      const isBound =
        type === 'fanOut' ||
        (type === 'direct' ? binding.key === key : fits(binding.pattern, words));
      if (!isBound || !isThere(world, binding.to)) continue;
      // Deleting a queue takes its bindings with it; declaring it again does not bring them back.
      if (world.existence.isUnbound[binding.to] === 1) continue;
      // Another exchange counts as a route, wherever that one leads.
      isRouted = true;
      if (binding.isQueue) found.add(binding.to);
      else route(world, binding.to, key, found, visited);
    }
  }
  const alternate = plan.alternateOf[exchange];
  if (!isRouted && alternate !== NO_NODE) route(world, alternate, key, found, visited);
}

/** The default exchange: the queue of this name. */
function byName(world: World, broker: number, key: string): number[] {
  const { plan } = world;
  const queue = plan.nodeOf.get(key) ?? NO_NODE;
  const isIt =
    queue !== NO_NODE &&
    plan.kinds[queue] === 'queue' &&
    plan.brokerOf[queue] === broker &&
    isThere(world, queue);
  return isIt ? [queue] : [];
}

/** Whether a queue or an exchange exists now. */
export function isThere(world: World, node: number): boolean {
  return world.existence.isGone[node] === 0;
}
