/** Turns keeps the few facts that change what there is: acts, and nodes and consumers that fall and rise. */
import { Fact, NO_FACT } from '../engine/index.ts';
import { TraceReader } from './TraceReader.ts';

/** Kinds of fact that change what there is. */
export const turningKinds: ReadonlySet<number> = new Set([
  Fact.consumerCrashed,
  Fact.consumerRestarted,
  Fact.consumerJoined,
  Fact.consumerLeft,
  Fact.brokerDown,
  Fact.brokerStarted,
  Fact.brokerRecovered,
  Fact.serviceDown,
  Fact.serviceUp,
  Fact.replicaDown,
  Fact.replicaUp,
  Fact.producerDown,
  Fact.producerUp,
  Fact.alarmRaised,
  Fact.alarmCleared,
]);

export class Turns extends TraceReader {
  /** The fact of each act of the run, by its position. */
  readonly acts: number[] = [];
  private readonly places = new Map<number, number[]>();

  /** The latest turn at a place before a fact, or NO_FACT. */
  before(place: number, fact: number): number {
    return this.places.get(place)?.findLast((turn) => turn < fact) ?? NO_FACT;
  }

  /** The first turn of this kind at a place from one fact on and before another, or NO_FACT. */
  firstBetween(place: number, kind: number, from: number, end: number): number {
    const turns = this.places.get(place) ?? [];
    const found = turns.find((turn) => turn >= from && this.trace.kind(turn) === kind);
    return found !== undefined && found < end ? found : NO_FACT;
  }

  /** All turns from one fact on and before another, in their order. */
  between(from: number, end: number): number[] {
    const all = [...this.places.values()].flat();
    return all.filter((turn) => turn >= from && turn < end).sort((a, b) => a - b);
  }

  protected override read(fact: number): void {
    const kind = this.trace.kind(fact);
    if (kind === Fact.intervened) this.acts.push(fact);
    else if (turningKinds.has(kind)) {
      const place = this.trace.place(fact);
      const turns = this.places.get(place);
      if (turns === undefined) this.places.set(place, [fact]);
      else turns.push(fact);
    }
  }

  protected override cut(length: number): void {
    for (const turns of [this.acts, ...this.places.values()]) {
      while ((turns.at(-1) ?? NO_FACT) >= length) turns.pop();
    }
  }
}
