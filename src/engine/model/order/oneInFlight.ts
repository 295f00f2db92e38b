/**
 * oneInFlight is how a queue keeps order within a key: while a message of a key is in flight, the others
 * of that key wait, and what is behind them goes past.
 *
 * Whoever keeps order looks through the ready list for the first key that is free: where one key has most
 * of a long queue, each look costs as much as there is of it.
 */
import { NO_ROW } from '../../kernel/index.ts';
import type { World } from '../World.ts';

/** Whether a queue hands out one message of a key at a time. */
export function isPerKey({ order }: World, queue: number): boolean {
  return order.nodes.perKeyInFlight[queue] === 1;
}

/** The first ready copy that may be handed out, or NO_ROW. */
export function firstDeliverable(world: World, queue: number): number {
  const { copies, letters, order, queues } = world;
  let copy = queues.head[queue];
  if (order.nodes.perKeyInFlight[queue] === 0) return copy;
  for (; copy !== NO_ROW; copy = copies.next[copy]) {
    const lane = letters.lane[copies.letter[copy]];
    if (lane === NO_ROW || order.lanes.inFlight[lane] === 0) return copy;
  }
  return NO_ROW;
}
