/**
 * MessageFacts finds the facts about one message: each fact knows the one before it about the same
 * message. Four bytes a fact and four a message.
 */
import { NO_FACT, NO_MESSAGE } from '../engine/index.ts';
import { isAboutOrder } from './aboutOrder.ts';
import { TraceReader } from './TraceReader.ts';

export class MessageFacts extends TraceReader {
  private previous = new Int32Array(1_024);
  /** By message, its latest fact plus one: zero is none. */
  private latest = new Int32Array(256);
  private messages = 0;

  /** The latest fact about a message before this one, or NO_FACT. */
  before(message: number, fact: number): number {
    let found = (this.latest[message] ?? 0) - 1;
    while (found >= fact) found = this.previousOf(found);
    return found;
  }

  /** Going on back from a fact about a message, or NO_FACT. */
  previousOf(fact: number): number {
    return this.previous[fact] ?? NO_FACT;
  }

  /** All facts about a message before `end`, in their order. */
  of(message: number, end: number): number[] {
    const facts: number[] = [];
    for (let fact = this.before(message, end); fact !== NO_FACT; fact = this.previousOf(fact))
      facts.push(fact);
    return facts.reverse();
  }

  /** The latest fact of one of these kinds about a message, before this one and at such a place. */
  latestOf(
    message: number,
    kinds: ReadonlySet<number>,
    fact: number,
    isThere: (place: number) => boolean = () => true,
  ): number {
    let found = this.before(message, fact);
    while (found !== NO_FACT) {
      if (kinds.has(this.trace.kind(found)) && isThere(this.trace.place(found))) return found;
      found = this.previousOf(found);
    }
    return NO_FACT;
  }

  protected override read(fact: number): void {
    if (fact >= this.previous.length) this.previous = longer(this.previous, fact);
    const message = isAboutOrder(this.trace.kind(fact)) ? NO_MESSAGE : this.trace.message(fact);
    if (message === NO_MESSAGE) {
      this.previous[fact] = NO_FACT;
      return;
    }
    if (message >= this.latest.length) this.latest = longer(this.latest, message);
    if (message > this.messages) this.messages = message;
    this.previous[fact] = (this.latest[message] ?? 0) - 1;
    this.latest[message] = fact + 1;
  }

  protected override cut(length: number): void {
    for (let message = 1; message <= this.messages; message++) {
      this.latest[message] = this.before(message, length) + 1;
    }
  }
}

function longer(column: Int32Array, index: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(Math.max(column.length * 2, index + 1));
  grown.set(column);
  return grown;
}
