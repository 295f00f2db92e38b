/**
 * EventIndex keeps which facts a log shows: those of a kind, at a place, about a message, in their order.
 * It reads each fact once, as the trace grows, so that a list of a million is a list of numbers.
 */
import { NO_FACT, type Trace, type World } from '../engine/index.ts';
import { isAboutOrder } from './aboutOrder.ts';
import { type EventKind, factsOfKind } from './eventKinds.ts';
import { nodeAt, queueAt } from './names.ts';
import { TraceReader } from './TraceReader.ts';

export interface EventFilter {
  /** null: of any kind, at any place, about any message. */
  readonly kind: EventKind | null;
  /** What happens at a consumer happens at its group and its queue as well. */
  readonly place: number | null;
  readonly message: number | null;
}

export class EventIndex extends TraceReader {
  private readonly world: World;
  private readonly kinds: ReadonlySet<number> | null;
  private readonly filter: EventFilter;
  private facts = new Int32Array(1_024);
  private count = 0;

  constructor(world: World, trace: Trace, filter: EventFilter) {
    super(trace);
    this.world = world;
    this.filter = filter;
    this.kinds = filter.kind === null ? null : factsOfKind(filter.kind);
  }

  /** How many there are, those after the playhead included. */
  get rows(): number {
    return this.follow().count;
  }

  /** The fact in a row. */
  at(row: number): number {
    return row < 0 || row >= this.count ? NO_FACT : (this.facts[row] ?? NO_FACT);
  }

  /** How many rows lie before this fact. */
  rowsBefore(fact: number): number {
    let low = 0;
    let high = this.follow().count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.facts[middle] ?? 0) < fact) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  protected override read(fact: number): void {
    if (!this.isMeant(fact)) return;
    if (this.count === this.facts.length) {
      const grown = new Int32Array(this.count * 2);
      grown.set(this.facts);
      this.facts = grown;
    }
    this.facts[this.count++] = fact;
  }

  protected override cut(length: number): void {
    while (this.count > 0 && (this.facts[this.count - 1] ?? NO_FACT) >= length) this.count--;
  }

  private isMeant(fact: number): boolean {
    const { trace, world, kinds, filter } = this;
    const kind = trace.kind(fact);
    if (kinds !== null && !kinds.has(kind)) return false;
    if (filter.message !== null && (isAboutOrder(kind) || trace.message(fact) !== filter.message))
      return false;
    if (filter.place === null) return true;
    const place = trace.place(fact);
    return (
      place === filter.place ||
      nodeAt(world, place) === filter.place ||
      queueAt(world, place) === filter.place
    );
  }
}
