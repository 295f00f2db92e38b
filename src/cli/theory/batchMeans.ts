/**
 * batchMeans judges figures of long runs by cutting them into stretches that are all but independent.
 *
 * Each stretch gives sums (time, area under a curve, messages, waits), and a quantity is a function of
 * them. The jackknife (leave out one stretch after the other) gives its standard error, whatever the
 * function: a mean, a ratio of two means, a variance.
 */
import type { Confidence } from './Confidence.ts';
import type { Estimate } from './Estimate.ts';

export type Sums<Name extends string = string> = Readonly<Record<Name, number>>;
export type Quantity<Name extends string> = (sums: Sums<Name>) => number;

/** The quantity over all batches, and its interval. */
export function overBatches<Name extends string>(
  batches: readonly Sums<Name>[],
  quantity: Quantity<Name>,
  confidence: Confidence,
): Estimate {
  const total = added(batches);
  const estimate = quantity(total);
  const without = batches.map((batch) => quantity(subtracted(total, batch)));
  const mean = without.reduce((sum, one) => sum + one, 0) / batches.length;
  const squares = without.reduce((sum, one) => sum + (one - mean) * (one - mean), 0);
  const deviation = Math.sqrt(((batches.length - 1) / batches.length) * squares);
  const reach = confidence.t(batches.length - 1) * deviation;
  return { estimate, low: estimate - reach, high: estimate + reach };
}

/**
 * The `share`-quantile of all samples: its interval lies between the samples at the ranks that the
 * share itself, estimated by batches, may have.
 */
export function quantileOverBatches(
  batches: readonly (readonly number[])[],
  share: number,
  confidence: Confidence,
): Estimate {
  const sorted = Float64Array.from(batches.flat()).sort();
  const at = (rank: number): number =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(rank * sorted.length) - 1))] ??
    Number.NaN;
  const estimate = at(share);
  const counts = batches.map((samples) => ({
    below: samples.reduce((sum, sample) => sum + (sample <= estimate ? 1 : 0), 0),
    all: samples.length,
  }));
  const { low, high } = overBatches(counts, ({ below, all }) => below / all, confidence);
  const reach = (high - low) / 2;
  return { estimate, low: at(share - reach), high: at(share + reach) };
}

function added<Name extends string>(batches: readonly Sums<Name>[]): Sums<Name> {
  const [first] = batches;
  if (first === undefined) throw new Error('no batches');
  const total: Record<Name, number> = { ...first };
  for (const batch of batches.slice(1)) {
    for (const name of namesOf(total)) total[name] += batch[name];
  }
  return total;
}

function subtracted<Name extends string>(total: Sums<Name>, batch: Sums<Name>): Sums<Name> {
  const left: Record<Name, number> = { ...total };
  for (const name of namesOf(left)) left[name] -= batch[name];
  return left;
}

function namesOf<Name extends string>(sums: Sums<Name>): Name[] {
  return Object.keys(sums) as Name[];
}
