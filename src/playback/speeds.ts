/**
 * speeds are the paces at which simulated time can be shown, in words that cannot be misread: "1 s of
 * screen = 100 ms of system". A bare "×" is read the wrong way round by half the people.
 */
export interface Speed {
  readonly name: string;
  /** Simulated microseconds for each second of wall clock; Infinity runs to the end at once. */
  readonly usPerS: number;
}

export const speeds: readonly Speed[] = [
  { name: '1 s = 10 ms', usPerS: 10_000 },
  { name: '1 s = 30 ms', usPerS: 30_000 },
  { name: '1 s = 100 ms', usPerS: 100_000 },
  { name: '1 s = 300 ms', usPerS: 300_000 },
  { name: '1 s = 1 s', usPerS: 1_000_000 },
  { name: '1 s = 3 s', usPerS: 3_000_000 },
  { name: '1 s = 10 s', usPerS: 10_000_000 },
  { name: 'run to end', usPerS: Number.POSITIVE_INFINITY },
];

/** Real time: the pace to begin with. */
export const realTime = 4;
/** A tenth of it: messages on wires of some milliseconds can be followed by the eye. */
export const slowMotion = 2;
