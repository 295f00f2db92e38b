/** lateAndMissed are acks that do not do what acks usually do: they come after their lease, or miss a server. */
import { NO_ROW } from '../../kernel/index.ts';
import { Copy } from '../../lifecycles/index.ts';
import type { World } from '../World.ts';

/** Whether an ack whose lease has ended still deletes this copy: its queue says so, and it is there. */
export function acceptsLateAck({ copies, order }: World, copy: number): boolean {
  const state = copies.state[copy];
  return (
    order.nodes.acceptsLateAck[copies.queue[copy]] === 1 &&
    (state === Copy.ready || state === Copy.delayed || state === Copy.unacked)
  );
}

/** Draws whether the ack of this copy misses a server, where a queue says that acks do. */
export function isHandedOutAgain({ copies, order, random }: World, copy: number): boolean {
  const queue = copies.queue[copy];
  const stream = order.nodes.stream[queue];
  return stream !== NO_ROW && random.next32(stream) < order.nodes.missThreshold[queue];
}
