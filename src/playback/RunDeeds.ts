/** RunDeeds is all that is done to a system in a run: what a person did, and what of the script is left out. */
import type { Intervention } from '../engine/index.ts';
import type { PlacedAct } from './PlacedAct.ts';

export interface RunDeeds {
  /** In the order they were made. */
  readonly acts: readonly PlacedAct[];
  /** Positions in the scenario's script of faults that do not happen. */
  readonly leftOut: readonly number[];
}

export const nothingDone: RunDeeds = { acts: [], leftOut: [] };

/** As a simulation takes it. */
export function optionsOf({ acts, leftOut }: RunDeeds): {
  interventions: readonly Intervention[];
  leftOut: readonly number[];
} {
  return { interventions: acts.map(({ act }) => act), leftOut };
}
