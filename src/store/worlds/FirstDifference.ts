/**
 * FirstDifference finds where runs part: the first instant at which not the same happens in all of them.
 *
 * It compares their facts, instant by instant, as far as all are simulated. What happens at one instant has
 * no order that would mean anything across systems, so it is compared as a heap.
 */
import type { World } from '../../engine/index.ts';
import type { Timeline } from '../../playback/index.ts';

/** Where runs part, and what of it happens in each alone: fact numbers, by run. */
export interface Parting {
  readonly atUs: number;
  readonly alone: readonly (readonly number[])[];
}

export class FirstDifference {
  private worlds: readonly World[] = [];
  private forgotten = '';
  private read: number[] = [];
  private found: Parting | null = null;

  /** null: none as far as all are simulated. */
  among(timelines: readonly Timeline[]): Parting | null {
    this.startAnewIfOther(timelines);
    if (this.found !== null) return this.found;
    const horizonUs = Math.min(...timelines.map((timeline) => timeline.horizonUs));
    for (;;) {
      const atUs = Math.min(...this.worlds.map((world, i) => instantOf(world, this.read[i] ?? 0)));
      // At the horizon itself more may be to come.
      if (atUs >= horizonUs) return null;
      const heaps = this.worlds.map((world, i) => heapAt(world, this.read[i] ?? 0, atUs));
      if (!areEqual(this.worlds, heaps)) {
        this.found = { atUs, alone: aloneIn(this.worlds, heaps) };
        return this.found;
      }
      this.read = this.read.map((from, i) => from + (heaps[i]?.length ?? 0));
    }
  }

  private startAnewIfOther(timelines: readonly Timeline[]): void {
    const worlds = timelines.map(({ world }) => world);
    const forgotten = worlds.map(({ trace }) => trace.forgettings.length).join();
    const isSame =
      forgotten === this.forgotten &&
      worlds.length === this.worlds.length &&
      worlds.every((world, i) => world === this.worlds[i]);
    if (isSame) return;
    this.worlds = worlds;
    this.forgotten = forgotten;
    this.read = worlds.map(() => 0);
    this.found = null;
  }
}

function instantOf({ trace }: World, fact: number): number {
  return fact < trace.known ? trace.atUs(fact) : Number.POSITIVE_INFINITY;
}

/** The facts of one instant, from a fact on. */
function heapAt({ trace }: World, from: number, atUs: number): number[] {
  const facts: number[] = [];
  for (let fact = from; fact < trace.known && trace.atUs(fact) === atUs; fact++) facts.push(fact);
  return facts;
}

function areEqual(worlds: readonly World[], heaps: readonly (readonly number[])[]): boolean {
  const [first, ...others] = worlds.map((world, i) => keysOf(world, heaps[i] ?? []).sort());
  return others.every(
    (keys) => keys.length === first?.length && keys.every((key, i) => key === first[i]),
  );
}

/** Of each heap the facts that not all of the others have. */
function aloneIn(worlds: readonly World[], heaps: readonly (readonly number[])[]): number[][] {
  const counts = worlds.map((world, i) => countOf(keysOf(world, heaps[i] ?? [])));
  return worlds.map((world, i) => {
    const seen = new Map<string, number>();
    return (heaps[i] ?? []).filter((fact) => {
      const key = factKey(world, fact);
      const nth = (seen.get(key) ?? 0) + 1;
      seen.set(key, nth);
      return counts.some((others) => (others.get(key) ?? 0) < nth);
    });
  });
}

function keysOf(world: World, facts: readonly number[]): string[] {
  return facts.map((fact) => factKey(world, fact));
}

function countOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/**
 * What happened, to which message and where, in words that mean the same in every system: a node by its
 * id, a consumer by when it came. How often it was delivered is not in it: that is history, not a fact.
 */
export function factKey({ plan, trace }: World, fact: number): string {
  const place = trace.place(fact);
  const where = plan.nodes[place]?.id ?? `consumer ${place - plan.nodes.length}`;
  return `${trace.kind(fact)} ${trace.message(fact)} ${where}`;
}
