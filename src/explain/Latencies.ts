/**
 * Latencies keeps how long each message took from its publishing to its first effect, by the queue or the
 * group through which it came; and how long each order waited for its answer. In the order in which they
 * ended: sixteen bytes each.
 */
import { Fact, NO_NODE, type Trace, type World } from '../engine/index.ts';
import { nodeAt } from './names.ts';
import { TraceReader } from './TraceReader.ts';

/** The orders that services answer, as a subject. */
export const ORDERS_ANSWERED = -1;

export class LatencyColumn {
  atUs = new Float64Array(256);
  latencyUs = new Float64Array(256);
  facts = new Int32Array(256);
  length = 0;

  add(fact: number, atUs: number, latencyUs: number): void {
    if (this.length === this.atUs.length) {
      const capacity = this.length * 2;
      const grow = <Column extends Float64Array | Int32Array>(to: Column, from: Column): Column => {
        to.set(from);
        return to;
      };
      this.atUs = grow(new Float64Array(capacity), this.atUs);
      this.latencyUs = grow(new Float64Array(capacity), this.latencyUs);
      this.facts = grow(new Int32Array(capacity), this.facts);
    }
    this.atUs[this.length] = atUs;
    this.latencyUs[this.length] = latencyUs;
    this.facts[this.length] = fact;
    this.length++;
  }

  cut(fact: number): void {
    while (this.length > 0 && (this.facts[this.length - 1] ?? 0) >= fact) this.length--;
  }

  /** How many ended before an instant. */
  countBefore(atUs: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.atUs[middle] ?? 0) < atUs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export class Latencies extends TraceReader {
  private readonly world: World;
  private readonly columns = new Map<number, LatencyColumn>();
  /** When a message was published, and an order placed, by its number. */
  private published = new Float64Array(1_024);
  private placed = new Float64Array(1_024);

  constructor(world: World, trace: Trace) {
    super(trace);
    this.world = world;
  }

  /** Those of a queue or a group, or of ORDERS_ANSWERED. */
  of(subject: number): LatencyColumn {
    return this.follow().column(subject);
  }

  private column(subject: number): LatencyColumn {
    const known = this.columns.get(subject);
    if (known !== undefined) return known;
    const made = new LatencyColumn();
    this.columns.set(subject, made);
    return made;
  }

  protected override read(fact: number): void {
    const { trace } = this;
    const number = trace.message(fact);
    switch (trace.kind(fact)) {
      case Fact.published:
        this.published = noted(this.published, number, trace.atUs(fact));
        return;
      case Fact.offered:
        this.placed = noted(this.placed, number, trace.atUs(fact));
        return;
      case Fact.effectApplied:
        this.end(this.subjectAt(trace.place(fact)), fact, this.published[number] ?? 0);
        return;
      case Fact.orderDone:
        this.end(ORDERS_ANSWERED, fact, this.placed[number] ?? 0);
    }
  }

  protected override cut(length: number): void {
    for (const column of this.columns.values()) column.cut(length);
  }

  private end(subject: number, fact: number, sinceUs: number): void {
    const atUs = this.trace.atUs(fact);
    this.column(subject).add(fact, atUs, atUs - sinceUs);
  }

  private subjectAt(consumer: number): number {
    return this.world.plan.queueOf[nodeAt(this.world, consumer)] ?? NO_NODE;
  }
}

function noted(column: Float64Array<ArrayBuffer>, index: number, value: number) {
  let grown = column;
  if (index >= column.length) {
    grown = new Float64Array(Math.max(index + 1, column.length * 2));
    grown.set(column);
  }
  grown[index] = value;
  return grown;
}
