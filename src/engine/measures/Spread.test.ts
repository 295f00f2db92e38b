import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadOf } from './Spread.ts';

describe('a spread', () => {
  it('of nothing is all zero', () => {
    expect(spreadOf([])).toEqual({ count: 0, mean: 0, p50: 0, p95: 0, p99: 0, max: 0 });
  });

  it('has percentiles that are samples: the nearest rank', () => {
    const samples = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(spreadOf(samples)).toEqual({
      count: 100,
      mean: 50.5,
      p50: 50,
      p95: 95,
      p99: 99,
      max: 100,
    });
    expect(spreadOf([7])).toMatchObject({ mean: 7, p50: 7, p95: 7, p99: 7, max: 7 });
    expect(spreadOf([1, 2])).toMatchObject({ p50: 1, p95: 2 });
  });

  it('puts at most so many samples above a percentile', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 300 }), (samples) => {
        const { p50, p95, p99, max } = spreadOf(samples);
        for (const [percent, value] of [
          [50, p50],
          [95, p95],
          [99, p99],
        ] as const) {
          const above = samples.filter((sample) => sample > value).length;
          const atOrAbove = samples.filter((sample) => sample >= value).length;
          expect(above).toBeLessThanOrEqual((samples.length * (100 - percent)) / 100);
          expect(atOrAbove).toBeGreaterThan((samples.length * (100 - percent)) / 100);
        }
        expect(max).toBe(Math.max(...samples));
      }),
    );
  });
});
