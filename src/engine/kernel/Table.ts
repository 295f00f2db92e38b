/**
 * Table is a set of columns (typed arrays) that share their row numbers.
 *
 * All that changes during a run lives in tables, so that a checkpoint is a copy of arrays and never
 * a walk over objects. A subclass declares its columns as fields and ends its constructor with
 * `this.seal()`.
 */
export type Column = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

/** TableCopy holds the columns of one table, cut to the rows in use, and its two scalars. */
export interface TableCopy {
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly firstFree: number;
}

export const NO_ROW = -1;

export abstract class Table {
  /** Rows ever taken; a row above this was never used. */
  rows: number;
  /** Rows that can be held before the columns grow. */
  protected capacity: number;
  /** Head of the list of given-back rows, threaded through `nextFree`. */
  private firstFree = NO_ROW;
  private nextFree: Int32Array;
  private names: string[] = [];

  constructor(capacity: number, rows = 0) {
    this.capacity = capacity;
    this.rows = rows;
    this.nextFree = new Int32Array(capacity);
  }

  /** Finds the columns. Call it last in the constructor, when all of them exist. */
  protected seal(): void {
    this.names = Object.keys(this).filter((name) => ArrayBuffer.isView(this.column(name)));
  }

  /** A row for a new entry. Its columns hold what the last user left: the taker writes all of them. */
  take(): number {
    const free = this.firstFree;
    if (free !== NO_ROW) {
      this.firstFree = this.nextFree[free];
      return free;
    }
    if (this.rows === this.capacity) this.grow();
    return this.rows++;
  }

  giveBack(row: number): void {
    this.nextFree[row] = this.firstFree;
    this.firstFree = row;
  }

  snapshot(): TableCopy {
    const columns = this.names.map((name) => this.column(name).slice(0, this.rows));
    return { columns, rows: this.rows, firstFree: this.firstFree };
  }

  restore(from: TableCopy): void {
    while (this.capacity < from.rows) this.grow();
    for (let i = 0; i < this.names.length; i++) {
      const column = this.column(this.names[i]);
      column.set(from.columns[i]);
      // Rows that were not in use then are as new, or a checkpoint would tell how one got there.
      if (this.rows > from.rows) column.fill(0, from.rows, this.rows);
    }
    this.rows = from.rows;
    this.firstFree = from.firstFree;
  }

  /** Bytes that one row takes in memory and in a checkpoint. */
  bytesPerRow(): number {
    return this.names.reduce((sum, name) => sum + this.column(name).BYTES_PER_ELEMENT, 0);
  }

  private grow(): void {
    this.capacity *= 2;
    for (const name of this.names) {
      const old = this.column(name);
      const Longer = old.constructor as new (length: number) => Column;
      const longer = new Longer(this.capacity);
      longer.set(old as never);
      (this as unknown as Record<string, Column>)[name] = longer;
    }
  }

  private column(name: string): Column {
    return (this as unknown as Record<string, Column>)[name];
  }
}
