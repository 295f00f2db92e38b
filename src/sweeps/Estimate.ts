/** Estimate is what independent runs say about a quantity: its mean, and where the true one may be. */
import { studentT } from './studentT.ts';

export interface Estimate {
  readonly mean: number;
  /** The 95 % interval of the mean, by Student's t. One run has none: null. */
  readonly low: number | null;
  readonly high: number | null;
}

/** The estimate of at least one sample. Equal samples give an interval of no width. */
export function estimateOf(samples: readonly number[]): Estimate {
  const count = samples.length;
  // Relative to the first, so that the mean of equal samples is exactly that sample.
  const [first = 0] = samples;
  let sum = 0;
  for (const sample of samples) sum += sample - first;
  const mean = first + sum / count;
  if (count < 2) return { mean, low: null, high: null };

  let squares = 0;
  for (const sample of samples) squares += (sample - mean) * (sample - mean);
  // t(n−1) · s / √n, with s² = Σ (x − mean)² / (n − 1)
  const half = studentT(count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { mean, low: mean - half, high: mean + half };
}

/**
 * The estimate of a difference, run by run. Runs of equal seeds meet the same chance, so most of what
 * varies between seeds cancels, and the interval is narrower than those of the two means suggest.
 */
export function differenceOf(samples: readonly number[], from: readonly number[]): Estimate {
  return estimateOf(samples.map((sample, i) => sample - (from[i] ?? Number.NaN)));
}
