/** redriveTables are the columns of redrives: a world in which nobody redrives anything has no row of them. */
import { Table } from '../kernel/index.ts';

/** Redrives are those that go on, a row for each. */
export class Redrives extends Table {
  /** The dead-letter queue; NO_NODE when the row is free. */
  from = new Int32Array(this.capacity);
  /** The queue that all of it goes to; NO_NODE: each message to the one that it died in. */
  to = new Int32Array(this.capacity);
  /** What came into the dead-letter queue at this place or later came after the redrive began. */
  upTo = new Int32Array(this.capacity);
  /** Messages a second at most. */
  perS = new Float64Array(this.capacity);
  beganAtUs = new Float64Array(this.capacity);
  moved = new Int32Array(this.capacity);
  /** The event of the next move. */
  due = new Int32Array(this.capacity);
  /** That it began, and the latest move. */
  beganFact = new Int32Array(this.capacity);
  lastFact = new Int32Array(this.capacity);

  constructor() {
    super(4);
    this.seal();
  }
}

/** RedrivenCounts are how many messages redrives have brought to each queue, by node, once there is one. */
export class RedrivenCounts extends Table {
  into = new Int32Array(this.capacity);

  constructor() {
    super(16);
    this.seal();
  }

  /** One more has come to this queue. */
  add(queue: number): void {
    while (this.rows <= queue) this.into[this.take()] = 0;
    this.into[queue]++;
  }

  of(queue: number): number {
    return queue < this.rows ? this.into[queue] : 0;
  }
}
