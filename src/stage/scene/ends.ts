/** ends knows which messages were lost, refused or done twice: rows are given back, facts are not. */

import { Fact, type Trace, TraceReader, type World } from '../../engine/index.ts';
import type { TrayKind } from '../layout/Layout.ts';

/** What is kept in no row: a dead letter lies in its queue. */
export type End = Exclude<TrayKind, 'deadLettered'>;

/** The numbers of the messages with this end up to now, in the order in which they met it. */
export function endsOf({ trace }: World, end: End): readonly number[] {
  const before = readers.get(trace);
  const reader = before ?? new EndsReader(trace);
  if (before === undefined) readers.set(trace, reader);
  return reader.follow().upTo(end, trace.length);
}

const readers = new WeakMap<Trace, EndsReader>();

const lossKinds: ReadonlySet<number> = new Set([Fact.lost, Fact.dropped, Fact.recordLost]);

class EndsReader extends TraceReader {
  private readonly facts: Record<End, number[]> = { lost: [], refused: [], duplicateEffect: [] };

  protected read(fact: number): void {
    const kind = this.trace.kind(fact);
    if (lossKinds.has(kind)) this.facts.lost.push(fact);
    else if (kind === Fact.effectRepeated) this.facts.duplicateEffect.push(fact);
    else if (kind === Fact.refused || kind === Fact.gaveUp) this.facts.refused.push(fact);
  }

  protected cut(length: number): void {
    for (const facts of Object.values(this.facts)) {
      while ((facts[facts.length - 1] ?? -1) >= length) facts.pop();
    }
  }

  upTo(end: End, length: number): readonly number[] {
    const numbers: number[] = [];
    for (const fact of this.facts[end]) {
      if (fact >= length) break;
      numbers.push(this.trace.message(fact));
    }
    return numbers;
  }
}
