/**
 * Trace is the columnar record of facts, in the order they happened.
 *
 * Explanations, narration, diagrams, metrics and tests read it; nothing else keeps history. Facts are
 * written at `length`; after a seek back the run writes the same facts again, and `recorded` remembers
 * how far the future is already known. 21 bytes a fact, in chunks, so that growing never copies.
 *
 * Whoever keeps something about the facts (an index of a message's facts, say) looks at `forgettings`
 * to learn which of them are no longer true.
 */
import { assert } from '../kernel/index.ts';

const CHUNK_BITS = 14;
const CHUNK_SIZE = 1 << CHUNK_BITS;
const IN_CHUNK = CHUNK_SIZE - 1;

/** No fact: the cause of what nothing caused. */
export const NO_FACT = -1;
/** No message: a fact about a node alone. */
export const NO_MESSAGE = 0;

// Of the words of a fact: the message, its cause, and in one word the kind, the place and the count.
const WORDS = 3;
const MESSAGE = 0;
const CAUSE = 1;
const WHAT = 2;
const PLACE_SHIFT = 8;
const COUNT_SHIFT = 16;
const BYTE = 255;
const MOST = 65_535;

interface Chunk {
  readonly atUs: Float64Array;
  /** `WORDS` of each fact, side by side: one array to reach for what is written together. */
  readonly words: Int32Array;
  readonly rule: Uint8Array;
}

/** Where nothing has been written yet. */
const NO_CHUNK = newChunk(0);

/** TraceEntry is one fact, unpacked. */
export interface TraceEntry {
  readonly index: number;
  readonly atUs: number;
  readonly kind: number;
  /** The message's number (from 1), `NO_MESSAGE` for a fact about a node alone. */
  readonly message: number;
  /** The place where it happened: a node, or a consumer of a group. See `World.places`. */
  readonly place: number;
  /** Delivery count, attempt, or the position of an intervention in the run, as the kind says. */
  readonly count: number;
  /** The earlier fact without which this one would not have happened, or `NO_FACT`. */
  readonly cause: number;
  readonly rule: number;
}

export class Trace {
  /** Facts up to now. */
  length = 0;
  /** The length to which the record was cut back, each time that the future was forgotten. */
  readonly forgettings: number[] = [];
  private recorded = 0;
  private readonly chunks: Chunk[] = [];
  /** The chunk that the next fact is written to, unless it is the first one of the next. */
  private current = NO_CHUNK;
  private readonly keeps: boolean;

  /** `keeps: false` counts the facts and forgets them: for sweeps that only want the counters. */
  constructor(keeps = true) {
    this.keeps = keeps;
  }

  /** Writes a fact and returns its index. */
  write(
    atUs: number,
    kind: number,
    message: number,
    place: number,
    count: number,
    cause: number,
    rule: number,
  ): number {
    const index = this.length++;
    if (!this.keeps) return index;
    const at = index & IN_CHUNK;
    if (at === 0) this.turnTo(index >> CHUNK_BITS);
    const { current } = this;
    const what = kind | (place << PLACE_SHIFT);
    if (index < this.recorded) this.compare(index, atUs, what, message, cause);
    if (index >= this.recorded) this.recorded = index + 1;
    const first = at * WORDS;
    current.atUs[at] = atUs;
    current.words[first + MESSAGE] = message;
    current.words[first + CAUSE] = cause;
    current.words[first + WHAT] = what | ((count > MOST ? MOST : count) << COUNT_SHIFT);
    current.rule[at] = rule;
    return index;
  }

  /** Another fact than the one known here: whoever changed the past did not say so. */
  private compare(index: number, atUs: number, what: number, message: number, cause: number): void {
    const isSame =
      this.atUs(index) === atUs &&
      (this.word(index, WHAT) & ((1 << COUNT_SHIFT) - 1)) === what &&
      this.word(index, MESSAGE) === message &&
      this.word(index, CAUSE) === cause;
    if (!isSame) this.forgetFrom(index);
  }

  private turnTo(chunk: number): void {
    if (this.chunks.length === chunk) this.chunks.push(newChunk(CHUNK_SIZE));
    this.current = this.chunks[chunk];
  }

  /** Bytes that one fact takes. */
  bytesPerFact(): number {
    const { atUs, words, rule } = newChunk(1);
    return atUs.byteLength + words.byteLength + rule.byteLength;
  }

  /** Facts known, also those after the playhead. */
  get known(): number {
    return this.recorded;
  }

  /** Goes back to an earlier length. What was recorded after it stays known until `forgetFuture`. */
  rewind(length: number): void {
    assert(
      !this.keeps || length <= this.recorded,
      `a trace that knows ${this.recorded} facts cannot go on after ${length}`,
    );
    this.length = length;
    // The first fact of a chunk turns to it by itself.
    if ((length & IN_CHUNK) !== 0 && this.keeps) this.turnTo(length >> CHUNK_BITS);
  }

  /** The future has been changed: what was recorded after now is no longer true. */
  forgetFuture(): void {
    if (this.recorded > this.length) this.forgetFrom(this.length);
  }

  private forgetFrom(index: number): void {
    this.recorded = index;
    this.forgettings.push(index);
  }

  atUs(index: number): number {
    return this.chunks[index >> CHUNK_BITS].atUs[index & IN_CHUNK];
  }

  kind(index: number): number {
    return this.word(index, WHAT) & BYTE;
  }

  message(index: number): number {
    return this.word(index, MESSAGE);
  }

  place(index: number): number {
    return (this.word(index, WHAT) >> PLACE_SHIFT) & BYTE;
  }

  cause(index: number): number {
    return this.word(index, CAUSE);
  }

  count(index: number): number {
    return this.word(index, WHAT) >>> COUNT_SHIFT;
  }

  rule(index: number): number {
    return this.chunks[index >> CHUNK_BITS].rule[index & IN_CHUNK];
  }

  entry(index: number): TraceEntry {
    return {
      index,
      atUs: this.atUs(index),
      kind: this.kind(index),
      message: this.message(index),
      place: this.place(index),
      count: this.count(index),
      cause: this.cause(index),
      rule: this.rule(index),
    };
  }

  private word(index: number, which: number): number {
    return this.chunks[index >> CHUNK_BITS].words[(index & IN_CHUNK) * WORDS + which];
  }
}

function newChunk(facts: number): Chunk {
  return {
    atUs: new Float64Array(facts),
    words: new Int32Array(facts * WORDS),
    rule: new Uint8Array(facts),
  };
}
