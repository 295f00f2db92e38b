/** keyTables are the columns of stores of keys. A world whose consumers keep keys for ever has none of them. */
import { Table } from '../../kernel/index.ts';

/** Keys are the keys of orders that a store has recorded: also what it no longer knows, and since when. */
export class Keys extends Table {
  /** Whose store it is in: a group's, or that of one consumer alone. A place of the trace. */
  place = new Int32Array(this.capacity);
  order = new Int32Array(this.capacity);
  /** The message that it was recorded with. */
  message = new Int32Array(this.capacity);
  /** The end of its time to live, or NO_EVENT. */
  timer = new Int32Array(this.capacity);
  /** The fact that it was recorded with; of one that is gone, the fact by which it went. */
  lastFact = new Int32Array(this.capacity);
  state = new Uint8Array(this.capacity);

  constructor() {
    super(64);
    this.seal();
  }
}

export const Key = { remembered: 0, forgotten: 1, lost: 2 } as const;

/** Stores are the places that have recorded a key: a row for each, in the order they came up. */
export class Stores extends Table {
  place = new Int32Array(this.capacity);
  /** Keys that it knows now. */
  remembered = new Int32Array(this.capacity);
  /** Keys that it has forgotten, and that it lost, each time counted. */
  forgotten = new Int32Array(this.capacity);
  lost = new Int32Array(this.capacity);

  constructor() {
    super(8);
    this.seal();
  }
}

/** Keepers are the groups whose keys do not live for ever, by node. */
export class Keepers extends Table {
  /** 1: each consumer keeps its own keys, in its memory. */
  inMemory = new Uint8Array(this.rows);
  ttlUs = new Float64Array(this.rows);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }
}
