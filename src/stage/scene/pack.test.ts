import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metricsOf } from '../layout/Metrics.ts';
import { edgeAfter, markAt, marksOf, type Pack, packOf, partOf, placeOf } from './pack.ts';
import { mostOn, rungs } from './rungs.ts';

const sizes = metricsOf({ width: 1048, height: 545, size: 'normal' }).pack;
const field = { x: 100, y: 50, width: 290, height: 96 };
const anyField = fc.record({
  x: fc.constant(10),
  y: fc.constant(20),
  width: fc.integer({ min: 80, max: 700 }),
  height: fc.integer({ min: 20, max: 400 }),
});
const anyCount = fc.oneof(fc.nat(200), fc.nat(5_000), fc.nat(100_000));
const anyView = fc.record({
  rung: fc.option(fc.constantFrom(...rungs)),
  first: fc.nat(120_000),
});

function expectNoOverlap(pack: Pack): void {
  const seen = new Map<string, number>();
  const { x: left, y: top, width, height } = pack.field;
  for (let i = 0; i < marksOf(pack); i++) {
    const { x, y } = placeOf(pack, i);
    expect(seen.has(`${x} ${y}`)).toBe(false);
    seen.set(`${x} ${y}`, i);
    expect(x - pack.size.width / 2).toBeGreaterThanOrEqual(left - 0.01);
    expect(x + pack.size.width / 2).toBeLessThanOrEqual(left + width + 0.01);
    expect(y - pack.size.height / 2).toBeGreaterThanOrEqual(top - 0.01);
    expect(y + pack.size.height / 2).toBeLessThanOrEqual(top + height + 0.01);
    expect(markAt(pack, x, y)).toBe(i);
  }
}

describe('a pack', () => {
  test('before, shown and behind are the count, always; bricks times k plus the remainder is what is shown', () => {
    fc.assert(
      fc.property(anyCount, anyField, anyView, (count, own, view) => {
        const { whole, k, remainder, first, shown } = packOf(count, own, sizes, { view });
        expect(whole * k + remainder).toBe(shown);
        expect(remainder).toBeLessThan(k);
        expect(Number.isInteger(Math.log10(k))).toBe(true);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(first + shown).toBeLessThanOrEqual(count);
        if (view.rung === null || view.rung === 'flow') expect(shown).toBe(count);
      }),
      { numRuns: 500 },
    );
  });

  test('shows of no rung more than it is for, and of the chosen one at least something', () => {
    fc.assert(
      fc.property(anyCount, anyField, anyView, (count, own, view) => {
        const pack = packOf(count, own, sizes, { view });
        expect(pack.shown).toBeLessThanOrEqual(mostOn[pack.rung]);
        // A field too low for a rung has the next coarser one, and never a finer one.
        const chosen = view.rung === 'lens' ? 'cards' : view.rung;
        const isHigh = own.height >= 50;
        if (chosen !== null && isHigh) expect(pack.rung).toBe(chosen);
        if (chosen !== null) {
          expect(rungs.indexOf(pack.rung)).toBeGreaterThanOrEqual(rungs.indexOf(chosen));
        }
        const hasRoom = pack.rows * pack.columns > 0;
        if (count > 0 && hasRoom) expect(pack.shown).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  test('keeps within its field, and no two marks share a place', () => {
    fc.assert(
      fc.property(anyCount, anyField, anyView, (count, own, view) => {
        expectNoOverlap(packOf(count, own, sizes, { view }));
      }),
      { numRuns: 60 },
    );
  });

  test('panning from the exit to the end comes by each message', () => {
    fc.assert(
      fc.property(fc.nat(3_000), anyField, (count, own) => {
        for (const rung of ['cards', 'dots', 'waffle'] as const) {
          let from = 0;
          for (;;) {
            const { first, shown } = packOf(count, own, sizes, { view: { rung, first: from } });
            expect(first).toBeLessThanOrEqual(from);
            if (first + shown >= count || shown === 0) break;
            from = first + shown;
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('grows coarser with the count: cards, discs, smaller discs, cells, bricks', () => {
    const seen = [3, 30, 80, 200, 500, 1_500, 40_000].map((count) => {
      const { grain, k } = packOf(count, field, sizes);
      return `${grain} ${k}`;
    });
    expect(seen).toEqual([
      'card 1',
      'disc 1',
      'disc 1',
      'cell 1',
      'cell 1',
      'brick 10',
      'brick 1000',
    ]);
  });

  test('a waffle is countable: columns of a hundred, with a gap after each', () => {
    const pack = packOf(450, field, sizes);
    expect(pack.rung).toBe('waffle');
    expect(pack.rows * (pack.size.hundred?.columns ?? 0)).toBe(100);
    const step = (i: number): number => placeOf(pack, i - pack.rows).x - placeOf(pack, i).x;
    expect(step(100)).toBeGreaterThan(step(100 - pack.rows));
    expect(step(200)).toBe(step(100));
  });

  test('lays the oldest next to the exit, on the floor; cards stand in a row', () => {
    for (const count of [5, 80]) {
      const pack = packOf(count, field, sizes);
      const { x, y } = placeOf(pack, 0);
      expect(x).toBe(field.x + field.width - pack.size.pitchX / 2);
      expect(y).toBe(field.y + field.height - pack.size.foot);
    }
    const cards = packOf(5, field, sizes);
    expect(new Set([0, 1, 2, 3, 4].map((i) => placeOf(cards, i).y)).size).toBe(1);
  });

  test('keeps its scale while it fills, if there is a limit to be seen', () => {
    const scales = [0, 40, 250, 400].map(
      (count) => packOf(count, field, sizes, { room: 400 }).size,
    );
    expect(new Set(scales.map(({ pitchX }) => pitchX)).size).toBe(1);
    expect(edgeAfter(packOf(0, field, sizes, { room: 400 }), 400)).toBeGreaterThanOrEqual(field.x);
  });

  test('near the edge of a rung it stays as it was, until it would fill three quarters of the finer one', () => {
    const atEdge = (() => {
      for (let count = 1; ; count++) if (packOf(count + 1, field, sizes).k > 1) return count;
    })();
    const coarse = packOf(atEdge + 1, field, sizes);
    expect(packOf(atEdge, field, sizes).k).toBe(1);
    expect(packOf(atEdge, field, sizes, { before: coarse }).k).toBe(10);
    expect(packOf(Math.floor(atEdge * 0.7), field, sizes, { before: coarse }).k).toBe(1);
    expect(packOf(atEdge, field, sizes, { before: packOf(atEdge, field, sizes) }).k).toBe(1);
  });

  test('two kinds in one pile are counted apart, wherever one looks', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.nat(2_000), anyField, anyView, (held, unread, own, view) => {
        const pack = packOf(held + unread, own, sizes, { view });
        const first = partOf(pack, 0, held);
        const second = partOf(pack, held, unread);
        const of = ({ pack: { whole, k, remainder } }: typeof first): number =>
          whole * k + remainder;
        expect(of(first) + of(second)).toBe(pack.k > 1 ? held + unread : pack.shown);
        if (pack.k > 1) expect([of(first), of(second)]).toEqual([held, unread]);
      }),
      { numRuns: 300 },
    );
  });
});
