import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../../engine/index.ts';
import { overBatches, Times } from './batchMeans.ts';
import { Confidence, normalQuantile } from './Confidence.ts';
import { errorSeen, ratioOf, within } from './Estimate.ts';
import { asymptoticVariance, runLength } from './runLength.ts';
import { Samples } from './samples.ts';

/** Of one row alone: 95 %. */
const one = new Confidence(1);

describe('a quantile', () => {
  it.each([
    [0.975, 1.959963985],
    [0.995, 2.575829304],
    [0.9995, 3.290526731],
    [1 - 1e-6, 4.753424309],
  ])('of the normal distribution at %d is %d', (chance, z) => {
    expect(normalQuantile(chance)).toBeCloseTo(z, 6);
  });

  it.each([
    [9, 2.262157],
    [30, 2.042272],
    [120, 1.97993],
  ])('of Student’s distribution with %d degrees is %d', (degrees, t) => {
    expect(one.t(degrees)).toBeCloseTo(t, 4);
  });

  it('is further out the more rows share the risk', () => {
    // 5 % over 338 rows, two sides.
    expect(new Confidence(338).z).toBeCloseTo(normalQuantile(1 - 0.05 / 676), 9);
    expect(new Confidence(338).z).toBeGreaterThan(3.7);
  });
});

describe('an interval', () => {
  it('of a mean by batches is the classical one', () => {
    const batches = [4, 7, 1, 8, 5].map((sum) => ({ sum, count: 1 }));
    const { estimate, low, high } = overBatches(batches, ({ sum, count }) => sum / count, one);
    // Standard deviation of these five: sqrt(7.5); of their mean: sqrt(1.5).
    const reach = one.t(4) * Math.sqrt(1.5);
    expect([estimate, low, high].map((x) => x.toFixed(9))).toEqual(
      [5, 5 - reach, 5 + reach].map((x) => x.toFixed(9)),
    );
  });

  it('of a share is Wilson’s, which allows for events that have not been seen yet', () => {
    const samples = new Samples();
    for (let i = 0; i < 100; i++) samples.add(i < 10 ? 1 : 0);
    const { estimate, low, high } = samples.estimate(one);
    expect([estimate, low, high].map((x) => x.toFixed(4))).toEqual(['0.1000', '0.0552', '0.1744']);
    const none = new Samples();
    for (let i = 0; i < 100; i++) none.add(0);
    expect(none.estimate(one).high).toBeCloseTo(0.037, 3);
  });

  it.each([
    ['a mean', (sum: number, squares: number, n: number) => sum / n + 0 * squares, 0.5],
    [
      'a variance',
      (sum: number, squares: number, n: number) => squares / n - (sum / n) ** 2,
      1 / 12,
    ],
  ])('of %s holds the truth as often as it says', (_, of, truth) => {
    const random = new RandomStreams(5);
    const stream = random.open('test');
    let held = 0;
    for (let i = 0; i < 1_000; i++) {
      const batches = Array.from({ length: 30 }, () => {
        const drawn = Array.from({ length: 20 }, () => random.nextUnit(stream));
        return {
          n: drawn.length,
          sum: drawn.reduce((sum, x) => sum + x, 0),
          squares: drawn.reduce((sum, x) => sum + x * x, 0),
        };
      });
      const { low, high } = overBatches(batches, ({ sum, squares, n }) => of(sum, squares, n), one);
      if (low <= truth && truth <= high) held++;
    }
    // 950 ± four standard deviations of a count of 1,000.
    expect(Math.abs(held - 950), `${held} of 1,000, seed 5`).toBeLessThan(28);
  });

  it('of a quantile lies around it', () => {
    const random = new RandomStreams(6);
    const stream = random.open('test');
    const batches = Array.from({ length: 40 }, () =>
      Array.from({ length: 250 }, () => random.nextUnit(stream)),
    );
    const { estimate, low, high } = new Times(batches).quantile(0.95, one);
    expect(low).toBeLessThan(estimate);
    expect(high).toBeGreaterThan(estimate);
    expect(low).toBeLessThan(0.95);
    expect(high).toBeGreaterThan(0.95);
    expect(high - low).toBeLessThan(0.02);
  });

  it('of a ratio is as wide as both together', () => {
    const { estimate, low, high } = ratioOf(within(6, 0.3), within(2, 0.1));
    expect(estimate).toBe(3);
    expect((high - low) / 2).toBeCloseTo(3 * Math.sqrt(2 * 0.05 ** 2), 12);
  });

  it('sees an error of so much four times in five', () => {
    // Of the mean of 100 with deviation 1: at 95 %, 1.96 + 0.84 deviations away.
    const random = new RandomStreams(7);
    const stream = random.open('test');
    const normal = (): number =>
      Array.from({ length: 12 }, () => random.nextUnit(stream)).reduce((a, b) => a + b, -6);
    const error = errorSeen(within(100, one.z), 100, one.z);
    let seen = 0;
    for (let i = 0; i < 2_000; i++)
      if (Math.abs(100 * (1 + error) - (100 + normal())) > one.z) seen++;
    expect(Math.abs(seen / 2_000 - 0.8), `${seen} of 2,000, seed 7`).toBeLessThan(0.036);
  });
});

describe('the length of runs', () => {
  it.each([
    [0.5, 24],
    [0.8, 1_800],
    [0.9, 34_200],
    [0.95, 592_800],
  ])('rests on Whitt’s variance, which at ρ = %d is %d', (utilisation, variance) => {
    expect(asymptoticVariance(utilisation, 1)).toBeCloseTo(variance, 4);
  });

  it('is such that 5 % of L is seen at ρ = 0.8, and a share of it is a shorter look', () => {
    const { stretchS, stretches } = runLength(0.8, 1, 1, 1);
    const deviation = Math.sqrt(asymptoticVariance(0.8, 1) / (10 * stretchS * stretches));
    const { z } = new Confidence(338);
    expect(errorSeen(within(4, z * deviation), 4, z)).toBeLessThan(0.05);
    const short = runLength(0.8, 1, 1, 0.1);
    expect(short.stretchS * short.stretches).toBeCloseTo((stretchS * stretches) / 10, 6);
  });
});
