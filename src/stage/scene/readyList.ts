/** readyList is one look through what is ready in a queue, from its head on: who came back, who has to wait. */
import { Copy, CopyFlag, NO_ROW, type World } from '../../engine/index.ts';
import { at } from './Look.ts';

export interface ReadyList {
  /** Copies that have been delivered before, and where in the list they are; oldest first. */
  readonly returned: readonly number[];
  readonly returnedAt: readonly number[];
  /** Where those are that wait for one of their key that is in flight. */
  readonly barredAt: readonly number[];
}

const none: ReadyList = { returned: [], returnedAt: [], barredAt: [] };

export function readyListOf(world: World, queue: number): ReadyList {
  const { queues, copies, letters, order } = world;
  const isPerKey = order.isOn && at(order.nodes.perKeyInFlight, queue) === 1;
  if (!isPerKey && !mayHaveReturns(world, queue)) return none;
  const returned: number[] = [];
  const returnedAt: number[] = [];
  const barredAt: number[] = [];
  let i = 0;
  for (let copy = at(queues.head, queue); copy !== NO_ROW; copy = at(copies.next, copy), i++) {
    if (at(copies.deliveryCount, copy) > 0) {
      returned.push(copy);
      returnedAt.push(i);
    }
    if (!isPerKey) continue;
    const lane = at(letters.lane, at(copies.letter, copy));
    if (lane !== NO_ROW && at(order.lanes.inFlight, lane) > 0) barredAt.push(i);
  }
  return { returned, returnedAt, barredAt };
}

/** Whether anything can have come back: more was delivered than is done or still in somebody's hands. */
function mayHaveReturns(world: World, queue: number): boolean {
  const { tallies } = world;
  const held = world.countOf(queue, Copy.unacked);
  return at(tallies.deliveries, queue) > at(tallies.acks, queue) + held;
}

/** The row of the n-th ready copy of a queue, from its head; NO_ROW when there are not so many. */
export function readyCopyAt({ queues, copies }: World, queue: number, n: number): number {
  let copy = at(queues.head, queue);
  for (let i = 0; i < n && copy !== NO_ROW; i++) copy = at(copies.next, copy);
  return copy;
}

/** How often a ready copy will have been delivered, next time; 1 for one that never was. */
export function deliveriesOf({ copies }: World, copy: number): number {
  const delivered = at(copies.deliveryCount, copy);
  return delivered === 0 ? 1 : delivered + 1;
}

export function isOnDisk({ copies }: World, copy: number): boolean {
  return (at(copies.flags, copy) & CopyFlag.onDisk) !== 0;
}
