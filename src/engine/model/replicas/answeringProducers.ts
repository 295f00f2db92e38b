/** answeringProducers is how a producer hears that its record is safe, or that nobody will tell it so. */
import { isWaiting, sendAgainLater, sendConfirm } from '../publishing.ts';
import { MessageFlag } from '../tables.ts';
import type { World } from '../World.ts';
import { inSyncCount, specOf, stopAwaiting } from './holding.ts';

/** Answers those whose records have become safe in this event. */
export function answerSafe(world: World): void {
  const { answerable, leaderships } = world.replicas;
  const { messages } = world;
  for (const { message, partition } of answerable.splice(0)) {
    stopCounting(world, message);
    if (isWaiting(world, message)) {
      // A later attempt may have been refused: that does not matter any more.
      messages.flags[message] &= ~(MessageFlag.refused | MessageFlag.notNow);
      const isEnough = inSyncCount(world, partition) >= specOf(world, partition).minInSync;
      // Fewer have it than asked for: it is in the log, but nobody says that it is safe.
      if (isEnough) sendConfirm(world, message);
      else sendAgainLater(world, message, leaderships.lastFact[partition]);
    }
    world.release(message);
  }
}

/** The leader of a partition is gone: whoever waits for it to confirm sends again. */
export function tellAwaiting(world: World, partition: number, cause: number): void {
  const { messages } = world;
  for (const message of stopAwaiting(world, partition)) {
    stopCounting(world, message);
    const isAnswered = (messages.flags[message] & MessageFlag.confirmSent) !== 0;
    if (isWaiting(world, message) && !isAnswered && cause >= 0)
      sendAgainLater(world, message, cause);
    world.release(message);
  }
}

function stopCounting({ messages }: World, message: number): void {
  messages.awaiting[message] = Math.max(0, messages.awaiting[message] - 1);
}
