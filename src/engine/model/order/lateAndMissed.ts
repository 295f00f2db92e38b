/** lateAndMissed are acks that do not do what acks usually do: they come after their lease, or miss a server. */
import { NO_ROW } from '../../kernel/index.ts';
import { Copy } from '../../lifecycles/index.ts';
import type { World } from '../World.ts';
import { LateAck } from './orderTables.ts';

/** Whether an ack whose lease has ended still deletes: its queue says so, and the message is there. */
export function acceptsLateAck(world: World, copy: number, delivery: number): boolean {
  const { copies, deliveries, order } = world;
  const how = order.nodes.lateAck[copies.queue[copy]];
  const state = copies.state[copy];
  const isFree = state === Copy.ready || state === Copy.delayed;
  if (how === LateAck.accept) return isFree || state === Copy.unacked;
  const isLatest = deliveries.number[delivery] === copies.deliveryCount[copy];
  return how === LateAck.ifLatest && isFree && isLatest;
}

/** Draws whether the ack of this copy misses a server, where a queue says that acks do. */
export function isHandedOutAgain({ copies, order, random }: World, copy: number): boolean {
  const queue = copies.queue[copy];
  const stream = order.nodes.stream[queue];
  return stream !== NO_ROW && random.next32(stream) < order.nodes.missThreshold[queue];
}
