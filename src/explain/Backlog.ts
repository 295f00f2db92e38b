/**
 * Backlog counts what each queue has (ready, delayed or unacked) from the facts alone, and keeps each
 * new height: the peak up to any instant, and when the queue was empty after it.
 */
import {
  Fact,
  factKinds,
  NO_FACT,
  NO_NODE,
  Rule,
  type Trace,
  type World,
} from '../engine/index.ts';
import { TraceReader } from './TraceReader.ts';

export interface Height {
  /** The fact that brought the queue to this height for the first time. */
  readonly fact: number;
  readonly depth: number;
  /** The first fact after it that left the queue empty, or NO_FACT. */
  emptied: number;
}

/** Facts between two copies of the depths, from which a cut counts on. */
const COPY_EVERY = 4_096;

export class Backlog extends TraceReader {
  private readonly world: World;
  private readonly heights: Height[][];
  private readonly copies: Int32Array[] = [];
  private readonly depths: Int32Array;

  constructor(world: World, trace: Trace) {
    super(trace);
    this.world = world;
    this.depths = new Int32Array(world.plan.nodes.length);
    this.heights = world.plan.nodes.map(() => []);
  }

  /** What a queue has after all facts that are known. */
  depthOf(queue: number): number {
    return this.depths[queue] ?? 0;
  }

  /** The peak of a queue before a fact. */
  peakBefore(queue: number, fact: number): Height | undefined {
    return this.heights[queue]?.findLast((height) => height.fact < fact);
  }

  protected override read(fact: number): void {
    if (fact % COPY_EVERY === 0) this.copies.push(this.depths.slice());
    if (changes[this.trace.kind(fact)] === 0) return;
    this.count(fact);
    const queue = this.trace.place(fact);
    const heights = this.heights[queue];
    if (heights === undefined) return;
    this.note(fact, queue, heights);
    const other = this.otherEnd(fact);
    if (other !== NO_NODE) this.note(fact, other, this.heights[other] ?? []);
  }

  protected override cut(length: number): void {
    const from = Math.floor(length / COPY_EVERY);
    const copy = this.copies[from];
    // The copy of the cut itself is made anew when the next fact is read.
    this.copies.length = length % COPY_EVERY === 0 ? from : from + 1;
    if (copy !== undefined) this.depths.set(copy);
    for (let fact = from * COPY_EVERY; fact < length; fact++) this.count(fact);
    for (const heights of this.heights) {
      while ((heights.at(-1)?.fact ?? NO_FACT) >= length) heights.pop();
      const last = heights.at(-1);
      if (last !== undefined && last.emptied >= length) last.emptied = NO_FACT;
    }
  }

  private note(fact: number, queue: number, heights: Height[]): void {
    const depth = this.depths[queue] ?? 0;
    const highest = heights.at(-1);
    if (depth > (highest?.depth ?? 0)) heights.push({ fact, depth, emptied: NO_FACT });
    else if (depth === 0 && highest !== undefined && highest.emptied === NO_FACT)
      highest.emptied = fact;
  }

  private count(fact: number): void {
    const { trace, depths } = this;
    const place = trace.place(fact);
    const kind = trace.kind(fact);
    // What was lost on its way, or in a consumer that had acked it, was in no queue.
    if (kind === Fact.lost && !isLostInQueue(trace.rule(fact))) return;
    const change = changes[kind] ?? 0;
    if (change === 0 || place >= depths.length) return;
    depths[place] = (depths[place] ?? 0) + change;
    const other = this.otherEnd(fact);
    if (other !== NO_NODE) depths[other] = (depths[other] ?? 0) - change;
  }

  /** The queue at the other end of a move: where a dead letter goes, or comes back from; else NO_NODE. */
  private otherEnd(fact: number): number {
    const { trace, world } = this;
    const kind = trace.kind(fact);
    if (kind === Fact.redriven) return trace.place(trace.cause(fact));
    return kind === Fact.deadLettered
      ? (world.plan.deadLetterTo[trace.place(fact)] ?? NO_NODE)
      : NO_NODE;
  }
}

/** By how many messages a kind of fact at a queue changes what the queue has. */
const changes = new Int8Array(factKinds.length);
for (const kind of [Fact.stored, Fact.storedAgain, Fact.cameBack, Fact.redriven]) changes[kind] = 1;
for (const kind of [Fact.acked, Fact.ackedEarly, Fact.forgotten]) changes[kind] = -1;
for (const kind of [Fact.deadLettered, Fact.dropped, Fact.lost]) changes[kind] = -1;

function isLostInQueue(rule: number): boolean {
  return rule === Rule.memoryOnly || rule === Rule.notFlushed || rule === Rule.transient;
}
