import fc from 'fast-check';
import { expect, test } from 'vitest';
import { segmentWidths } from './segmentWidths';

test('counts share the bar in proportion', () => {
  expect(segmentWidths([300, 100], 402, 2, 4)).toEqual([300, 100]);
});

test('nothing takes no room, and no gap', () => {
  expect(segmentWidths([5, 0, 5], 102, 2, 4)).toEqual([50, 0, 50]);
  expect(segmentWidths([0, 0], 100, 2, 4)).toEqual([0, 0]);
});

test('one in a million can still be seen', () => {
  expect(segmentWidths([999_999, 1], 502, 2, 4)[1]).toBe(4);
});

test('widths and gaps add up to the bar, and a larger count is never narrower', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 40, max: 2000 }),
      (counts, length) => {
        const widths = segmentWidths(counts, length, 2, 4);
        const shown = counts.filter((count) => count > 0).length;
        if (shown === 0) return;
        const sum = widths.reduce((total, width) => total + width, 0) + 2 * (shown - 1);
        expect(sum).toBeCloseTo(length, 6);
        counts.forEach((a, i) => {
          counts.forEach((b, j) => {
            if (a > b) expect(widths[i]!).toBeGreaterThanOrEqual(widths[j]! - 1e-9);
          });
        });
      },
    ),
  );
});
