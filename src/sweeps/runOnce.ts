/** runOnce is what a worker does for one job: a run from beginning to end, and its measures. */
import { reportRun, type Scenario, Simulation } from '../engine/index.ts';
import { type Measures, measuresOf } from './measuresOf.ts';

export interface Job {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly maxEvents: number;
}

/** Throws where a check fails, and where the run ends before its time: half a run is no sample. */
export function runOnce({ scenario, seed, maxEvents }: Job): Measures {
  const simulation = new Simulation(scenario, { seed, maxEvents });
  simulation.runUntil(scenario.durationUs);
  simulation.recount();
  if (simulation.stopped !== null) throw new Error(simulation.stopped);
  return measuresOf(reportRun(simulation));
}
