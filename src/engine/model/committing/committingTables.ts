/** committingTables are the columns of publishers that commit a state of their own. Other worlds have none of them. */
import { NO_EVENT, NO_ROW, Table } from '../../kernel/index.ts';
import { NO_FACT } from '../../trace/index.ts';

/** Commits are orders of which something is still to be written: their state, their message, or the mark that it is sent. */
export class Commits extends Table {
  publisher = new Int32Array(this.capacity);
  wire = new Int32Array(this.capacity);
  order = new Int32Array(this.capacity);
  /** The call whose thread waits for both writes, or NO_ROW. */
  call = new Int32Array(this.capacity);
  /** The second of two writes. */
  timer = new Int32Array(this.capacity);
  /** The message about it that its relay has sent and nobody has confirmed, or NO_ROW. */
  message = new Int32Array(this.capacity);
  /** The number of a message that was published before its state is committed; 0: there is none. */
  number = new Int32Array(this.capacity);
  /** What its message is routed by: the number of a word, or NO_ROW where its publisher says it. */
  key = new Int32Array(this.capacity);
  /** Neighbours in the outbox of its publisher. */
  previous = new Int32Array(this.capacity);
  next = new Int32Array(this.capacity);
  lastFact = new Int32Array(this.capacity);
  state = new Uint8Array(this.capacity);
  isPoison = new Uint8Array(this.capacity);

  constructor() {
    super(32);
    this.seal();
  }
}

export const Committing = {
  free: 0,
  /** One of two writes is done. */
  halfway: 1,
  /** In the outbox, and not sent since it came there or came back. */
  toSend: 2,
  /** In the outbox, sent, and not confirmed. */
  sent: 3,
} as const;

/** Committers are nodes that commit a state for each order, by node: what stands in their outbox, and the books. */
export class Committers extends Table {
  first = new Int32Array(this.rows).fill(NO_ROW);
  last = new Int32Array(this.rows).fill(NO_ROW);
  /** When its relay looks into the outbox next. */
  relay = new Int32Array(this.rows).fill(NO_EVENT);
  // Crashes armed for its next commit.
  armedBefore = new Int32Array(this.rows);
  armedAfter = new Int32Array(this.rows);
  armedFact = new Int32Array(this.rows).fill(NO_FACT);
  // Orders that it began to write down = settled + halfway + in the outbox + unpublished + uncommitted.
  begun = new Int32Array(this.rows);
  /** Committed and published, and with an outbox confirmed too. */
  settled = new Int32Array(this.rows);
  halfway = new Int32Array(this.rows);
  inOutbox = new Int32Array(this.rows);
  /** Committed, and never to be published. */
  unpublished = new Int32Array(this.rows);
  /** Published, and never committed. */
  uncommitted = new Int32Array(this.rows);
  committed = new Int32Array(this.rows);
  /** The first fact that shows one without the other, and the number of its message, or 0. */
  brokenBy = new Int32Array(this.rows).fill(NO_FACT);
  brokenMessage = new Int32Array(this.rows);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }
}
