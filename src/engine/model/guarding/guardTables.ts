/** guardTables are the columns of what callers do about calls that fail. Other worlds have none of them. */
import { NO_EVENT, NO_ROW, Table } from '../../kernel/index.ts';
import { NO_FACT } from '../../trace/index.ts';

/** Attempts have the rows of calls. */
export class Attempts extends Table {
  /** Which attempt of its caller it is, from 1. */
  number = new Int32Array(this.capacity);

  constructor() {
    super(64);
    this.seal();
  }
}

/** Breakers have a row for each wire. Without a breaker it stays closed and counts nothing. */
export class Breakers extends Table {
  state = new Uint8Array(this.rows);
  /** The end of the time that it stays open, and when that is. */
  due = new Int32Array(this.rows).fill(NO_EVENT);
  dueAtUs = new Float64Array(this.rows);
  /** The call that tries whether all is well again, or NO_ROW. */
  probe = new Int32Array(this.rows).fill(NO_ROW);
  /** How many of its slots hold a failure since it closed, and which of them comes next. */
  noted = new Int32Array(this.rows);
  next = new Int32Array(this.rows);
  /** How often it has opened, and how many calls it has refused. */
  opened = new Int32Array(this.rows);
  blocked = new Int32Array(this.rows);
  lastFact = new Int32Array(this.rows).fill(NO_FACT);

  constructor(wires: number) {
    super(wires, wires);
    this.seal();
  }
}

export const Breaker = {
  closed: 0,
  /** Refuses each call at once. */
  open: 1,
  /** Lets one call through, and refuses the others until that one is answered. */
  halfOpen: 2,
} as const;

/** Failures are when the latest calls failed: so many slots for each breaker as it counts failures. */
export class Failures extends Table {
  atUs = new Float64Array(this.rows);

  constructor(slots: number) {
    super(slots, slots);
    this.seal();
  }
}
