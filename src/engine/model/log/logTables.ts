/**
 * logTables are the columns of logs and groups: all of it that changes during a run.
 *
 * Rows of Logs and Groups are node numbers; a partition of a log and a group's share of a partition
 * have rows of their own, in the order of the scenario (see LogState).
 */
import { NO_EVENT, NO_ROW, Table } from '../../kernel/index.ts';

/** Record is one message in one partition of a log. */
export class Records extends Table {
  /** The row of its partition; NO_ROW when the row is free. */
  partition = new Int32Array(this.capacity);
  offset = new Int32Array(this.capacity);
  /** The number of its message, and the order it is about. */
  message = new Int32Array(this.capacity);
  order = new Int32Array(this.capacity);
  /** See keyNumber. */
  key = new Float64Array(this.capacity);
  /** Which groups of its log read it, by their number there: a bit for each. */
  readers = new Int32Array(this.capacity);
  appendedAtUs = new Float64Array(this.capacity);
  previous = new Int32Array(this.capacity);
  next = new Int32Array(this.capacity);
  isPoison = new Uint8Array(this.capacity);
  lastFact = new Int32Array(this.capacity);

  constructor(capacity = 64) {
    super(capacity);
    this.seal();
  }
}

/** Pending is a record that a shared group has handed out and that is not settled. */
export class Pendings extends Table {
  /** NO_ROW when the row is free. */
  group = new Int32Array(this.capacity);
  /** NO_ROW when the log has removed it. */
  record = new Int32Array(this.capacity);
  partition = new Int32Array(this.capacity);
  offset = new Int32Array(this.capacity);
  message = new Int32Array(this.capacity);
  order = new Int32Array(this.capacity);
  isPoison = new Uint8Array(this.capacity);
  /** The consumer that has it. */
  owner = new Int32Array(this.capacity);
  deliveries = new Int32Array(this.capacity);
  /** Of these, what a written log has noted: a member's look at its own records is not. */
  notedDeliveries = new Int32Array(this.capacity);
  sinceUs = new Float64Array(this.capacity);
  /** The end of its ack wait or delay, and when that is; Infinity: never. */
  timer = new Int32Array(this.capacity);
  dueAtUs = new Float64Array(this.capacity);
  /** Neighbours among the pending records of its group, by partition and offset. */
  previous = new Int32Array(this.capacity);
  next = new Int32Array(this.capacity);
  /** The next one to be handed out again, and since when; -1: it is not waiting for that. */
  nextAgain = new Int32Array(this.capacity);
  againAtUs = new Float64Array(this.capacity);
  lastFact = new Int32Array(this.capacity);

  constructor(capacity = 64) {
    super(capacity);
    this.seal();
  }
}

/** Request is a member's wish for records that is still open. */
export class Requests extends Table {
  group = new Int32Array(this.capacity);
  consumer = new Int32Array(this.capacity);
  left = new Int32Array(this.capacity);
  isAcked = new Uint8Array(this.capacity);
  timer = new Int32Array(this.capacity);
  next = new Int32Array(this.capacity);
  fact = new Int32Array(this.capacity);

  constructor() {
    super(16);
    this.seal();
  }
}

/** An id by which a log knows a duplicate. */
export class KnownIds extends Table {
  log = new Int32Array(this.capacity);
  id = new Float64Array(this.capacity);
  atUs = new Float64Array(this.capacity);
  message = new Int32Array(this.capacity);
  /** The fact of the append that it belongs to. */
  fact = new Int32Array(this.capacity);
  next = new Int32Array(this.capacity);

  constructor(capacity = 16) {
    super(capacity);
    this.seal();
  }
}

export class Logs extends Table {
  exists = new Uint8Array(this.rows);
  /** Ids that it knows, oldest first. */
  firstId = new Int32Array(this.rows).fill(NO_ROW);
  lastId = new Int32Array(this.rows).fill(NO_ROW);
  /** The highest number that a sender gave; -1: none. */
  lastEntry = new Float64Array(this.rows).fill(-1);
  /** The next flush or snapshot. */
  flush = new Int32Array(this.rows).fill(NO_EVENT);
  isSaved = new Uint8Array(this.rows);
  poisonNext = new Int32Array(this.rows);
  // Counters.
  refused = new Int32Array(this.rows);
  duplicates = new Int32Array(this.rows);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }
}

export class Partitions extends Table {
  head = new Int32Array(this.rows).fill(NO_ROW);
  tail = new Int32Array(this.rows).fill(NO_ROW);
  /** The offset that the next record gets. */
  nextOffset = new Int32Array(this.rows);
  live = new Int32Array(this.rows);
  // Counted apart from the above, so that the one can be checked against the other.
  appended = new Int32Array(this.rows);
  removed = new Int32Array(this.rows);
  /** Gone when the broker was: a log that came back shorter than it was. */
  forgotten = new Int32Array(this.rows);
  /** When the oldest record becomes too old. */
  ageTimer = new Int32Array(this.rows).fill(NO_EVENT);

  constructor(partitions: number) {
    super(partitions, partitions);
    this.seal();
  }
}

/** Share is one partition as one group reads it. */
export class Shares extends Table {
  /** The offset of the next record that is handed out for the first time. */
  position = new Int32Array(this.rows);
  /** The row of that record, or of the first one behind it; NO_ROW at the end. */
  nextRecord = new Int32Array(this.rows).fill(NO_ROW);
  /** Records from there on that the group reads. */
  undelivered = new Int32Array(this.rows);
  /** Behind the highest offset that was ever handed out. */
  reached = new Int32Array(this.rows);
  /** Of a group that reads per partition: what it will go on from. */
  committed = new Int32Array(this.rows);
  /** Its consumer, or NO_ROW. */
  owner = new Int32Array(this.rows).fill(NO_ROW);
  /** The generation in which that was dealt out. */
  generation = new Int32Array(this.rows);
  /** What its owner has worked through, and has not committed yet if it is more than committed. */
  done = new Int32Array(this.rows);
  doneSinceCommit = new Int32Array(this.rows);
  committedAtUs = new Float64Array(this.rows);
  /** A failed record holds it up until this event. */
  retry = new Int32Array(this.rows).fill(NO_EVENT);
  /** Attempts at the record that holds it up. */
  failures = new Int32Array(this.rows);
  failedFact = new Int32Array(this.rows).fill(-1);

  constructor(shares: number) {
    super(shares, shares);
    this.seal();
  }
}

export class LogGroups extends Table {
  exists = new Uint8Array(this.rows);
  firstPending = new Int32Array(this.rows).fill(NO_ROW);
  lastPending = new Int32Array(this.rows).fill(NO_ROW);
  pending = new Int32Array(this.rows);
  firstAgain = new Int32Array(this.rows).fill(NO_ROW);
  lastAgain = new Int32Array(this.rows).fill(NO_ROW);
  firstRequest = new Int32Array(this.rows).fill(NO_ROW);
  lastRequest = new Int32Array(this.rows).fill(NO_ROW);
  /** The consumer that was served last. */
  turn = new Int32Array(this.rows).fill(NO_ROW);
  // Counters. Records handed out for the first time are settled, parked, dropped, or pending.
  handedOut = new Int32Array(this.rows);
  settled = new Int32Array(this.rows);
  parked = new Int32Array(this.rows);
  dropped = new Int32Array(this.rows);
  /** All deliveries since it was made. */
  deliveries = new Int32Array(this.rows);
  redeliveries = new Int32Array(this.rows);
  claims = new Int32Array(this.rows);
  // Of a group that reads per partition.
  generation = new Int32Array(this.rows);
  isRebalancing = new Uint8Array(this.rows);
  rebalance = new Int32Array(this.rows).fill(NO_EVENT);
  rebalanceFact = new Int32Array(this.rows).fill(-1);
  /** Standing still until then, at the least. */
  settlesAtUs = new Float64Array(this.rows);
  rebalances = new Int32Array(this.rows);
  fenced = new Int32Array(this.rows);
  lastFact = new Int32Array(this.rows).fill(-1);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }
}

/** Member is a consumer as its group sees it: the rows are those of Consumers. */
export class Members extends Table {
  isListening = new Uint8Array(this.capacity);
  /** The group counts on it. */
  isIn = new Uint8Array(this.capacity);
  /** It has come to the rebalance that is under way: 1; 2: its word is on the way. */
  hasJoined = new Uint8Array(this.capacity);
  generation = new Int32Array(this.capacity);
  /** What it was handed and has not finished. */
  firstRead = new Int32Array(this.capacity);
  lastRead = new Int32Array(this.capacity);
  reads = new Int32Array(this.capacity);
  /** The partition that its last poll ended with. */
  turn = new Int32Array(this.capacity);
  session = new Int32Array(this.capacity);
  poll = new Int32Array(this.capacity);
  claim = new Int32Array(this.capacity);

  constructor() {
    super(16);
    this.seal();
  }
}

/** Read is one record in the hands of an automatic member, or on the wire to it. */
export class Reads extends Table {
  consumer = new Int32Array(this.capacity);
  share = new Int32Array(this.capacity);
  offset = new Int32Array(this.capacity);
  message = new Int32Array(this.capacity);
  order = new Int32Array(this.capacity);
  count = new Int32Array(this.capacity);
  isPoison = new Uint8Array(this.capacity);
  generation = new Int32Array(this.capacity);
  state = new Uint8Array(this.capacity);
  isSuppressed = new Uint8Array(this.capacity);
  /** The packet or the end of the work. */
  handle = new Int32Array(this.capacity);
  previous = new Int32Array(this.capacity);
  next = new Int32Array(this.capacity);
  downFact = new Int32Array(this.capacity);
  lastFact = new Int32Array(this.capacity);

  constructor(capacity = 64) {
    super(capacity);
    this.seal();
  }
}

/** An answer of an automatic member on its way to the broker. */
export class Answers extends Table {
  consumer = new Int32Array(this.capacity);
  share = new Int32Array(this.capacity);
  /** The record, or the offset that is committed. */
  offset = new Int32Array(this.capacity);
  message = new Int32Array(this.capacity);
  generation = new Int32Array(this.capacity);
  kind = new Uint8Array(this.capacity);
  delayUs = new Float64Array(this.capacity);
  lastFact = new Int32Array(this.capacity);

  constructor() {
    super(32);
    this.seal();
  }
}

/** Of a member that has died, and of one that was never dealt anything. */
export const NO_GENERATION = -1;

export const Reading = { free: 0, onWire: 1, held: 2, working: 3 } as const;
export const Answering = { ack: 0, return: 1, end: 2, commit: 3, join: 4, leave: 5 } as const;
