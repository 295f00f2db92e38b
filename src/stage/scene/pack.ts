/**
 * pack says how a pile of messages is drawn on its rung: one card or disc each, one small cell each, or
 * bricks that stand for k of them, k a power of ten.
 *
 * Bricks times k plus the remainder is what is shown, always: the last brick is as full as the remainder.
 * Whoever looks closer than all of them fit sees a window of the pile; what lies before it and after it
 * is counted too. Columns fill from the consumers' side, each from the floor up, so that the oldest
 * message lies next to the exit, the length of the heap is its size, and the floor can end under what is
 * not on disk. Cards stand in a row, as people do.
 */
import { mostOn, type Rung } from './rungs.ts';

/** How large one kind of mark is, how far apart two of them stand, and how many rows there may be. */
export interface PackSize {
  readonly width: number;
  readonly height: number;
  readonly pitchX: number;
  readonly pitchY: number;
  /** From the floor to the middle of the lowest row. */
  readonly foot: number;
  /** A queue is longer than it is high, for as long as its messages are few. */
  readonly mostRows: number;
  /** They fill row by row and not column by column. */
  readonly isByRow?: boolean;
  /** So many columns hold a hundred, with a gap after each hundred. */
  readonly hundred?: { readonly columns: number; readonly gap: number };
}

/** Cells have any size between these, in whole pixels. */
export interface CellSizes {
  readonly largest: number;
  readonly least: number;
}

/** From the largest to the smallest: cards with names, two sizes of discs, cells, then bricks. */
export interface PackSizes extends Readonly<Record<Exclude<Grain, 'cell'>, PackSize>> {
  readonly cell: CellSizes;
}

export interface Field {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Grain = 'card' | 'large' | 'disc' | 'cell' | 'brick';

const rungOfGrain: Readonly<Record<Grain, Rung>> = {
  card: 'cards',
  large: 'dots',
  disc: 'dots',
  cell: 'waffle',
  brick: 'flow',
};

const fineGrains = ['card', 'large', 'disc', 'cell'] as const;

/** How somebody looks at a pile: at a rung of their own, from its `first` message on. */
export interface PileView {
  /** null: the finest at which all of it fits. */
  readonly rung: Rung | null;
  readonly first: number;
}

export const wholePile: PileView = { rung: null, first: 0 };

export interface PackOptions {
  /** So many have to fit at least: the picture keeps its scale while a limited queue fills. */
  readonly room?: number;
  readonly view?: PileView;
  /** What was drawn a moment ago: a pile near the edge of a rung does not go back and forth. */
  readonly before?: Pack | undefined;
}

export interface Pack {
  readonly grain: Grain;
  readonly rung: Rung;
  readonly field: Field;
  /** Messages in the pile. */
  readonly count: number;
  /** The first of them that is shown, and how many are: all of them, unless this is a window. */
  readonly first: number;
  readonly shown: number;
  /** Messages that one mark stands for. */
  readonly k: number;
  /** Whole marks. */
  readonly whole: number;
  /** Messages in the last mark, if it is not whole. */
  readonly remainder: number;
  readonly rows: number;
  readonly columns: number;
  readonly size: PackSize;
}

const LARGEST_K = 1_000_000;
/** A pile goes to a finer rung only when it would fill so much of it. */
const SLACK = 0.75;

interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly size: PackSize;
}

/** All of a pile at the finest rung where it fits, or a window of it at the rung that somebody chose. */
export function packOf(
  count: number,
  field: Field,
  sizes: PackSizes,
  { room = 0, view = wholePile, before }: PackOptions = {},
): Pack {
  const most = Math.max(count, room);
  const chosen = view.rung === 'lens' ? 'cards' : view.rung;
  if (chosen === 'flow') return bricksOf(count, withSlack(most, before), field, sizes);
  // A field that is too low for the marks of a rung has that of the next coarser one.
  const fromGrain =
    chosen === null ? 0 : fineGrains.findIndex((one) => rungOfGrain[one] === chosen);
  const needed = chosen === null ? withSlack(most, before) : most;
  for (const grain of fineGrains.slice(fromGrain)) {
    const grid = gridOf(grain, field, sizes, needed);
    if (needed <= capacityOf(grain, grid)) return finePack(grain, count, field, grid, 0, count);
    if (chosen === null || isOnSameRung(grain, fineGrains[fineGrains.indexOf(grain) + 1])) continue;
    if (capacityOf(grain, grid) > 0) {
      return windowOf(grain, count, field, gridOf(grain, field, sizes, 0, true), view.first);
    }
  }
  return bricksOf(count, needed, field, sizes);
}

/** What has to fit: more than there is, as long as a finer scale than the present one would soon be full. */
function withSlack(most: number, before: Pack | undefined): number {
  if (before === undefined) return most;
  const room = Math.min(before.rows * before.columns * before.k, mostOn[before.rung]);
  return most > room ? most : Math.min(room, Math.ceil(most / SLACK));
}

function capacityOf(grain: Grain, { rows, columns }: Grid): number {
  return Math.min(rows * columns, mostOn[rungOfGrain[grain]]);
}

function isOnSameRung(grain: Grain, other: Grain | undefined): boolean {
  return other !== undefined && rungOfGrain[grain] === rungOfGrain[other];
}

/** As many as fit, from about the `wanted`-th on; whole rows or columns, so that panning moves, and mixes nothing. */
function windowOf(grain: Grain, count: number, field: Field, grid: Grid, wanted: number): Pack {
  const step = Math.max(1, grid.size.isByRow === true ? grid.columns : grid.rows);
  const most = capacityOf(grain, grid);
  const capacity = Math.max(step, most - (most % step));
  const last = Math.max(0, Math.ceil((count - capacity) / step) * step);
  const first = Math.min(last, Math.max(0, Math.floor(wanted / step) * step));
  return finePack(grain, count, field, grid, first, Math.min(capacity, count - first));
}

function finePack(
  grain: Grain,
  count: number,
  field: Field,
  grid: Grid,
  first: number,
  shown: number,
): Pack {
  const rung = rungOfGrain[grain];
  return { grain, rung, field, count, first, shown, k: 1, whole: shown, remainder: 0, ...grid };
}

function bricksOf(count: number, most: number, field: Field, sizes: PackSizes): Pack {
  const grid = gridOf('brick', field, sizes, most);
  const bricks = Math.max(1, grid.rows * grid.columns);
  let k = 10;
  while (Math.ceil(most / k) > bricks && k < LARGEST_K) k *= 10;
  const whole = Math.floor(count / k);
  const remainder = count - whole * k;
  const pile = { field, count, first: 0, shown: count };
  return { grain: 'brick', rung: 'flow', ...pile, k, whole, remainder, ...grid };
}

/** `isFull`: as many rows as fit, for a window that would be full anyway. */
function gridOf(grain: Grain, field: Field, sizes: PackSizes, most: number, isFull = false): Grid {
  if (grain === 'cell') return waffleOf(field, sizes.cell, most);
  const size = sizes[grain];
  const fitting = Math.floor(field.height / size.pitchY);
  const rows = isFull && size.mostRows > 1 ? fitting : Math.min(size.mostRows, fitting);
  return { rows, columns: Math.floor(field.width / size.pitchX), size };
}

/** A hundred cells are so many rows high. */
const rowsOfHundred = [2, 4, 5, 10, 20, 25, 50];

/** The grid of hundreds with the largest cells that holds so many; without one, that with the most room. */
function waffleOf(field: Field, { largest, least }: CellSizes, most: number): Grid {
  let best: Grid = { rows: 0, columns: 0, size: cellSize(least, 1) };
  for (let side = largest; side >= least; side--) {
    const rows = rowsOfHundred.filter((many) => many * side <= field.height);
    for (const grid of rows.map((many) => hundreds(field, many, side))) {
      if (grid.rows * grid.columns > best.rows * best.columns) best = grid;
    }
    if (best.rows * best.columns >= most && most > 0) break;
  }
  return best;
}

function hundreds(field: Field, rows: number, side: number): Grid {
  const size = cellSize(side, 100 / rows);
  const { columns: each, gap } = size.hundred ?? { columns: 1, gap: 0 };
  const block = each * side + gap;
  const blocks = Math.floor((field.width + gap) / block);
  const rest = Math.min(each, Math.floor(Math.max(0, field.width - blocks * block) / side));
  return { rows, columns: blocks * each + rest, size };
}

function cellSize(side: number, columns: number): PackSize {
  const gap = side >= 8 ? 2 : 1;
  return {
    width: side - gap,
    height: side - gap,
    pitchX: side,
    pitchY: side,
    foot: side / 2,
    mostRows: Number.POSITIVE_INFINITY,
    hundred: { columns, gap: gap + 1 },
  };
}

// Where

/** The middle of the i-th mark; the one nearest to the exit is the 0th. */
export function placeOf({ field, size, rows, columns }: Pack, i: number): { x: number; y: number } {
  const isByRow = size.isByRow === true;
  const column = isByRow ? i % Math.max(1, columns) : Math.floor(i / rows);
  const row = isByRow ? Math.floor(i / Math.max(1, columns)) : i % rows;
  return {
    x: field.x + field.width - (column + 0.5) * size.pitchX - gapsBefore(size, column),
    y: field.y + field.height - size.foot - row * size.pitchY,
  };
}

/** The mark at a place, or -1. */
export function markAt(pack: Pack, x: number, y: number): number {
  const { field, size, rows, columns } = pack;
  const column = columnAt(size, field.x + field.width - x);
  const row = Math.floor((field.y + field.height - size.foot - y) / size.pitchY + 0.5);
  if (column < 0 || row < 0 || row >= rows || column >= columns) return -1;
  const i = size.isByRow === true ? row * columns + column : column * rows + row;
  return i < marksOf(pack) ? i : -1;
}

/** Where the column that holds the n-th message ends, seen from the exit: a limit, or the end of a floor. */
export function edgeAfter({ field, size, rows, k, first }: Pack, messages: number): number {
  const columns = Math.ceil(Math.max(0, messages - first) / k / rows);
  const gaps = columns === 0 ? 0 : gapsBefore(size, columns - 1);
  return field.x + field.width - columns * size.pitchX - gaps;
}

function gapsBefore({ hundred }: PackSize, column: number): number {
  return hundred === undefined ? 0 : Math.floor(column / hundred.columns) * hundred.gap;
}

function columnAt({ pitchX, hundred }: PackSize, fromExit: number): number {
  if (hundred === undefined) return Math.floor(fromExit / pitchX);
  const block = hundred.columns * pitchX + hundred.gap;
  const blocks = Math.floor(fromExit / block);
  const within = Math.floor((fromExit - blocks * block) / pitchX);
  return blocks * hundred.columns + Math.min(within, hundred.columns - 1);
}

/** Whether each message is a disc of its own, with its history. */
export function isOneByOne({ grain }: Pack): boolean {
  return grain === 'card' || grain === 'large' || grain === 'disc';
}

export function marksOf({ whole, remainder }: Pack): number {
  return whole + (remainder > 0 ? 1 : 0);
}

/**
 * The marks of a pack that stand for `count` messages of its pile from the `from`-th on, and which mark is
 * the first of them. Where one kind ends within a brick and another begins, each has a brick of its own.
 */
export function partOf(pack: Pack, from: number, count: number): { pack: Pack; from: number } {
  const { k, first, shown } = pack;
  if (k === 1) {
    const start = Math.max(from, first);
    const whole = Math.max(0, Math.min(from + count, first + shown) - start);
    return { pack: { ...pack, whole, remainder: 0 }, from: start - first };
  }
  const whole = Math.floor(count / k);
  return { pack: { ...pack, whole, remainder: count - whole * k }, from: Math.ceil(from / k) };
}
