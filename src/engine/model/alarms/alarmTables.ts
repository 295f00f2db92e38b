/** alarmTables are the columns of brokers that block publishers, and of what waits at their doors. */
import { Table } from '../../kernel/index.ts';

/**
 * Alarms have a row for each node, of which only brokers use theirs: from the first act on that fills a disk,
 * or from the start where a broker has a limit. As new, a row is all noughts.
 */
export class Alarms extends Table {
  /** Bits of `Alarm`: why it reads nothing from publishers. */
  raised = new Uint8Array(this.capacity);
  /** Somebody has filled its disk. */
  isDiskFull = new Uint8Array(this.capacity);
  /** The latest fact that raised one. */
  raisedFact = new Int32Array(this.capacity);
  /** What waits at its door, oldest first: rows of `HeldBack`, counted from 1; 0: nothing. */
  first = new Int32Array(this.capacity);
  last = new Int32Array(this.capacity);
  held = new Int32Array(this.capacity);
  heldMax = new Int32Array(this.capacity);
  /** How often an alarm was raised. */
  times = new Int32Array(this.capacity);

  constructor(nodes: number) {
    super(nodes);
    this.seal();
  }

  open(): void {
    while (this.rows < this.capacity) this.take();
  }
}

export const Alarm = { memory: 1, disk: 2 } as const;

/** HeldBack are messages that have come to a broker and are not read, a row for each time they came. */
export class HeldBack extends Table {
  message = new Int32Array(this.capacity);
  /** Counted from 1; 0: it is the last. */
  next = new Int32Array(this.capacity);

  constructor() {
    super(16);
    this.seal();
  }
}
