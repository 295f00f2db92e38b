/** extendingTables are the columns of leases that are extended; a world in which none is has no row of them. */
import { NO_EVENT, Table } from '../kernel/index.ts';

/** Extensions have the rows of deliveries, as far as work has begun whose lease is extended. */
export class Extensions extends Table {
  /** When the consumer asks next; NO_EVENT: it does not. */
  due = new Int32Array(this.capacity);
  /** The fact that the work began: a request on the wire names it, as rows have other uses later. 0: over. */
  began = new Int32Array(this.capacity);
  /** When the lease was extended last; 0: not yet. */
  grantedAtUs = new Float64Array(this.capacity);

  constructor() {
    super(16);
    this.seal();
  }

  /** Whether anything is known of a delivery. */
  has(delivery: number): boolean {
    return delivery < this.rows && this.began[delivery] !== 0;
  }

  /** Work on a delivery has begun, by this fact. */
  begin(delivery: number, fact: number): void {
    while (this.rows <= delivery) this.clear(this.take());
    this.clear(delivery);
    this.began[delivery] = fact;
  }

  clear(delivery: number): void {
    this.due[delivery] = NO_EVENT;
    this.began[delivery] = 0;
    this.grantedAtUs[delivery] = 0;
  }
}

/** LeaseCaps are how long leases may last in all, by queue; in worlds that extend leases only. */
export class LeaseCaps extends Table {
  maxUs = new Float64Array(this.rows);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }
}
