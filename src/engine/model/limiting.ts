/** limiting is how a queue with a policy keeps to its length in messages and bytes, and to times to live. */
import { Copy } from '../lifecycles/index.ts';
import type { World } from './World.ts';

/** At four fifths of its limit a queue that had gone beyond it accepts again. */
const LOW_MARK = 0.8;

/** Whether a queue refuses this dead letter now. One that only notices afterwards has nobody to tell. */
export function refusesDeadLetter(world: World, copy: number): boolean {
  return world.policies.refusesBeyond[world.copies.queue[copy]] === 0 && refusesNow(world, copy);
}

/** Whether its queue refuses this copy now. */
export function refusesNow(world: World, copy: number): boolean {
  const { copies, letters } = world;
  return refuses(world, copies.queue[copy], letters.bytes[copies.letter[copy]]);
}

/** Whether a queue refuses a message of so many bytes now. */
export function refuses(world: World, queue: number, bytes: number): boolean {
  const { queues, policies } = world;
  if (queues.dropHead[queue] === 1) return false;
  if (queues.hasPolicy[queue] === 0) return false; // Returned messages and dead letters come in whatever the length.
  if (policies.refusesBeyond[queue] === 1) return policies.isRefusing[queue] === 1;
  return (
    world.countOf(queue, Copy.ready) + 1 > queues.maxLength[queue] ||
    policies.readyBytes[queue] + bytes > policies.maxBytes[queue]
  );
}

/** Whether a queue is over its limit, not counting so many messages and bytes that are on their way out. */
export function isOverLimit(world: World, queue: number, leaving: number, bytes: number): boolean {
  return (
    world.countOf(queue, Copy.ready) - leaving > world.queues.maxLength[queue] ||
    world.policies.readyBytes[queue] - bytes > world.policies.maxBytes[queue]
  );
}

/** A queue that notices afterwards: over its limit it refuses, clearly below it accepts again. */
export function noticeLength(world: World, queue: number): void {
  const { queues, policies } = world;
  if (policies.refusesBeyond[queue] === 0 || queues.dropHead[queue] === 1) return;
  if (isOverLimit(world, queue, 0, 0)) policies.isRefusing[queue] = 1;
  else if (
    policies.isRefusing[queue] === 1 &&
    world.countOf(queue, Copy.ready) <= Math.floor(queues.maxLength[queue] * LOW_MARK) &&
    policies.readyBytes[queue] <= Math.floor(policies.maxBytes[queue] * LOW_MARK)
  )
    policies.isRefusing[queue] = 0;
}

/** A copy that has just come into its queue lives as long as the lower of both times to live. */
export function expiresFromNow(world: World, copy: number): void {
  const { copies, letters, policies } = world;
  const letter = copies.letter[copy];
  const us = Math.min(letters.expirationUs[letter], policies.ttlUs[copies.queue[copy]]);
  letters.expiresAtUs[letter] = world.nowUs + us;
}
