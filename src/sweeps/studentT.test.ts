import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { studentT } from './studentT.ts';

/** The density of Student's t, without its constant. */
function density(t: number, freedom: number): number {
  return (1 + (t * t) / freedom) ** (-(freedom + 1) / 2);
}

/** The integral of a function from 0 to `to`, by Simpson's rule. */
function integral(of: (x: number) => number, to: number, steps = 20_000): number {
  const width = to / steps;
  let sum = of(0) + of(to);
  for (let i = 1; i < steps; i++) sum += of(i * width) * (i % 2 === 1 ? 4 : 2);
  return (sum * width) / 3;
}

describe('the quantile of Student’s t', () => {
  // The column t(0.975) that every statistics book prints.
  it.each([
    ...[
      [1, 12.706],
      [2, 4.303],
      [3, 3.182],
      [4, 2.776],
      [5, 2.571],
      [6, 2.447],
      [7, 2.365],
    ],
    ...[
      [8, 2.306],
      [9, 2.262],
      [10, 2.228],
      [15, 2.131],
      [20, 2.086],
      [25, 2.06],
      [29, 2.045],
    ],
    ...[
      [30, 2.042],
      [40, 2.021],
      [60, 2.0],
      [100, 1.984],
      [120, 1.98],
      [1_000, 1.962],
    ],
  ])('with %i degrees of freedom is %f', (freedom, value) => {
    expect(studentT(freedom)).toBeCloseTo(value, 3);
  });

  it('is what the closed forms of 1, 2 and 4 degrees of freedom say', () => {
    expect(studentT(1)).toBeCloseTo(Math.tan(Math.PI * 0.475), 10);
    expect(studentT(2)).toBeCloseTo(0.95 * Math.sqrt(2 / (1 - 0.95 * 0.95)), 12);
    // 4 degrees: 2 √q with q = cos(arccos(√α) / 3) / √α − 1 and α = 4 p (1 − p)
    const root = Math.sqrt(4 * 0.975 * 0.025);
    expect(studentT(4)).toBeCloseTo(2 * Math.sqrt(Math.cos(Math.acos(root) / 3) / root - 1), 12);
  });

  it('has 95 % of the density between its negative and itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 2_000 }), (freedom) => {
        const of = (t: number): number => density(t, freedom);
        // x = t / (1 − t) brings the endless tail within reach.
        const whole = integral((u) => (u === 1 ? 0 : of(u / (1 - u)) / (1 - u) ** 2), 1);
        expect(integral(of, studentT(freedom)) / whole).toBeCloseTo(0.95, 8);
      }),
      { numRuns: 40 },
    );
  });

  it('comes down towards the normal one', () => {
    for (let freedom = 1; freedom < 300; freedom++) {
      expect(studentT(freedom + 1)).toBeLessThan(studentT(freedom));
    }
    expect(studentT(9_999)).toBeCloseTo(1.9602, 4);
    expect(studentT(9_999)).toBeGreaterThan(1.959963984540054);
  });

  it('has the bits that it has always had', () => {
    expect([1, 2, 9, 29, 99, 9_999].map(studentT)).toMatchInlineSnapshot(`
      [
        12.70620473617466,
        4.302652729749462,
        2.262157162798204,
        2.0452296421327056,
        1.9842169515864183,
        1.9602012636216484,
      ]
    `);
  });
});
