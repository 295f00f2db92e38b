/**
 * pack says how many messages are drawn: one disc each, as large as they fit, then one small cell each,
 * then bricks that stand for k of them, k a power of ten.
 *
 * Bricks times k plus the remainder is the count, always: the last brick is as full as the remainder.
 * Columns fill from the consumers' side, each from the floor up, so that the oldest message lies next
 * to the exit, the length of the heap is its size, and the floor can end under what is not on disk.
 */

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
}

/** From the largest to the smallest: discs with names, two sizes of discs, two of cells, then bricks. */
export type PackSizes = Readonly<Record<Rung, PackSize>>;

export interface Field {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Rung = 'card' | 'large' | 'disc' | 'cell' | 'grain' | 'brick';

const single = ['card', 'large', 'disc', 'cell', 'grain'] as const;

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
  readonly size: PackSize;
}

const LARGEST_K = 1_000_000;

/**
 * The finest rung at which so many fit. `room`: how many have to fit at least, for a queue whose limit
 * is to be seen; the picture then keeps its scale while the queue fills.
 */
export function packOf(count: number, field: Field, sizes: PackSizes, room = 0): Pack {
  const most = Math.max(count, room);
  for (const rung of single) {
    const grid = gridOf(field, sizes[rung]);
    if (most <= grid.rows * grid.columns) {
      return { rung, field, count, k: 1, whole: count, remainder: 0, ...grid };
    }
  }
  const grid = gridOf(field, sizes.brick);
  const bricks = Math.max(1, grid.rows * grid.columns);
  let k = 10;
  while (Math.ceil(most / k) > bricks && k < LARGEST_K) k *= 10;
  const whole = Math.floor(count / k);
  return { rung: 'brick', field, count, k, whole, remainder: count - whole * k, ...grid };
}

/** The middle of the i-th mark; the oldest is the 0th. */
export function placeOf({ field, size, rows }: Pack, i: number): { x: number; y: number } {
  const column = Math.floor(i / rows);
  const row = i % rows;
  return {
    x: field.x + field.width - (column + 0.5) * size.pitchX,
    y: field.y + field.height - size.foot - row * size.pitchY,
  };
}

/** The mark at a place, or -1. */
export function markAt(pack: Pack, x: number, y: number): number {
  const { field, size, rows } = pack;
  const column = Math.floor((field.x + field.width - x) / size.pitchX);
  const row = Math.floor((field.y + field.height - size.foot - y) / size.pitchY + 0.5);
  const i = column * rows + row;
  const marks = pack.whole + (pack.remainder > 0 ? 1 : 0);
  return column >= 0 && row >= 0 && row < rows && i < marks ? i : -1;
}

/** Where the column that holds the n-th message ends, seen from the exit: a limit, or the end of a floor. */
export function edgeAfter({ field, size, rows, k }: Pack, messages: number): number {
  return field.x + field.width - Math.ceil(messages / k / rows) * size.pitchX;
}

/** Whether each message is a disc of its own, with its history. */
export function isOneByOne({ rung }: Pack): boolean {
  return rung === 'card' || rung === 'large' || rung === 'disc';
}

function gridOf(field: Field, size: PackSize) {
  const fitting = Math.floor(field.height / size.pitchY);
  const rows = Math.min(size.mostRows, fitting);
  return { rows, columns: Math.floor(field.width / size.pitchX), size };
}
