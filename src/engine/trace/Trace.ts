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

interface Chunk {
  readonly atUs: Float64Array;
  readonly message: Int32Array;
  readonly cause: Int32Array;
  readonly count: Uint16Array;
  readonly kind: Uint8Array;
  readonly place: Uint8Array;
  readonly rule: Uint8Array;
}

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
    if (at === 0 && this.chunks.length === index >> CHUNK_BITS) this.chunks.push(newChunk());
    const chunk = this.chunks[index >> CHUNK_BITS];
    // Another fact than the one known here: whoever changed the past did not say so.
    if (
      index < this.recorded &&
      (chunk.atUs[at] !== atUs ||
        chunk.kind[at] !== kind ||
        chunk.message[at] !== message ||
        chunk.place[at] !== place ||
        chunk.cause[at] !== cause)
    ) {
      this.forgetFrom(index);
    }
    chunk.atUs[at] = atUs;
    chunk.kind[at] = kind;
    chunk.message[at] = message;
    chunk.place[at] = place;
    chunk.count[at] = count > 65_535 ? 65_535 : count;
    chunk.cause[at] = cause;
    chunk.rule[at] = rule;
    if (this.length > this.recorded) this.recorded = this.length;
    return index;
  }

  /** Bytes that one fact takes. */
  bytesPerFact(): number {
    return Object.values(newChunk()).reduce(
      (sum: number, column: Chunk[keyof Chunk]) => sum + column.BYTES_PER_ELEMENT,
      0,
    );
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
    return this.chunks[index >> CHUNK_BITS].kind[index & IN_CHUNK];
  }

  message(index: number): number {
    return this.chunks[index >> CHUNK_BITS].message[index & IN_CHUNK];
  }

  place(index: number): number {
    return this.chunks[index >> CHUNK_BITS].place[index & IN_CHUNK];
  }

  cause(index: number): number {
    return this.chunks[index >> CHUNK_BITS].cause[index & IN_CHUNK];
  }

  count(index: number): number {
    return this.chunks[index >> CHUNK_BITS].count[index & IN_CHUNK];
  }

  rule(index: number): number {
    return this.chunks[index >> CHUNK_BITS].rule[index & IN_CHUNK];
  }

  entry(index: number): TraceEntry {
    const chunk = this.chunks[index >> CHUNK_BITS];
    const at = index & IN_CHUNK;
    return {
      index,
      atUs: chunk.atUs[at],
      kind: chunk.kind[at],
      message: chunk.message[at],
      place: chunk.place[at],
      count: chunk.count[at],
      cause: chunk.cause[at],
      rule: chunk.rule[at],
    };
  }
}

function newChunk(): Chunk {
  return {
    atUs: new Float64Array(CHUNK_SIZE),
    message: new Int32Array(CHUNK_SIZE),
    cause: new Int32Array(CHUNK_SIZE),
    count: new Uint16Array(CHUNK_SIZE),
    kind: new Uint8Array(CHUNK_SIZE),
    place: new Uint8Array(CHUNK_SIZE),
    rule: new Uint8Array(CHUNK_SIZE),
  };
}
