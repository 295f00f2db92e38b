/** batchWords says what a batch is about: "m7", "5 more messages", ": m7 to m11". */
import { isAboutOrder } from './aboutOrder.ts';
import type { Batch } from './Batch.ts';
import type { Chronicle } from './Chronicle.ts';
import { messagePart, type Piece } from './Sentence.ts';
import { grouped, listed } from './words.ts';

/** Template is the sentence of one kind of fact. */
export type Template = (batch: Batch, chronicle: Chronicle) => Piece;

/** It is about one message, however often. */
export function isOne(b: Batch): boolean {
  return b.numbers.distinct === 1;
}

/** "m7", "order 7", "5 messages", "5 more orders" */
export function what(b: Batch): Piece {
  const isOrder = isAboutOrder(b.first.kind);
  const { distinct, min } = b.numbers;
  if (distinct === 1) return isOrder ? `order ${min}` : messagePart(min);
  const more = b.isMore && distinct === b.facts ? 'more ' : '';
  return `${grouped(distinct)} ${more}${isOrder ? 'orders' : 'messages'}`;
}

/** ": m7 to m11", where there is more than one. */
export function which(b: Batch): Piece {
  const { distinct, min, max, few } = b.numbers;
  const one = (n: number): Piece => (isAboutOrder(b.first.kind) ? String(n) : messagePart(n));
  if (distinct === 1) return '';
  if (few.length > 0) return [': ', listed(few.map(one))];
  const isRun = max - min + 1 === distinct;
  return [isRun ? ': ' : ': among ', one(min), ' to ', one(max)];
}

export function was(b: Batch): string {
  return isOne(b) ? 'was' : 'were';
}

export function is(b: Batch): string {
  return isOne(b) ? 'is' : 'are';
}
