/** Firsts keeps the first fact of each kind. */
import { factKinds, NO_FACT } from '../engine/index.ts';
import { TraceReader } from './TraceReader.ts';

export class Firsts extends TraceReader {
  private readonly facts: number[] = factKinds.map(() => NO_FACT);

  /** The first fact of a kind that is known, or NO_FACT. */
  of(kind: number): number {
    return this.facts[kind] ?? NO_FACT;
  }

  protected override read(fact: number): void {
    const kind = this.trace.kind(fact);
    if (this.facts[kind] === NO_FACT) this.facts[kind] = fact;
  }

  protected override cut(length: number): void {
    for (const [kind, fact] of this.facts.entries()) if (fact >= length) this.facts[kind] = NO_FACT;
  }
}
