/**
 * expiring is what time does to a queue with a policy: messages past their time to live are taken out at
 * its head, and a queue that nobody uses is deleted.
 */
import { NO_EVENT, NO_ROW } from '../kernel/index.ts';
import { Rule } from '../trace/index.ts';
import { takeOut } from './deadLettering.ts';
import { Class, Event } from './eventKinds.ts';
import { isOverLimit, noticeLength } from './limiting.ts';
import { removeFromReady } from './readyOrder.ts';
import type { World } from './World.ts';

/**
 * Takes out what has expired at the head. A message that has come this very instant may still be
 * delivered, even with no time to live at all, so `sparesFresh` before the queue has tried to.
 */
export function dropExpired(world: World, queue: number, sparesFresh: boolean): void {
  const { copies, letters, queues } = world;
  for (let head = queues.head[queue]; head !== NO_ROW; head = queues.head[queue]) {
    const expiresAtUs = letters.expiresAtUs[copies.letter[head]];
    const isFresh =
      expiresAtUs === world.nowUs &&
      copies.storedAtUs[head] === world.nowUs &&
      copies.deliveryCount[head] === 0;
    if (expiresAtUs > world.nowUs || (sparesFresh && isFresh)) return;
    removeFromReady(world, head);
    takeOut(world, head, copies.lastFact[head], Rule.timeToLive);
  }
}

/** Drops from the head what is over the limit. */
export function dropOverLimit(world: World, queue: number): void {
  const { copies, letters, queues, policies } = world;
  noticeLength(world, queue);
  if (queues.dropHead[queue] === 0 || !isOverLimit(world, queue, 0, 0)) return;
  const over: number[] = [];
  let bytes = 0;
  // What is taken out here is booked as ready until it is given up below.
  while (queues.head[queue] !== NO_ROW && isOverLimit(world, queue, over.length, bytes)) {
    const head = queues.head[queue];
    removeFromReady(world, head);
    over.push(head);
    bytes += letters.bytes[copies.letter[head]];
  }
  if (policies.dropsLastFirst[queue] === 1) over.reverse();
  for (const copy of over) takeOut(world, copy, copies.lastFact[copy], Rule.maxLengthDropHead);
}

/** Sets the clock for the head of the queue. */
export function watchHead(world: World, queue: number): void {
  const { agenda, copies, letters, policies, queues } = world;
  const head = queues.head[queue];
  const atUs =
    head === NO_ROW ? Number.POSITIVE_INFINITY : letters.expiresAtUs[copies.letter[head]];
  if (policies.headExpires[queue] !== NO_EVENT) {
    if (policies.headExpiresAtUs[queue] === atUs) return;
    agenda.cancel(policies.headExpires[queue]);
    policies.headExpires[queue] = NO_EVENT;
  }
  if (atUs === Number.POSITIVE_INFINITY) return;
  policies.headExpiresAtUs[queue] = atUs;
  policies.headExpires[queue] = agenda.schedule(atUs, Class.lease, Event.headExpires, queue);
}

export function headExpires(world: World, queue: number): void {
  world.policies.headExpires[queue] = NO_EVENT;
  world.wakeQueue(queue);
}

// The queue itself

/** Somebody uses a queue: its time begins anew. */
export function noteUse(world: World, queue: number): void {
  stopExpiry(world, queue);
  watchUse(world, queue);
}

/** The time of an unused queue runs; while it has a consumer it stands still. */
export function watchUse(world: World, queue: number): void {
  const { agenda, existence, policies, queues } = world;
  if (queues.hasPolicy[queue] === 0) return;
  const us = policies.expiresUs[queue];
  if (us === Number.POSITIVE_INFINITY) return;
  if (existence.isGone[queue] === 1 || hasConsumer(world, queue)) stopExpiry(world, queue);
  else if (policies.expires[queue] === NO_EVENT) {
    const dueUs = world.nowUs + us;
    policies.expires[queue] = agenda.schedule(dueUs, Class.lease, Event.queueExpires, queue);
  }
}

export function stopExpiry({ agenda, policies }: World, queue: number): void {
  if (policies.expires[queue] !== NO_EVENT) agenda.cancel(policies.expires[queue]);
  policies.expires[queue] = NO_EVENT;
}

function hasConsumer({ consumers }: World, queue: number): boolean {
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    if (consumers.queue[consumer] === queue && consumers.connected[consumer] === 1) return true;
  }
  return false;
}

/** Starts the clocks of queues that expire. */
export function openQueues(world: World): void {
  world.plan.kinds.forEach((kind, node) => {
    if (kind === 'queue') watchUse(world, node);
  });
}
