/** replicaTables are the columns of replicas: who is up, who leads, and how far each one is. */
import { NO_EVENT, NO_ROW, Table } from '../../kernel/index.ts';

/** Replica is one of the brokers that keep a log or a queue. */
export class Replicas extends Table {
  isUp = new Uint8Array(this.rows).fill(1);
  /** Its restart by itself. */
  restart = new Int32Array(this.rows).fill(NO_EVENT);
  lastFact = new Int32Array(this.rows).fill(-1);

  constructor(replicas: number) {
    super(replicas, replicas);
    this.seal();
  }
}

/** Holding is what one replica has of one partition of its log: all up to an offset. */
export class Holdings extends Table {
  /** Behind the last record that it has. */
  end = new Int32Array(this.rows);
  inSync = new Uint8Array(this.rows).fill(1);
  /** Nearly in sync again: what is safe waits for it as well. */
  isJoining = new Uint8Array(this.rows);
  /** Its fetch that is under way, and up to where that brings it. */
  fetch = new Int32Array(this.rows).fill(NO_EVENT);
  covers = new Int32Array(this.rows);
  /** Since when it has lacked something that its leader has; Infinity: it has all. */
  behindSinceUs = new Float64Array(this.rows).fill(Number.POSITIVE_INFINITY);
  /** When somebody looks whether it has been behind for too long. */
  lagTimer = new Int32Array(this.rows).fill(NO_EVENT);

  constructor(holdings: number) {
    super(holdings, holdings);
    this.seal();
  }
}

/** Leadership is who leads a partition, from 0 in its log's replicas, and what is safe of it. */
export class Leaderships extends Table {
  leader = new Int32Array(this.rows);
  election = new Int32Array(this.rows).fill(NO_EVENT);
  /** Behind the last record that all in sync have: nobody reads further. */
  highWatermark = new Int32Array(this.rows);
  /** Messages whose confirm waits for those in sync, in the order of their records. */
  firstAwaited = new Int32Array(this.rows).fill(NO_ROW);
  lastAwaited = new Int32Array(this.rows).fill(NO_ROW);
  /** Records that were lost with a leader, and that no producer has. */
  lost = new Int32Array(this.rows);
  /** What changed last about who leads and who is in sync. */
  lastFact = new Int32Array(this.rows).fill(-1);

  constructor(partitions: number) {
    super(partitions, partitions);
    this.seal();
  }
}

/** Awaited is a message whose confirm waits until all in sync have its record. */
export class Awaited extends Table {
  /** The row of the message; NO_ROW when the row is free. */
  message = new Int32Array(this.capacity);
  offset = new Int32Array(this.capacity);
  next = new Int32Array(this.capacity);

  constructor() {
    super(64);
    this.seal();
  }
}

/** Member is a replica of a queue: whether it has all that has been written. One row for each replica. */
export class Members extends Table {
  isBehind = new Uint8Array(this.rows);
  /** When it will have what it lacks. */
  catchUp = new Int32Array(this.rows).fill(NO_EVENT);

  constructor(replicas: number) {
    super(replicas, replicas);
    this.seal();
  }
}

/** Quorum is who leads a queue, from 0 in its replicas, and whether most of them take part. */
export class Quorums extends Table {
  leader = new Int32Array(this.rows);
  election = new Int32Array(this.rows).fill(NO_EVENT);
  /** Most of its replicas run and have all of it. */
  hasMajority = new Uint8Array(this.rows).fill(1);
  /** What changed last about that and about who leads. */
  lastFact = new Int32Array(this.rows).fill(-1);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }
}

/** Nobody leads a partition, or a queue. */
export const NO_LEADER = -1;
