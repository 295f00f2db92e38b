import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatValue, valueTicks } from './valueTicks';

test.each([
  [1500, [0, 750, 1500]],
  [213, [0, 120, 240]],
  [240, [0, 120, 240]],
  [720, [0, 400, 800]],
  [3, [0, 2, 4]],
  [1, [0, 1, 2]],
  [0, [0, 1, 2]],
])('a highest count of %i gets the ticks %j', (highest, ticks) => {
  expect(valueTicks(highest, true)).toEqual(ticks);
});

test('a rate may have a fraction for a middle', () => {
  expect(valueTicks(0.8, false)).toEqual([0, 0.4, 0.8]);
});

test('nothing is cut off, and at least two thirds of the height are used', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 1_000_000 }), (highest) => {
      const [, middle, top] = valueTicks(highest, true);
      expect(top).toBeGreaterThanOrEqual(highest);
      expect(top).toBeLessThanOrEqual(1.5 * highest);
      expect(Number.isInteger(middle)).toBe(true);
    }),
  );
});

test('large values are written short', () => {
  expect([1500, 99_999, 150_000, 2_500_000].map(formatValue)).toEqual([
    '1,500',
    '99,999',
    '150k',
    '2.5M',
  ]);
});
