import fc from 'fast-check';
import { expect, it } from 'vitest';
import { naturalLogarithm } from './naturalLogarithm.ts';
import { RunningHash } from './RunningHash.ts';

/** The distance between two neighbouring doubles at x. */
function ulp(x: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(x));
  bits.setBigUint64(0, bits.getBigUint64(0) + 1n);
  return bits.getFloat64(0) - Math.abs(x);
}

it('is within one and a half units in the last place of Math.log', () => {
  const close = (x: number): void => {
    const theirs = Math.log(x);
    expect(Math.abs(naturalLogarithm(x) - theirs)).toBeLessThanOrEqual(1.5 * ulp(theirs));
  };
  fc.assert(fc.property(fc.double({ min: 2 ** -53, max: 1, noNaN: true }), close), {
    numRuns: 20_000,
  });
  fc.assert(fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), close));
});

it('is exact where it can be', () => {
  expect(naturalLogarithm(1)).toBe(0);
  expect(naturalLogarithm(2)).toBe(Math.LN2);
  expect(naturalLogarithm(Math.E)).toBe(1);
});

it('adds where its argument multiplies', () => {
  for (const [x, y] of [
    [3, 5],
    [0.1, 0.7],
    [12.5, 1 / 3],
  ] as const) {
    expect(naturalLogarithm(x * y)).toBeCloseTo(naturalLogarithm(x) + naturalLogarithm(y), 14);
  }
});

it('has the same bits on every machine', () => {
  // The hash was computed by another program, in another language, from the same formula.
  const hash = new RunningHash();
  const bits = new DataView(new ArrayBuffer(8));
  for (let i = 1; i <= 100_000; i++) {
    bits.setFloat64(0, naturalLogarithm(i / 100_003));
    hash.add(bits.getUint32(0));
    hash.add(bits.getUint32(4));
  }
  expect(hash.toString()).toBe('2d78604cb8b44f02');
});
