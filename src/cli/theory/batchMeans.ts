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

/** Times by stretch, and all of them in order: what percentiles are read from. */
export class Times {
  private readonly batches: readonly Float64Array[];
  private sorted: Float64Array | null = null;

  constructor(batches: readonly (readonly number[])[]) {
    this.batches = batches.map((batch) => Float64Array.from(batch));
  }

  /**
   * The `share`-quantile. Its interval lies between the times at the ranks that the share below it may
   * have, which is estimated by batches.
   */
  quantile(share: number, confidence: Confidence): Estimate {
    const estimate = this.at(share);
    const counts = this.batches.map((batch) => ({
      below: batch.reduce((sum, time) => (time <= estimate ? sum + 1 : sum), 0),
      all: batch.length,
    }));
    const { low, high } = overBatches(counts, ({ below, all }) => below / all, confidence);
    const reach = (high - low) / 2;
    return { estimate, low: this.at(share - reach), high: this.at(share + reach) };
  }

  private at(share: number): number {
    this.sorted ??= joined(this.batches).sort();
    const { length } = this.sorted;
    const rank = Math.min(length, Math.max(1, Math.ceil(share * length)));
    return this.sorted[rank - 1] ?? Number.NaN;
  }
}

function joined(batches: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(batches.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const batch of batches) {
    all.set(batch, at);
    at += batch.length;
  }
  return all;
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
