import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrollTo, virtualRows } from './virtualRows.ts';

const ROW = 44;

describe('the rows in sight', () => {
  it('are the first few at the top, and the last few at the end', () => {
    expect(virtualRows(1_000, ROW, 440, 0)).toEqual({ height: 44_000, from: 0, to: 11, top: 0 });
    expect(virtualRows(1_000, ROW, 440, 44_000)).toMatchObject({ from: 990, to: 1_000 });
    expect(virtualRows(3, ROW, 440, 0)).toEqual({ height: 132, from: 0, to: 3, top: 0 });
    expect(virtualRows(0, ROW, 440, 0)).toMatchObject({ height: 0, from: 0, to: 0 });
  });

  it('cover the view, however long the list and wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.nat(2_000_000),
        fc.integer({ min: 50, max: 900 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, view, share) => {
          const { height } = virtualRows(rows, ROW, view, 0);
          const scrollTop = share * Math.max(0, height - view);
          const { from, to, top } = virtualRows(rows, ROW, view, scrollTop);
          expect(height).toBeLessThanOrEqual(8_000_000);
          expect(top).toBeLessThanOrEqual(scrollTop + 1e-6);
          const bottom = top + (to - from) * ROW;
          expect(bottom >= scrollTop + view - 1e-3 || to === rows).toBe(true);
          expect(to - from).toBeLessThanOrEqual(view / ROW + 3);
        },
      ),
    );
  });

  it('has a row in sight that is scrolled to', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000_000 }),
        fc.nat(),
        fc.constantFrom(0, 0.5, 1),
        (rows, any, share) => {
          const row = any % rows;
          const at = scrollTo(row, rows, ROW, 440, share);
          const { from, to } = virtualRows(rows, ROW, 440, at);
          expect(row).toBeGreaterThanOrEqual(from);
          expect(row).toBeLessThan(to);
        },
      ),
    );
  });
});
