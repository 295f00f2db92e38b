/** Family is a kind of models: how one of them becomes runs of the engine, and what those runs show. */
import type { Scenario, Simulation } from '../../engine/index.ts';
import type { Confidence } from './Confidence.ts';
import type { Estimate } from './Estimate.ts';
import type { Params } from './TheoryRow.ts';

export interface Family {
  readonly models: readonly string[];
  /** Throws BadInput for parameters that the model cannot have. */
  measure(params: Params, lab: Lab, model: string): Measured;
}

/** What can be said about a quantity: an estimate, or the reason why there is none. */
export type Measured = (quantity: string, confidence: Confidence) => Estimate | LeftOut;

export class LeftOut {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** What is said of a quantity that no reading is known for. */
export const unknownQuantity = new LeftOut('no way of reading this quantity off a run is known');

/** What is said of all quantities of a system that is all but saturated. */
export const tooBusy: Measured = () =>
  new LeftOut('so near to saturation that no run of a minute reaches the steady state');

/** Lab runs scenarios, and remembers what was measured, for rows that share a model. */
export interface Lab {
  /** What part of the usual messages to run: 1, or less for a quick look with wide intervals. */
  readonly effort: number;
  /** Runs a scenario past `untilUs` (or to its end), and counts everything anew there. */
  play(scenario: Scenario, seed: number, untilUs?: number): Simulation;
  /** Measures what goes by this name the first time that it is asked for. */
  once<Result>(key: string, measure: () => Result): Result;
}

/** Each figure comes from this many runs, of seeds 1, 2, 3, ... */
export const RUNS = 10;

/** The seeds of the runs. */
export const seeds = Array.from({ length: RUNS }, (_, i) => i + 1);
