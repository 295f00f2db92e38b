import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Duration, drawDuration, endOf, meanUs, type OnOff } from './Duration.ts';
import { RandomStreams } from './RandomStreams.ts';

function drawsOf(duration: Duration, count: number, factor = 1): number[] {
  const random = new RandomStreams(1);
  const stream = random.open('work');
  return Array.from({ length: count }, (_, i) => drawDuration(duration, i, factor, random, stream));
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]): number => {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
};

/**
 * Von Neumann's exponential (1951): comparisons only, no logarithm. Count descending runs of uniforms;
 * the first run of odd length gives the fraction, the runs of even length before it the whole part.
 */
function comparisonOnlyExponential(unit: () => number): number {
  for (let whole = 0; ; whole++) {
    const first = unit();
    let last = first;
    let length = 1;
    for (let next = unit(); next < last; next = unit()) {
      last = next;
      length++;
    }
    if (length % 2 === 1) return whole + first;
  }
}

describe('a duration', () => {
  it('is what it says when it is constant', () => {
    expect(drawsOf({ kind: 'constant', meanUs: 1_500 }, 2)).toEqual([1_500, 1_500]);
  });

  it('comes from its list, in order, again and again', () => {
    expect(drawsOf({ kind: 'listed', listUs: [3, 5] }, 5)).toEqual([3, 5, 3, 5, 3]);
  });

  it('is stretched by its factor, and lasts at least a microsecond', () => {
    expect(drawsOf({ kind: 'constant', meanUs: 10 }, 1, 2.55)).toEqual([26]);
    expect(drawsOf({ kind: 'constant', meanUs: 10 }, 1, 0.001)).toEqual([1]);
    expect(drawsOf({ kind: 'uniform', lowUs: 0, highUs: 0 }, 1)).toEqual([1]);
  });

  it('is evenly spread between low and high when it is uniform', () => {
    const draws = drawsOf({ kind: 'uniform', lowUs: 1_000, highUs: 3_000 }, 50_000);
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...draws)).toBeLessThanOrEqual(3_000);
    expect(mean(draws)).toBeCloseTo(2_000, -1);
    expect(variance(draws) / (2_000 ** 2 / 12)).toBeCloseTo(1, 1);
  });

  it('has mean and deviation 1/λ when it is exponential', () => {
    const draws = drawsOf({ kind: 'exponential', meanUs: 1_000_000 }, 200_000);
    expect(mean(draws) / 1e6).toBeCloseTo(1, 2);
    expect(Math.sqrt(variance(draws)) / 1e6).toBeCloseTo(1, 2);
  });

  it('is exponential as one without any logarithm is', () => {
    const n = 50_000;
    const random = new RandomStreams(2);
    const stream = random.open('oracle');
    const oracle = Array.from({ length: n }, () =>
      comparisonOnlyExponential(() => random.nextUnit(stream)),
    ).sort((a, b) => a - b);
    const ours = drawsOf({ kind: 'exponential', meanUs: 1_000_000 }, n)
      .map((us) => us / 1e6)
      .sort((a, b) => a - b);
    // Kolmogorov and Smirnov's distance of two samples: 1.95 sqrt(2/n) at one in a thousand.
    let distance = 0;
    let i = 0;
    ours.forEach((value, rank) => {
      while ((oracle[i] ?? Number.POSITIVE_INFINITY) <= value) i++;
      distance = Math.max(distance, Math.abs(i - rank - 1) / n);
    });
    expect(distance).toBeLessThan(1.95 * Math.sqrt(2 / n));
  });

  it('knows its mean', () => {
    expect(meanUs({ kind: 'exponential', meanUs: 7 })).toBe(7);
    expect(meanUs({ kind: 'uniform', lowUs: 2, highUs: 6 })).toBe(4);
    expect(meanUs({ kind: 'listed', listUs: [1, 2, 6] })).toBe(3);
  });
});

describe('work in open windows', () => {
  /** Walks through every microsecond: those of a shut window do not count. */
  function walk(fromUs: number, lengthUs: number, { onUs, offUs }: OnOff): number {
    let us = fromUs;
    const isOpen = (): boolean => us % (onUs + offUs) < onUs;
    while (!isOpen()) us++;
    for (let done = 0; done < lengthUs; us++) if (isOpen()) done++;
    return us;
  }

  it('ends when enough open time has passed', () => {
    const window = fc.record({ onUs: fc.integer({ min: 1, max: 12 }), offUs: fc.nat({ max: 9 }) });
    fc.assert(
      fc.property(fc.nat({ max: 60 }), fc.nat({ max: 60 }), window, (fromUs, lengthUs, onOff) => {
        expect(endOf(fromUs, lengthUs, onOff)).toBe(walk(fromUs, lengthUs, onOff));
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes as long as it takes where there are no windows', () => {
    expect(endOf(5, 10, null)).toBe(15);
  });

  it('ends with its window, when it fits exactly', () => {
    expect(endOf(0, 3, { onUs: 3, offUs: 2 })).toBe(3);
    expect(endOf(3, 0, { onUs: 3, offUs: 2 })).toBe(5);
  });
});
