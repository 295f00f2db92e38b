import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Curve, sampleAt } from './Curve';
import { decimateCurve } from './decimateCurve';

function curve(...samples: readonly (readonly [number, number])[]): Curve {
  return {
    timesUs: Float64Array.from(samples, ([time]) => time),
    values: Float64Array.from(samples, ([, value]) => value),
    length: samples.length,
  };
}

function pairs({ timesUs, values, length }: Curve): number[][] {
  return Array.from({ length }, (_, i) => [timesUs[i]!, values[i]!]);
}

describe('a decimated curve', () => {
  test('is itself when it has fewer samples than the pixels can show', () => {
    const small = curve([0, 1], [10, 2], [20, 0]);
    expect(pairs(decimateCurve(small, 0, 100, 50))).toEqual(pairs(small));
  });

  test('starts with what held when the window opened', () => {
    const early = curve([0, 7], [10, 8], [60, 9]);
    expect(pairs(decimateCurve(early, 50, 100, 50))).toEqual([
      [50, 8],
      [60, 9],
    ]);
  });

  test('leaves out what lies behind the window', () => {
    expect(pairs(decimateCurve(curve([0, 1], [200, 2]), 0, 100, 50))).toEqual([[0, 1]]);
    expect(decimateCurve(curve([200, 2]), 0, 100, 50).length).toBe(0);
  });

  test('ignores spare room in the arrays', () => {
    const roomy = { ...curve([0, 1], [10, 2], [0, 0], [0, 0]), length: 2 };
    expect(pairs(decimateCurve(roomy, 0, 100, 50))).toEqual([
      [0, 1],
      [10, 2],
    ]);
  });

  test('keeps a spike of one sample among a hundred thousand', () => {
    const timesUs = Float64Array.from({ length: 100_000 }, (_, i) => i);
    const values = new Float64Array(100_000).fill(5);
    values[61_803] = 999;
    const thin = decimateCurve({ timesUs, values, length: 100_000 }, 0, 100_000, 800);
    expect(thin.length).toBeLessThanOrEqual(4 * 800);
    expect(pairs(thin)).toContainEqual([61_803, 999]);
  });

  test('shows in every column the same lowest, highest and last value as the whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 50 })), {
          minLength: 1,
          maxLength: 400,
        }),
        (steps) => {
          let now = 0;
          const whole = curve(
            ...steps.map(([gap, value]) => {
              now += gap;
              return [now, value] as const;
            }),
          );
          const columns = 5;
          const toUs = 500;
          const thin = decimateCurve(whole, 0, toUs, columns);
          for (let column = 0; column < columns; column++) {
            const from = (column * toUs) / columns;
            const to = ((column + 1) * toUs) / columns;
            expect(seen(thin, from, to)).toEqual(seen(whole, from, to));
          }
        },
      ),
    );
  });
});

/** What a pixel column shows of a curve: what holds when it begins, and all values within. */
function seen(of: Curve, from: number, to: number) {
  const first = sampleAt(of, from);
  const values: number[] = first < 0 ? [] : [of.values[first]!];
  for (let i = first + 1; i < of.length && of.timesUs[i]! < to; i++) values.push(of.values[i]!);
  return values.length === 0
    ? 'nothing'
    : { lowest: Math.min(...values), highest: Math.max(...values), last: values.at(-1) };
}
