/**
 * Comparison plays two runs to the same instant, a little at a time, so that what they came to can be set
 * side by side. Nothing is recorded and nothing is drawn: only what they end in is asked for.
 */
import { type Scenario, Simulation, type World } from '../engine/index.ts';
import { optionsOf, type RunDeeds } from './RunDeeds.ts';

/** What a run is made of. */
export interface RunParts {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly deeds: RunDeeds;
}

export class Comparison {
  readonly untilUs: number;
  private readonly runs: readonly [Simulation, Simulation];
  private whole = 0;

  constructor(before: RunParts, after: RunParts, untilUs: number) {
    this.untilUs = untilUs;
    this.runs = [simulationOf(before), simulationOf(after)];
  }

  /** Plays at most so many events more. Returns whether there is more to do. */
  work(maxSteps: number): boolean {
    let steps = maxSteps;
    while (this.whole < this.runs.length && steps > 0) {
      const run = this.runs[this.whole] as Simulation;
      const { events } = run.world;
      if (run.runUntil(this.untilUs, steps) || run.stopped !== null) this.whole++;
      steps -= run.world.events - events;
    }
    return !this.isDone;
  }

  /** Both have come to their end. */
  get isDone(): boolean {
    return this.whole === this.runs.length;
  }

  get before(): World {
    return this.runs[0].world;
  }

  get after(): World {
    return this.runs[1].world;
  }
}

function simulationOf({ scenario, seed, deeds }: RunParts): Simulation {
  return new Simulation(scenario, { seed, record: false, ...optionsOf(deeds) });
}
