/**
 * readyOrder is the order in which a queue's ready messages stand: as they came, by priority, and where
 * those come back to that were away.
 */
import { NO_ROW } from '../kernel/index.ts';
import { Copy } from '../lifecycles/index.ts';
import { Returning } from './tables.ts';
import type { World } from './World.ts';

export function putAtTail(world: World, copy: number): void {
  insertAfter(world, copy, world.queues.tail[world.copies.queue[copy]]);
}

/** Inserts a copy behind another one of its queue's ready list; behind NO_ROW: at the head. */
export function insertAfter(world: World, copy: number, before: number): void {
  const { copies, queues } = world;
  const queue = copies.queue[copy];
  const after = before === NO_ROW ? queues.head[queue] : copies.next[before];
  copies.previous[copy] = before;
  copies.next[copy] = after;
  if (before === NO_ROW) queues.head[queue] = copy;
  else copies.next[before] = copy;
  if (after === NO_ROW) queues.tail[queue] = copy;
  else copies.previous[after] = copy;
  const ready = world.countOf(queue, Copy.ready);
  if (ready > queues.readyMax[queue]) queues.readyMax[queue] = ready;
}

export function removeFromReady(world: World, copy: number): void {
  const { copies, queues } = world;
  const queue = copies.queue[copy];
  const before = copies.previous[copy];
  const after = copies.next[copy];
  if (before === NO_ROW) queues.head[queue] = after;
  else copies.next[before] = after;
  if (after === NO_ROW) queues.tail[queue] = before;
  else copies.previous[after] = before;
  // What stands before one that came back in order of return came back as well.
  if (queues.lastReturned[queue] === copy) queues.lastReturned[queue] = before;
  copies.previous[copy] = copies.next[copy] = NO_ROW;
}

/** Throws the ready list away and links these copies anew, in the order given. */
export function relinkReady(world: World, queue: number, inOrder: readonly number[]): void {
  world.queues.head[queue] = world.queues.tail[queue] = NO_ROW;
  world.queues.lastReturned[queue] = NO_ROW;
  for (const copy of inOrder) putAtTail(world, copy);
}

// With a policy

/** Puts a new copy behind all of its priority. */
export function putInOrder(world: World, copy: number): void {
  const { copies, queues, policies } = world;
  const queue = copies.queue[copy];
  let before = queues.tail[queue];
  if (policies.maxPriority[queue] > 0) {
    const priority = priorityOf(world, copy);
    // Those that came back in order of return stand ahead of every priority.
    while (
      before !== NO_ROW &&
      before !== queues.lastReturned[queue] &&
      priorityOf(world, before) < priority
    )
      before = copies.previous[before];
  }
  insertAfter(world, copy, before);
}

/** Puts a copy back that was away. */
export function putBack(world: World, copy: number, where: number): void {
  const { copies, queues } = world;
  const queue = copies.queue[copy];
  if (where === Returning.tail) putInOrder(world, copy);
  else if (where === Returning.head) insertAfter(world, copy, NO_ROW);
  else if (where === Returning.inOrder) {
    insertAfter(world, copy, queues.lastReturned[queue]);
    queues.lastReturned[queue] = copy;
  } else {
    let before = NO_ROW;
    let after = queues.head[queue];
    while (after !== NO_ROW && isAhead(world, after, copy)) {
      before = after;
      after = copies.next[after];
    }
    insertAfter(world, copy, before);
  }
}

/** Whether one copy belongs before another, by priority and by the order of storing. */
export function isAhead(world: World, one: number, other: number): boolean {
  const [first, second] = [priorityOf(world, one), priorityOf(world, other)];
  return first === second ? world.copies.place[one] < world.copies.place[other] : first > second;
}

/** What a copy's priority counts as in its queue. */
export function priorityOf({ copies, letters, policies }: World, copy: number): number {
  const queue = copies.queue[copy];
  const most = policies.maxPriority[queue];
  if (most === 0) return 0;
  const own = letters.priority[copies.letter[copy]];
  return own === NO_ROW ? policies.defaultPriority[queue] : Math.min(own, most);
}
