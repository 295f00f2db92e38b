/**
 * FirstFate finds the first headline of one run that another run never has: a message LOST, a crash, an
 * effect repeated. Runs often part by a few milliseconds long before that matters to anybody.
 */
import { Fact, factKinds, type World } from '../../engine/index.ts';
import type { Timeline } from '../../playback/index.ts';
import { factKey } from './FirstDifference.ts';

export interface OtherFate {
  readonly atUs: number;
  /** The run in which it happens, by its place in the list. */
  readonly of: number;
  readonly fact: number;
}

/** What comes so much later in another run, as a part of the axis, has happened there too. */
const GRACE = 0.02;

interface Headline {
  /** What, to whom, where, and for the how-manieth time. */
  readonly key: string;
  readonly atUs: number;
  readonly fact: number;
}

interface Run {
  readonly world: World;
  readonly headlines: Headline[];
  /** How often what came, to whom and where. */
  readonly times: Map<string, number>;
  readonly keys: Set<string>;
  read: number;
  /** So many headlines are known to be those of all runs. */
  shared: number;
}

export class FirstFate {
  private runs: readonly Run[] = [];
  private forgotten = '';

  /** null: none as far as all are simulated. */
  among(timelines: readonly Timeline[]): OtherFate | null {
    this.startAnewIfOther(timelines);
    const horizonUs = Math.min(...timelines.map((timeline) => timeline.horizonUs));
    const endUs = Math.max(...timelines.map((timeline) => timeline.endUs));
    for (const run of this.runs) readOn(run, horizonUs);
    const graceUs = horizonUs >= endUs ? 0 : endUs * GRACE;
    const firsts = this.runs.flatMap((run, of): OtherFate[] => {
      const first = firstAlone(run, this.runs, horizonUs - graceUs);
      return first === null ? [] : [{ atUs: first.atUs, of, fact: first.fact }];
    });
    return firsts.reduce<OtherFate | null>(
      (soonest, one) => (soonest === null || one.atUs < soonest.atUs ? one : soonest),
      null,
    );
  }

  private startAnewIfOther(timelines: readonly Timeline[]): void {
    const worlds = timelines.map(({ world }) => world);
    const forgotten = worlds.map(({ trace }) => trace.forgettings.length).join();
    const isSame =
      forgotten === this.forgotten &&
      worlds.length === this.runs.length &&
      worlds.every((world, i) => world === this.runs[i]?.world);
    if (isSame) return;
    this.forgotten = forgotten;
    this.runs = worlds.map((world) => ({
      world,
      headlines: [],
      times: new Map(),
      keys: new Set(),
      read: 0,
      shared: 0,
    }));
  }
}

function readOn(run: Run, horizonUs: number): void {
  const { world, headlines, times, keys } = run;
  const { trace } = world;
  for (; run.read < trace.known && trace.atUs(run.read) <= horizonUs; run.read++) {
    const kind = trace.kind(run.read);
    // That somebody did something is where runs part; what came of it is a fate.
    if (factKinds[kind]?.rank !== 1 || kind === Fact.intervened) continue;
    const what = factKey(world, run.read);
    const nth = (times.get(what) ?? 0) + 1;
    times.set(what, nth);
    const key = `${what} ${nth}`;
    keys.add(key);
    headlines.push({ key, atUs: trace.atUs(run.read), fact: run.read });
  }
}

/** The first headline, until an instant, that another run has not had. */
function firstAlone(run: Run, runs: readonly Run[], untilUs: number): Headline | null {
  for (;;) {
    const headline = run.headlines[run.shared];
    if (headline === undefined || headline.atUs > untilUs) return null;
    if (runs.some(({ keys }) => !keys.has(headline.key))) return headline;
    run.shared++;
  }
}
