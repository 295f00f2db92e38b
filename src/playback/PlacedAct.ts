/** PlacedAct is a person's act with a name of its own, so that it can be moved, edited and taken away. */
import type { Intervention } from '../engine/index.ts';

export interface PlacedAct {
  readonly id: string;
  readonly act: Intervention;
}
