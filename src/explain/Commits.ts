/** Commits keeps by which facts each member of a group said how far it is, taken or refused. */
import { Fact, NO_FACT } from '../engine/index.ts';
import { TraceReader } from './TraceReader.ts';

export class Commits extends TraceReader {
  private readonly places = new Map<number, number[]>();

  /** The first commit of a member after a fact and before another of which something is true, or NO_FACT. */
  first(member: number, after: number, end: number, isMeant: (fact: number) => boolean): number {
    const commits = this.places.get(member) ?? [];
    const found = commits.find((fact) => fact > after && (fact >= end || isMeant(fact)));
    return found !== undefined && found < end ? found : NO_FACT;
  }

  protected override read(fact: number): void {
    const kind = this.trace.kind(fact);
    if (kind !== Fact.offsetCommitted && kind !== Fact.commitFenced) return;
    const place = this.trace.place(fact);
    const commits = this.places.get(place);
    if (commits === undefined) this.places.set(place, [fact]);
    else commits.push(fact);
  }

  protected override cut(length: number): void {
    for (const commits of this.places.values()) {
      while ((commits.at(-1) ?? NO_FACT) >= length) commits.pop();
    }
  }
}
