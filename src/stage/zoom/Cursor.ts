/**
 * Cursor walks through the messages of a pile by the arrow keys: what a pointer finds by hovering, for
 * whoever has none. Left and up lead away from the exit.
 */
import type { Pile } from '../scene/Scene.ts';

export interface CursorPlace {
  readonly place: number;
  readonly row: number;
  /** The message of the pile, from the exit. */
  readonly i: number;
}

export const arrows: ReadonlySet<string> = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
]);

/** Where an arrow leads, from a place or (null) from outside; null where there is nobody to point at. */
export function walked(
  from: CursorPlace | null,
  place: number,
  piles: readonly Pile[],
  key: string,
): CursorPlace | null {
  const isHere = from !== null && from.place === place && piles[from.row] !== undefined;
  const start = isHere ? from : { place, row: firstRow(piles), i: -1 };
  const pile = piles[start.row];
  if (pile === undefined || pile.pack.count === 0 || pile.pack.k > 1) return null;
  if (start.i < 0) return { ...start, i: pile.pack.first };
  const { pack } = pile;
  const isByRow = pack.size.isByRow === true;
  const isAlong = key === 'ArrowLeft' || key === 'ArrowRight';
  const step = isAlong === isByRow ? 1 : isByRow ? pack.columns : pack.rows;
  const by = key === 'ArrowLeft' || key === 'ArrowUp' ? step : -step;
  const i = start.i + by;
  if (i >= 0 && i < pack.count) return { ...start, i };
  return isAlong ? start : (besideRow(piles, start, key) ?? start);
}

function firstRow(piles: readonly Pile[]): number {
  return Math.max(
    0,
    piles.findIndex(({ pack }) => pack.count > 0),
  );
}

/** Beyond the top or the bottom of a row: the next row that has messages. */
function besideRow(piles: readonly Pile[], from: CursorPlace, key: string): CursorPlace | null {
  const by = key === 'ArrowUp' ? -1 : 1;
  for (let row = from.row + by; row >= 0 && row < piles.length; row += by) {
    const { pack } = piles[row] as Pile;
    if (pack.count > 0) return { ...from, row, i: Math.min(from.i, pack.count - 1) };
  }
  return null;
}
