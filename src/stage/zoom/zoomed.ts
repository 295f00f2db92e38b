/**
 * zoomed is the next view of a pile when somebody asks for a finer or a coarser rung: at the place that
 * they point at, so that what is under the pointer stays in sight.
 */
import { type Pack, type PackSizes, type PileView, packOf, wholePile } from '../scene/pack.ts';
import { nextRung, type Rung } from '../scene/rungs.ts';

/** `anchor`: which message of the pile, from the exit, is pointed at. */
export function zoomed(
  view: PileView,
  pack: Pack,
  sizes: PackSizes,
  by: 1 | -1,
  anchor: number,
): PileView {
  const whole = packOf(pack.count, pack.field, sizes);
  if (view.rung === 'lens') {
    if (by === 1) return view;
    return whole.rung === 'cards' ? wholePile : { ...view, rung: 'cards' };
  }
  const rung = nextPackRung(view.rung ?? pack.rung, pack, sizes, by);
  if (rung === pack.rung) return rung === 'cards' && by === 1 ? { ...view, rung: 'lens' } : view;
  if (rung === whole.rung) return wholePile;
  const { shown, first } = packOf(pack.count, pack.field, sizes, { view: { rung, first: 0 } });
  return { rung, first: Math.max(first, anchor - Math.floor(shown / 2)) };
}

/** A rung at which the picture would be the same as now is passed over. */
function nextPackRung(from: Rung, pack: Pack, sizes: PackSizes, by: 1 | -1): Rung {
  let rung = from;
  for (;;) {
    const next = nextRung(rung, by);
    if (next === rung || next === 'lens') return next === 'lens' ? 'cards' : pack.rung;
    rung = next;
    const there = packOf(pack.count, pack.field, sizes, { view: { rung, first: 0 } });
    if (there.rung !== pack.rung) return there.rung;
  }
}

/** Further into the pile (1) or back towards the exit (-1), by so many messages. */
export function panned(view: PileView, pack: Pack, messages: number): PileView {
  if (pack.shown === pack.count) return view;
  const last = pack.count - 1;
  return { ...view, first: Math.max(0, Math.min(last, pack.first + messages)) };
}

/** What one moves by at least: a whole row of cards, a whole column of anything else. */
export function stepOf({ size, rows, columns }: Pack): number {
  return Math.max(1, size.isByRow === true ? columns : rows);
}
