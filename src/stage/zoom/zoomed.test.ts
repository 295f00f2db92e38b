import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metricsOf } from '../layout/Metrics.ts';
import { type PileView, packOf, wholePile } from '../scene/pack.ts';
import { panned, stepOf, zoomed } from './zoomed.ts';

const sizes = metricsOf({ width: 1048, height: 545, size: 'normal' }).pack;
const field = { x: 100, y: 50, width: 390, height: 200 };

const at = (count: number, view: PileView) => packOf(count, field, sizes, { view });

function rungsFrom(count: number, by: 1 | -1, anchor = 0): string[] {
  let view = wholePile;
  const seen: string[] = [at(count, view).rung];
  for (let i = 0; i < 6; i++) {
    view = zoomed(view, at(count, view), sizes, by, anchor);
    const rung = view.rung === 'lens' ? 'lens' : at(count, view).rung;
    if (rung !== seen[seen.length - 1]) seen.push(rung);
  }
  return seen;
}

describe('zoom', () => {
  test('goes from the flow through waffle, dots and cards to the lens, and no further', () => {
    expect(rungsFrom(20_000, 1)).toEqual(['flow', 'waffle', 'dots', 'cards', 'lens']);
  });

  test('goes from cards out to bricks', () => {
    expect(rungsFrom(12, -1)).toEqual(['cards', 'dots', 'waffle', 'flow']);
    expect(rungsFrom(12, 1)).toEqual(['cards', 'lens']);
  });

  test('keeps in sight what is pointed at', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000 }), fc.nat(49_999), (count, seed) => {
        const anchor = seed % count;
        let view = wholePile;
        for (let i = 0; i < 4; i++) {
          view = zoomed(view, at(count, view), sizes, 1, anchor);
          const { first, shown } = at(count, view);
          expect(anchor).toBeGreaterThanOrEqual(first);
          expect(anchor).toBeLessThan(first + shown);
        }
      }),
    );
  });

  test('in and out again is where one was', () => {
    for (const count of [5, 300, 4_000, 60_000]) {
      const before = at(count, wholePile);
      const there = zoomed(wholePile, before, sizes, 1, 3);
      if (there.rung === 'lens') continue;
      expect(zoomed(there, at(count, there), sizes, -1, 3)).toEqual(wholePile);
    }
  });

  test('panning moves by whole columns, and ends at either end of the pile', () => {
    const view: PileView = { rung: 'dots', first: 0 };
    const pack = at(5_000, view);
    const step = stepOf(pack);
    const on = at(5_000, panned(view, pack, step));
    expect(on.first).toBe(step);
    expect(at(5_000, panned(view, on, -2 * step)).first).toBe(0);
    const end = at(5_000, panned(view, pack, 99_999));
    expect(end.first + end.shown).toBe(5_000);
    expect(panned(wholePile, at(20, wholePile), 10)).toEqual(wholePile);
  });
});
