/**
 * Ghost is an abandoned future: the run as it would have gone on without the latest change.
 *
 * It keeps the old curves and goes on simulating in spare time up to the end, so that every what-if is
 * also a comparison.
 */
import { type Checkpoint, type Scenario, Simulation } from '../engine/index.ts';
import { optionsOf, type RunDeeds } from './RunDeeds.ts';
import type { Samples } from './Samples.ts';

export class Ghost {
  /** What was different: "before: crash C1". */
  readonly label: string;
  /** From here on it differs from the run that replaced it. */
  readonly fromUs: number;
  readonly samples: Samples;
  /** What was done to the abandoned run, for taking it up again. */
  readonly deeds: RunDeeds;
  private readonly from: Checkpoint;
  private readonly begin: () => Simulation;
  /** Made when there is time for it: whoever makes a change does not wait for what would have been. */
  private simulation: Simulation | null = null;
  private isWhole = false;

  constructor(
    scenario: Scenario,
    seed: number,
    deeds: RunDeeds,
    from: Checkpoint,
    samples: Samples,
    fromUs: number,
    label: string,
  ) {
    this.label = label;
    this.fromUs = fromUs;
    this.deeds = deeds;
    this.samples = samples;
    this.from = from;
    this.begin = () => new Simulation(scenario, { seed, record: false, ...optionsOf(deeds) });
  }

  /** Simulates a little more of what would have been. Returns false when there is nothing left to do. */
  work(untilUs: number, maxSteps: number): boolean {
    if (this.isWhole && this.samples.nextUs > untilUs) return false;
    if (this.simulation === null) {
      this.simulation = this.begin();
      this.simulation.restore(this.from);
    }
    const { simulation } = this;
    let steps = maxSteps;
    while (this.samples.nextUs <= untilUs) {
      const before = simulation.world.events;
      if (!simulation.runUntil(this.samples.nextUs, steps)) return true;
      steps -= simulation.world.events - before;
      this.samples.take(simulation.world);
      if (steps <= 0) return true;
    }
    this.isWhole = true;
    return false;
  }
}
