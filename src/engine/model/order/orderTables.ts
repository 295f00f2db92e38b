/** orderTables are the columns of what a world knows about keys; worlds without keys keep none of them. */
import { NO_ROW, Table } from '../../kernel/index.ts';

/** KeyedMessages have the rows of messages: the key of each, and its number within the key. */
export class KeyedMessages extends Table {
  /** The number of its key among the world's words; NO_ROW: it has none. */
  key = new Int32Array(this.capacity);
  /** From 1, in the order of publishing, over all producers. */
  number = new Int32Array(this.capacity);

  constructor() {
    super(64);
    this.seal();
  }
}

/** KeyCounts are how many messages each key has had: a row for each, in the order they came up. */
export class KeyCounts extends Table {
  key = new Int32Array(this.capacity);
  published = new Int32Array(this.capacity);

  constructor() {
    super(16);
    this.seal();
  }
}

/** A lane is one key in one queue. */
export class Lanes extends Table {
  queue = new Int32Array(this.capacity);
  key = new Int32Array(this.capacity);
  /** Copies of it that are in flight: delivered and not settled, or waiting out a backoff. */
  inFlight = new Int32Array(this.capacity);
  /** The place of the latest copy that was delivered for the first time, and that had its effect. */
  delivered = new Int32Array(this.capacity);
  done = new Int32Array(this.capacity);
  /** The highest number within the key that is finished; how many are; how many of them came late. */
  highest = new Int32Array(this.capacity);
  finished = new Int32Array(this.capacity);
  outOfOrder = new Int32Array(this.capacity);

  constructor() {
    super(16);
    this.seal();
  }
}

/** OrderedNodes are what queues' policies say about order and duplicates, and what came of it, by node. */
export class OrderedNodes extends Table {
  perKeyInFlight = new Uint8Array(this.rows);
  /** How long the id of a message is remembered; 0: not at all. */
  idWindowUs = new Float64Array(this.rows);
  /** What late acks do: see `LateAck`. */
  lateAck = new Uint8Array(this.rows);
  /** A draw of 32 bits below this: a server misses a delete, and the message is handed out again. */
  missThreshold = new Float64Array(this.rows);
  /** Of a queue's draws, or of those of a producer's keys; NO_ROW where nothing is drawn. */
  stream = new Int32Array(this.rows).fill(NO_ROW);
  /** Acks that came after their lease and deleted what was not in anybody's hands. */
  acksOfReady = new Int32Array(this.rows);
  /** Publishes that were known already. */
  duplicates = new Int32Array(this.rows);
  /** The fact and the message that first broke the order within a key, or NO_ROW. */
  brokenBy = new Int32Array(this.rows).fill(NO_ROW);
  brokenMessage = new Int32Array(this.rows);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }
}

export const LateAck = { reject: 0, ifLatest: 1, accept: 2 } as const;
