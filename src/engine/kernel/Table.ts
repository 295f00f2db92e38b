/**
 * Table is a set of columns (typed arrays) that share their row numbers.
 *
 * All that changes during a run lives in tables, so that a checkpoint is a copy of arrays and never
 * a walk over objects. A subclass declares its columns as fields and ends its constructor with
 * `this.seal()`.
 */
export type Column = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

/** TableCopy holds the columns of one table, cut to the rows in use, and the rows given back. */
export interface TableCopy {
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly free: Int32Array;
}

export const NO_ROW = -1;

export abstract class Table {
  /** Rows ever taken; a row above this was never used. */
  rows: number;
  /** Rows that can be held before the columns grow. */
  protected capacity: number;
  private readonly free = new FreeRows();
  private names: string[] = [];

  constructor(capacity: number, rows = 0) {
    this.capacity = capacity;
    this.rows = rows;
  }

  /** Finds the columns. Call it last in the constructor, when all of them exist. */
  protected seal(): void {
    this.names = Object.keys(this).filter((name) => ArrayBuffer.isView(this.column(name)));
  }

  /** A row for a new entry. Its columns hold what the last user left: the taker writes all of them. */
  take(): number {
    const free = this.free.take();
    if (free !== NO_ROW) return free;
    if (this.rows === this.capacity) this.grow();
    return this.rows++;
  }

  giveBack(row: number): void {
    this.free.add(row);
  }

  snapshot(): TableCopy {
    const columns = this.names.map((name) => this.column(name).slice(0, this.rows));
    return { columns, rows: this.rows, free: this.free.copy() };
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
    this.free.restore(from.free);
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

/**
 * FreeRows are the rows given back, the latest on top. An object of its own, because all tables share
 * its shape: what differs in shape from table to table is slow to reach.
 */
class FreeRows {
  private rows = new Int32Array(16);
  private count = 0;

  take(): number {
    return this.count === 0 ? NO_ROW : this.rows[--this.count];
  }

  add(row: number): void {
    if (this.count === this.rows.length) this.grow();
    this.rows[this.count++] = row;
  }

  copy(): Int32Array {
    return this.rows.slice(0, this.count);
  }

  restore(from: Int32Array): void {
    while (this.rows.length < from.length) this.grow();
    this.rows.set(from);
    this.count = from.length;
  }

  private grow(): void {
    const longer = new Int32Array(this.rows.length * 2);
    longer.set(this.rows);
    this.rows = longer;
  }
}
