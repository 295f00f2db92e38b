/**
 * orderWithinKey notes how far each key is in each queue: which message of it was delivered and finished
 * last, and which of them came too late.
 *
 * A queue counts its messages as it takes them in; a key counts its own as they are published. Where nobody
 * sends anything twice the two are the same. A queue can only promise the former.
 */
import { NO_ROW } from '../../kernel/index.ts';
import { Fact } from '../../trace/index.ts';
import type { World } from '../World.ts';

/** A copy has been delivered for the first time. */
export function noteDelivery(world: World, copy: number, fact: number): void {
  const { copies, letters, order } = world;
  const lane = letters.lane[copies.letter[copy]];
  if (lane === NO_ROW) return;
  const place = copies.place[copy];
  if (place < order.lanes.delivered[lane]) broke(world, copy, fact);
  else order.lanes.delivered[lane] = place;
}

/** A copy's message has had its effect. One that has it again is not finished a second time. */
export function noteEffect(world: World, copy: number, kind: number, fact: number): void {
  const { copies, letters, order } = world;
  const lane = letters.lane[copies.letter[copy]];
  if (lane === NO_ROW || kind !== Fact.effectApplied) return;
  const { lanes } = order;
  const place = copies.place[copy];
  if (place < lanes.done[lane]) broke(world, copy, fact);
  else lanes.done[lane] = place;
  const number = order.messages.number[copies.message[copy]];
  lanes.finished[lane]++;
  if (number < lanes.highest[lane]) lanes.outOfOrder[lane]++;
  else lanes.highest[lane] = number;
}

function broke({ copies, messages, order }: World, copy: number, fact: number): void {
  const queue = copies.queue[copy];
  if (order.nodes.brokenBy[queue] !== NO_ROW) return;
  order.nodes.brokenBy[queue] = fact;
  order.nodes.brokenMessage[queue] = messages.number[copies.message[copy]];
}
