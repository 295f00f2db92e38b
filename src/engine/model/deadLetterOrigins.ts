/**
 * deadLetterOrigins tells where dead letters came from. No column says so: it follows from the copies of
 * a message, so that a world in which nobody ever asks keeps nothing for it.
 */
import { NO_ROW } from '../kernel/index.ts';
import { Copy } from '../lifecycles/index.ts';
import { NO_NODE } from './Plan.ts';
import { CopyFlag } from './tables.ts';
import type { World } from './World.ts';

/** The queue that a dead letter died in, or NO_NODE for what was published where it lies. */
export function originOf(world: World, letter: number): number {
  const { copies, deaths, letters, plan } = world;
  if ((copies.flags[letter] & CopyFlag.deadLetter) === 0) return NO_NODE;
  if (!plan.writesLetters) return originByOrder(world, letter);
  const death = letters.lastDeath[copies.letter[letter]];
  return death === NO_ROW ? NO_NODE : deaths.queue[death];
}

/** Whether this queue has a dead letter ready. */
export function hasDeadLetter({ copies, plan, policies, queues }: World, queue: number): boolean {
  const isGrave = plan.deadLetterTo.includes(queue);
  // By an exchange they may come anywhere.
  if (!isGrave && !policies.hasDeadLetter.includes(1)) return false;
  let copy = queues.head[queue];
  for (; copy !== NO_ROW; copy = copies.next[copy])
    if (copies.flags[copy] & CopyFlag.deadLetter) return true;
  return false;
}

/** Whether a dead letter from this queue is where it was moved to, or went on from there by itself. */
export function hasLetterFrom(world: World, message: number, queue: number): boolean {
  const { copies, messages } = world;
  let copy = messages.firstCopy[message];
  for (; copy !== NO_ROW; copy = copies.sibling[copy])
    if (copies.state[copy] !== Copy.redriven && originOf(world, copy) === queue) return true;
  return false;
}

/**
 * Where nothing is written on messages, each death of a message made one dead letter in the queue for
 * them: the n-th letter there is that of the n-th death.
 */
function originByOrder({ copies, messages, plan }: World, letter: number): number {
  const grave = copies.queue[letter];
  const deaths: number[] = [];
  let laterLetters = 0;
  let isLater = true;
  // Copies of a message are listed with the latest first.
  let copy = messages.firstCopy[copies.message[letter]];
  for (; copy !== NO_ROW; copy = copies.sibling[copy]) {
    if (copy === letter) isLater = false;
    const isLetter =
      copies.queue[copy] === grave && (copies.flags[copy] & CopyFlag.deadLetter) !== 0;
    if (isLetter && isLater) laterLetters++;
    const hasDied =
      copies.state[copy] === Copy.deadLettered && plan.deadLetterTo[copies.queue[copy]] === grave;
    if (hasDied) deaths.push(copy);
  }
  // What a copy was told last is that it died.
  deaths.sort((a, b) => copies.lastFact[b] - copies.lastFact[a]);
  return deaths[laterLetters] === undefined ? NO_NODE : copies.queue[deaths[laterLetters]];
}
