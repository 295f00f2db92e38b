/**
 * whyNotOf answers from absence: why a message has not moved, why it is not done, why it is not lost.
 *
 * There is no fact of what does not happen. So the answer is read off the system as it stands, with the
 * same questions that the engine asks before it moves a message, and goes on into the past where a fault
 * or somebody's act is behind it: "m21 is not done. Because m20 is ahead of it in the order queue. Because
 * C1 is working on m20 until 1.3 s, its 14th delivery. Because nobody can process it."
 */
import { Copy, NO_FACT, NO_NODE, NO_ROW, type World } from '../engine/index.ts';
import { type Chronicle, chronicleOf } from './Chronicle.ts';
import { type CopyLife, lifeOf } from './lifeOf.ts';
import { recordLife } from './recordLife.ts';
import { type WhyNot, whatBecameOfIt, whyNot } from './WhyNot.ts';
import { whyNotDone } from './whyNotDone.ts';
import { whyNeverLost, whyNotLost } from './whyNotLost.ts';
import { whyNotOfRecord } from './whyNotOfRecord.ts';

/** What can be asked about a message at the playhead, with the answers; by copy, in the order of its queues. */
export function whyNotOf(
  world: Chronicle['world'],
  trace: Chronicle['trace'],
  message: number,
): WhyNot[] {
  const c = chronicleOf(world, trace);
  const life = lifeOf(c, message, c.length);
  const rows = rowsOf(world, message);
  const copies = life.copies.flatMap((copy) => ofCopy(c, copy, takeRow(world, rows, copy)));
  // Where a key decides, no fact says where a message on its way will go: the tables do.
  const last = life.facts.at(-1)?.index ?? NO_FACT;
  const unheardOf = last === NO_FACT ? [] : rows.filter((row) => isOnItsWay(world, row));
  return [
    ...copies,
    ...unheardOf.flatMap((row) => ofRow(c, row, last, message, 'notMoved')),
    ...whyNotOfRecord(c, recordLife(c, message, c.length), life.facts),
  ];
}

function isOnItsWay({ copies }: World, row: number): boolean {
  return copies.state[row] === Copy.inTransit;
}

/** Of a copy that is still somewhere in the tables. */
function ofRow(
  c: Chronicle,
  row: number,
  fact: number,
  message: number,
  question: 'notMoved' | 'notDone',
): WhyNot[] {
  const queue = c.world.copies.queue[row] ?? NO_NODE;
  return [
    whyNot(c, question, queue, fact, message, whyNotDone(c, row)),
    whyNot(c, 'notLost', queue, fact, message, whyNotLost(c, row)),
  ];
}

function ofCopy(c: Chronicle, copy: CopyLife, row: number): WhyNot[] {
  const { queue, state, last } = copy;
  const notLost = (): WhyNot =>
    whyNot(c, 'notLost', queue, last.index, last.message, whyNeverLost(c, copy));
  switch (state) {
    case 'lost':
    case 'dropped':
    // Sent back, it goes on as another copy.
    case 'redriven':
      return [whatBecameOfIt(c, queue, last)];
    case 'deadLettered':
    case 'refused':
      return [whatBecameOfIt(c, queue, last), notLost()];
    case 'done':
      return [notLost()];
    default: {
      if (row === NO_ROW) return [];
      const isInHand = state === 'unacked' || state === 'handedOver';
      return ofRow(c, row, last.index, last.message, isInHand ? 'notDone' : 'notMoved');
    }
  }
}

/** The rows of a message's copies. */
function rowsOf({ copies, messages }: World, message: number): number[] {
  const row = messages.number.indexOf(message);
  const rows: number[] = [];
  if (row < 0) return rows;
  let copy = messages.firstCopy[row] ?? NO_ROW;
  for (; copy !== NO_ROW; copy = copies.sibling[copy] ?? NO_ROW) rows.push(copy);
  return rows;
}

/** Takes the row of a copy out of the list: the one in its queue and state. */
function takeRow({ copies }: World, rows: number[], copy: CopyLife): number {
  const isIts = (row: number, isExact: boolean): boolean =>
    copies.queue[row] === copy.queue &&
    copies.state[row] === Copy[copy.state] &&
    (!isExact || copies.deliveryCount[row] === copy.deliveryCount);
  let at = rows.findIndex((row) => isIts(row, true));
  if (at < 0) at = rows.findIndex((row) => isIts(row, false));
  return at < 0 ? NO_ROW : (rows.splice(at, 1)[0] ?? NO_ROW);
}
