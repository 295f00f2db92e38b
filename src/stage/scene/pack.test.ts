import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metricsOf } from '../layout/Metrics.ts';
import { edgeAfter, markAt, packOf, placeOf } from './pack.ts';

const sizes = metricsOf({ width: 1048, height: 545, size: 'normal' }).pack;
const field = { x: 100, y: 50, width: 290, height: 96 };
const anyField = fc.record({
  x: fc.constant(10),
  y: fc.constant(20),
  width: fc.integer({ min: 60, max: 700 }),
  height: fc.integer({ min: 20, max: 260 }),
});
const anyCount = fc.oneof(fc.nat(200), fc.nat(5_000), fc.nat(100_000));

describe('a pack', () => {
  test('bricks times k plus the remainder is the count, always', () => {
    fc.assert(
      fc.property(anyCount, anyField, (count, own) => {
        const { whole, k, remainder } = packOf(count, own, sizes);
        expect(whole * k + remainder).toBe(count);
        expect(remainder).toBeLessThan(k);
        expect(Number.isInteger(Math.log10(k))).toBe(true);
      }),
    );
  });

  test('keeps within its field, and no two marks share a place', () => {
    fc.assert(
      fc.property(anyCount, anyField, (count, own) => {
        const pack = packOf(count, own, sizes);
        const marks = pack.whole + (pack.remainder > 0 ? 1 : 0);
        const seen = new Set<string>();
        for (let i = 0; i < marks; i++) {
          const { x, y } = placeOf(pack, i);
          seen.add(`${x} ${y}`);
          expect(x - pack.size.width / 2).toBeGreaterThanOrEqual(own.x - 0.01);
          expect(x + pack.size.width / 2).toBeLessThanOrEqual(own.x + own.width + 0.01);
          expect(y + pack.size.height / 2).toBeLessThanOrEqual(own.y + own.height + 0.01);
          expect(markAt(pack, x, y)).toBe(i);
        }
        expect(seen.size).toBe(marks);
      }),
      { numRuns: 40 },
    );
  });

  test('grows coarser with the count: names, discs, smaller discs, cells, grains, bricks', () => {
    const rungs = [3, 20, 60, 200, 400, 1_500, 40_000].map((count) => {
      const { rung, k } = packOf(count, field, sizes);
      return `${rung} ${k}`;
    });
    expect(rungs).toEqual([
      'card 1',
      'large 1',
      'disc 1',
      'cell 1',
      'grain 1',
      'brick 10',
      'brick 1000',
    ]);
  });

  test('lays the oldest next to the exit, on the floor', () => {
    const pack = packOf(30, field, sizes);
    const { x, y } = placeOf(pack, 0);
    expect(x).toBe(field.x + field.width - pack.size.pitchX / 2);
    expect(y).toBe(field.y + field.height - pack.size.foot);
  });

  test('keeps its scale while it fills, if there is a limit to be seen', () => {
    const scales = [0, 40, 250, 400].map((count) => packOf(count, field, sizes, 400).rung);
    expect(new Set(scales)).toEqual(new Set(['grain']));
    expect(edgeAfter(packOf(0, field, sizes, 400), 400)).toBeGreaterThanOrEqual(field.x);
  });
});
