/**
 * SimTime is simulated time: a whole number of microseconds since the start of the run.
 *
 * It is kept in a double, exact up to 2^53 µs (285 years). Every name that holds one ends in `Us`.
 */
export type SimTime = number;

export const US_PER_MS = 1_000;
export const US_PER_S = 1_000_000;

/** Later than anything that can be scheduled. */
export const NEVER: SimTime = Number.POSITIVE_INFINITY;
