import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf, estimateOf } from './Estimate.ts';

const samples = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), {
  minLength: 2,
  maxLength: 12,
});
/** t(0.975) of 1 to 11 degrees of freedom, as printed in tables. */
const table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201];

describe('an estimate', () => {
  it('has the mean and Student’s interval, as another formula finds them', () => {
    fc.assert(
      fc.property(samples, (list) => {
        const n = list.length;
        const mean = list.reduce((sum, one) => sum + one, 0) / n;
        // The variance over all pairs, which needs no mean: Σ (a − b)² / (2 n (n − 1)).
        const pairs = list.flatMap((a) => list.map((b) => (a - b) ** 2));
        const variance = pairs.reduce((sum, one) => sum + one, 0) / (2 * n * (n - 1));
        const half = table[n - 2]! * Math.sqrt(variance / n);
        const estimate = estimateOf(list);
        expect(estimate.mean).toBeCloseTo(mean, 6);
        expect(estimate.high! - estimate.mean).toBeGreaterThan(half * 0.9997 - 1e-6);
        expect(estimate.high! - estimate.mean).toBeLessThan(half * 1.0003 + 1e-6);
        expect(estimate.mean - estimate.low!).toBeCloseTo(estimate.high! - estimate.mean, 6);
      }),
    );
  });

  it('of equal samples is that sample, with no width', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: 1e-9, max: 1e9 }),
        fc.integer({ min: 2, max: 50 }),
        (x, n) => {
          expect(estimateOf(new Array<number>(n).fill(x))).toEqual({ mean: x, low: x, high: x });
        },
      ),
    );
  });

  it('of one run has no interval', () => {
    expect(estimateOf([7])).toEqual({ mean: 7, low: null, high: null });
  });

  it('holds the true mean in 95 of 100 cases', () => {
    let state = 1;
    const chance = (): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    // Sums of twelve: as good as normal, with mean 6.
    const normal = (): number => Array.from({ length: 12 }, chance).reduce((a, b) => a + b, 0);
    let held = 0;
    for (let i = 0; i < 4_000; i++) {
      const { low, high } = estimateOf(Array.from({ length: 6 }, normal));
      if (low! <= 6 && 6 <= high!) held++;
    }
    expect(held / 4_000).toBeGreaterThan(0.94);
    expect(held / 4_000).toBeLessThan(0.96);
  });
});

describe('a paired difference', () => {
  it('is narrow where both vary together', () => {
    const first = [10, 200, 3_000, 40_000];
    const second = [11, 202, 3_001, 40_002];
    expect(differenceOf(second, first).mean).toBe(1.5);
    expect(differenceOf(second, first).low).toBeGreaterThan(0);
    // From the two intervals alone nobody could tell.
    expect(estimateOf(second).low).toBeLessThan(estimateOf(first).high!);
  });
});
