/**
 * latestIn finds the latest fact of some kinds about a message at one queue or its consumers, or NO_FACT.
 * What happened to the copy in another queue of a fan-out is another story.
 */
import type { Chronicle } from './Chronicle.ts';
import { queueAt } from './names.ts';

export function latestIn(
  { messages, world }: Chronicle,
  queue: number,
  message: number,
  kinds: ReadonlySet<number>,
  before: number,
): number {
  return messages.latestOf(message, kinds, before, (place) => queueAt(world, place) === queue);
}
