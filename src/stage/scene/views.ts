/** views are how somebody looks at the places of a stage: each pile for itself, the wires all alike. */
import type { PileView } from './pack.ts';

/** In a map of views: all wires. */
export const WIRES = -1;

export type Views = ReadonlyMap<number, PileView>;
