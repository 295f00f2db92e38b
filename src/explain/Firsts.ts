/** Firsts keeps the first fact of each kind. */
import { NO_FACT } from '../engine/index.ts';
import { TraceReader } from './TraceReader.ts';

export class Firsts extends TraceReader {
  private readonly facts = new Map<number, number>();

  /** The first fact of a kind that is known, or NO_FACT. */
  of(kind: number): number {
    return this.facts.get(kind) ?? NO_FACT;
  }

  protected override read(fact: number): void {
    const kind = this.trace.kind(fact);
    if (!this.facts.has(kind)) this.facts.set(kind, fact);
  }

  protected override cut(length: number): void {
    for (const [kind, fact] of this.facts) if (fact >= length) this.facts.delete(kind);
  }
}
