/** Spread sums up a list of times: mean, percentiles and maximum, exact, in microseconds. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** The spread of some samples; all zero for none. Percentiles are samples (the nearest rank). */
export function spreadOf(samples: readonly number[]): Spread {
  const sorted = Float64Array.from(samples).sort();
  const count = sorted.length;
  if (count === 0) return { count, mean: 0, p50: 0, p95: 0, p99: 0, max: 0 };
  const rank = (percent: number): number =>
    sorted[Math.max(0, Math.floor((percent * count + 99) / 100) - 1)];
  let sum = 0;
  for (const sample of sorted) sum += sample;
  return {
    count,
    mean: sum / count,
    p50: rank(50),
    p95: rank(95),
    p99: rank(99),
    max: sorted[count - 1],
  };
}
