/** receivingTables are the columns of consumers that ask for their messages; other worlds have no row of them. */
import { NO_EVENT, Table } from '../kernel/index.ts';
import { NO_FACT } from '../trace/index.ts';

/** How far a consumer is with its call. */
export const Asking = {
  /** It has none. */
  not: 0,
  onWire: 1,
  /** At its queue, which answers with the first message that comes. */
  waiting: 2,
  answered: 3,
  /** It waits before it asks again. */
  pausing: 4,
} as const;

/** Receivers have the rows of consumers. */
export class Receivers extends Table {
  /** See `Asking`. */
  state = new Uint8Array(this.capacity);
  /** The one event that its call waits for; NO_EVENT while it has none. */
  due = new Int32Array(this.capacity);
  /** Messages that the call has got. */
  got = new Int32Array(this.capacity);
  /** That it asked. */
  askedFact = new Int32Array(this.capacity);

  constructor() {
    super(16);
    this.seal();
  }

  /** One consumer more. */
  add(): void {
    const row = this.take();
    this.state[row] = Asking.not;
    this.due[row] = NO_EVENT;
    this.got[row] = 0;
    this.askedFact[row] = NO_FACT;
  }
}

/** ReceiveCounts are how often each group has asked, and in vain; by node. */
export class ReceiveCounts extends Table {
  calls = new Int32Array(this.rows);
  empty = new Int32Array(this.rows);
  messages = new Int32Array(this.rows);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }
}
