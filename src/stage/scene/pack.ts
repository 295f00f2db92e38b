/**
 * pack says how many messages are drawn: one disc each, as large as they fit, then one small cell each,
 * then bricks that stand for k of them, k a power of ten.
 *
 * Bricks times k plus the remainder is the count, always: the last brick is as full as the remainder.
 * Columns fill from the consumers' side, each from the floor up, so that the oldest message lies next
 * to the exit, the length of the heap is its size, and the floor can end under what is not on disk.
 */

/** How large each kind of mark is and how far apart they stand, in pixels. */
export interface PackSizes {
  /** Discs that lie in one row, with room for their names. */
  readonly card: number;
  readonly cardPitch: number;
  readonly large: number;
  readonly largePitch: number;
  readonly disc: number;
  readonly discPitch: number;
  readonly cell: number;
  readonly cellPitch: number;
  readonly brick: number;
  readonly brickPitch: number;
}

export interface Field {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Rung = 'card' | 'large' | 'disc' | 'cell' | 'brick';

export interface Pack {
  readonly rung: Rung;
  readonly field: Field;
  readonly count: number;
  /** Messages that one mark stands for. */
  readonly k: number;
  /** Whole marks. */
  readonly whole: number;
  /** Messages in the last mark, if it is not whole. */
  readonly remainder: number;
  readonly rows: number;
  readonly size: number;
  readonly pitch: number;
}

/** A queue is longer than it is high, for as long as its messages are few. */
const MOST_ROWS: Readonly<Record<Rung, number>> = {
  card: 1,
  large: 5,
  disc: 9,
  cell: Number.POSITIVE_INFINITY,
  brick: Number.POSITIVE_INFINITY,
};

const LARGEST_K = 1_000_000;

/**
 * The finest rung at which so many fit. `room`: how many have to fit at least, for a queue whose limit
 * is to be seen; the picture then keeps its scale while the queue fills.
 */
export function packOf(count: number, field: Field, sizes: PackSizes, room = 0): Pack {
  const most = Math.max(count, room);
  for (const rung of ['card', 'large', 'disc', 'cell'] as const) {
    const grid = gridOf(rung, field, sizes);
    if (most <= grid.rows * grid.columns) {
      return { rung, field, count, k: 1, whole: count, remainder: 0, ...grid };
    }
  }
  const grid = gridOf('brick', field, sizes);
  const bricks = Math.max(1, grid.rows * grid.columns);
  let k = 10;
  while (Math.ceil(most / k) > bricks && k < LARGEST_K) k *= 10;
  const whole = Math.floor(count / k);
  return { rung: 'brick', field, count, k, whole, remainder: count - whole * k, ...grid };
}

/** The middle of the i-th mark; the oldest is the 0th. */
export function placeOf(pack: Pack, i: number): { x: number; y: number } {
  const { field, pitch, rows } = pack;
  const column = Math.floor(i / rows);
  const row = i % rows;
  return {
    x: field.x + field.width - (column + 0.5) * pitch,
    y: field.y + field.height - (row + 0.5) * pitch,
  };
}

/** The mark at a place, or -1. */
export function markAt(pack: Pack, x: number, y: number): number {
  const { field, pitch, rows } = pack;
  const column = Math.floor((field.x + field.width - x) / pitch);
  const row = Math.floor((field.y + field.height - y) / pitch);
  const i = column * rows + row;
  const marks = pack.whole + (pack.remainder > 0 ? 1 : 0);
  return column >= 0 && row >= 0 && row < rows && i < marks ? i : -1;
}

/** Where the column that holds the n-th message ends, seen from the exit: a limit, or the end of a floor. */
export function edgeAfter(pack: Pack, messages: number): number {
  const { field, pitch, rows, k } = pack;
  return field.x + field.width - Math.ceil(messages / k / rows) * pitch;
}

/** Columns that hold something. */
export function columnsOf({ whole, remainder, rows }: Pack): number {
  return Math.ceil((whole + (remainder > 0 ? 1 : 0)) / rows);
}

function gridOf(rung: Rung, field: Field, sizes: PackSizes) {
  const size = sizes[rung];
  const pitch = sizes[`${rung}Pitch`];
  const fitting = Math.floor(field.height / pitch);
  const most = MOST_ROWS[rung];
  const rows = rung === 'card' ? Math.min(1, fitting) : Math.max(1, Math.min(most, fitting));
  return { rows, columns: Math.floor(field.width / pitch), size, pitch };
}
