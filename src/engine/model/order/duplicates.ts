/**
 * duplicates are publishes that a queue has taken in already, and knows: for a while after it took a
 * message in it remembers the id, whatever became of the message.
 */
import { NO_ROW } from '../../kernel/index.ts';
import { Copy } from '../../lifecycles/index.ts';
import { Fact, Rule } from '../../trace/index.ts';
import { publishingOf } from '../Plan.ts';
import { CopyFlag } from '../tables.ts';
import type { World } from '../World.ts';

/** The copy by which its queue knows a message that arrives again, or NO_ROW: it takes it for a new one. */
export function knownAs(world: World, message: number, queue: number): number {
  const { copies, letters, messages, order, plan } = world;
  const windowUs = order.nodes.idWindowUs[queue];
  if (windowUs === 0) return NO_ROW;
  if (publishingOf(plan, messages.publisher[message]).resendId === 'new') return NO_ROW;
  let copy = messages.firstCopy[message];
  for (; copy !== NO_ROW; copy = copies.sibling[copy]) {
    if (copies.queue[copy] !== queue || copies.flags[copy] & CopyFlag.deadLetter) continue;
    // What a kill took was never there, as far as the broker knows.
    const isKnown = copies.state[copy] !== Copy.inTransit && copies.state[copy] !== Copy.lost;
    const sinceUs = world.nowUs - letters.takenInAtUs[copies.letter[copy]];
    if (isKnown && copies.state[copy] !== Copy.refused && sinceUs < windowUs) return copy;
  }
  return NO_ROW;
}

/** The queue does not take it in again. Its sender is answered as if it had. */
export function ignoreDuplicate(world: World, known: number): void {
  const { copies, messages, order } = world;
  const message = copies.message[known];
  const queue = copies.queue[known];
  order.nodes.duplicates[queue]++;
  messages.lastFact[message] = world.record(
    Fact.duplicateIgnored,
    messages.number[message],
    queue,
    messages.attempts[message],
    messages.lastFact[message],
    Rule.duplicateWindow,
  );
}
