/**
 * tables are the columns of a world: everything that changes during a run, and nothing else.
 *
 * Rows of the per-node tables (queues, groups, services, ...) are node numbers. Rows of messages,
 * copies, deliveries and calls are taken when something begins and given back when nobody refers to
 * it any more, so that a long run stays small.
 */
import { NO_EVENT, NO_ROW, Table } from '../kernel/index.ts';

/** Message is what a producer publishes: one order on its way to one or more queues. */
export class Messages extends Table {
  /** From 1, in the order of publishing. What a learner sees as m17. */
  number = new Int32Array(this.capacity);
  /** The order it is about: its business key. */
  order = new Int32Array(this.capacity);
  publisher = new Int32Array(this.capacity);
  wire = new Int32Array(this.capacity);
  attempts = new Int32Array(this.capacity);
  /** Publishes of it that are on the wire. */
  packets = new Int32Array(this.capacity);
  offeredAtUs = new Float64Array(this.capacity);
  /** The confirm timeout or the next resend. */
  timer = new Int32Array(this.capacity);
  /** Queues that have taken it and not flushed it yet. */
  awaiting = new Int32Array(this.capacity);
  firstCopy = new Int32Array(this.capacity);
  /** Packets, copies, deliveries and its producer: the row is given back when nobody refers to it. */
  refs = new Int32Array(this.capacity);
  lastFact = new Int32Array(this.capacity);
  previousWaiting = new Int32Array(this.capacity);
  nextWaiting = new Int32Array(this.capacity);
  flags = new Uint16Array(this.capacity);

  constructor(capacity = 256) {
    super(capacity);
    this.seal();
  }
}

export * as MessageFlag from './numbers/messageFlags.ts';

/** Copy is one message in one queue: the unit that the conservation bar counts. */
export class Copies extends Table {
  message = new Int32Array(this.capacity);
  /** NO_ROW when the row is free. */
  queue = new Int32Array(this.capacity);
  /** The next copy of the same message. */
  sibling = new Int32Array(this.capacity);
  /** Neighbours in the ready list. */
  previous = new Int32Array(this.capacity);
  next = new Int32Array(this.capacity);
  nextToFlush = new Int32Array(this.capacity);
  /** Its live delivery, or NO_ROW. */
  delivery = new Int32Array(this.capacity);
  deliveryCount = new Int32Array(this.capacity);
  /** The end of its lease or of its delay. */
  timer = new Int32Array(this.capacity);
  /** The fact of its storing: what the disk writes down. */
  storedFact = new Int32Array(this.capacity);
  /** Where it was stored: the order that a recovering broker restores. */
  place = new Int32Array(this.capacity);
  storedAtUs = new Float64Array(this.capacity);
  lastFact = new Int32Array(this.capacity);
  /** What is written on it, or NO_ROW. */
  letter = new Int32Array(this.capacity);
  state = new Uint8Array(this.capacity);
  flags = new Uint8Array(this.capacity);

  constructor(capacity = 256) {
    super(capacity);
    this.seal();
  }
}

export * as CopyFlag from './numbers/copyFlags.ts';

/** Delivery is one attempt to hand one copy to one consumer, from the send to the settled ack. */
export class Deliveries extends Table {
  copy = new Int32Array(this.capacity);
  consumer = new Int32Array(this.capacity);
  /** Which delivery of its copy this is, from 1. */
  number = new Int32Array(this.capacity);
  /** The packet on the wire or the end of the work. */
  handle = new Int32Array(this.capacity);
  /** Neighbours among all deliveries of the consumer. */
  previous = new Int32Array(this.capacity);
  next = new Int32Array(this.capacity);
  /** The next one that the consumer holds and has not begun. */
  nextHeld = new Int32Array(this.capacity);
  sentAtUs = new Float64Array(this.capacity);
  startedAtUs = new Float64Array(this.capacity);
  endsAtUs = new Float64Array(this.capacity);
  /** That a service it needs was down when the work began, or NO_FACT. */
  downFact = new Int32Array(this.capacity);
  lastFact = new Int32Array(this.capacity);
  state = new Uint8Array(this.capacity);
  flags = new Uint8Array(this.capacity);

  constructor(capacity = 256) {
    super(capacity);
    this.seal();
  }
}

export * as Delivering from './numbers/deliveringStates.ts';

export * as DeliveryFlag from './numbers/deliveryFlags.ts';

/** Call is one synchronous request: a caller waits, a thread works. */
export class Calls extends Table {
  order = new Int32Array(this.capacity);
  service = new Int32Array(this.capacity);
  wire = new Int32Array(this.capacity);
  /** The call whose thread waits for this one; NO_ROW: a producer's order. */
  parent = new Int32Array(this.capacity);
  step = new Int32Array(this.capacity);
  handle = new Int32Array(this.capacity);
  timeout = new Int32Array(this.capacity);
  nextWaiting = new Int32Array(this.capacity);
  placedAtUs = new Float64Array(this.capacity);
  lastFact = new Int32Array(this.capacity);
  state = new Uint8Array(this.capacity);
  callerGone = new Uint8Array(this.capacity);

  constructor(capacity = 256) {
    super(capacity);
    this.seal();
  }
}

export const Calling = {
  free: 0,
  onWire: 1,
  waiting: 2,
  working: 3,
  /** Its thread waits for another service. */
  calling: 4,
  answering: 5,
  /** Swallowed by a dead service or wire: no answer will ever come. */
  gone: 6,
  /** The next attempt of a call that failed, before it is made. */
  pausing: 7,
} as const;

/** Producers and services as publishers, and producers as sources of orders. */
export class Publishers extends Table {
  firstWaiting = new Int32Array(this.rows).fill(NO_ROW);
  lastWaiting = new Int32Array(this.rows).fill(NO_ROW);
  /** Orders placed, by its process and by a person. */
  placed = new Int32Array(this.rows);
  placedByHand = new Int32Array(this.rows);
  stream = new Int32Array(this.rows);
  due = new Int32Array(this.rows).fill(NO_EVENT);
  dueAtUs = new Float64Array(this.rows);
  /** The rate is so many times the scenario's. */
  factor = new Float64Array(this.rows).fill(1);
  /** Mean gap between orders, turned by a knob; 0 as the scenario says. */
  gapUs = new Float64Array(this.rows);
  /** A constant process counts its gaps from here, so that rounding never adds up. */
  anchorUs = new Float64Array(this.rows);
  anchorIndex = new Int32Array(this.rows);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }
}

export class Brokers extends Table {
  state = new Uint8Array(this.rows);
  lastFact = new Int32Array(this.rows).fill(-1);
  due = new Int32Array(this.rows).fill(NO_EVENT);
  dueAtUs = new Float64Array(this.rows);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }
}

export class Queues extends Table {
  // The ready list, and the records that the disk does not have yet.
  head = new Int32Array(this.rows).fill(NO_ROW);
  tail = new Int32Array(this.rows).fill(NO_ROW);
  firstToFlush = new Int32Array(this.rows).fill(NO_ROW);
  lastToFlush = new Int32Array(this.rows).fill(NO_ROW);
  /** The last record that the flush under way covers. */
  flushCovers = new Int32Array(this.rows).fill(NO_ROW);
  flush = new Int32Array(this.rows).fill(NO_EVENT);
  places = new Int32Array(this.rows);
  /** The last of the copies that came back and stand ahead of the others in order of return. */
  lastReturned = new Int32Array(this.rows).fill(NO_ROW);
  /** The consumer that was served last. */
  turn = new Int32Array(this.rows).fill(-1);
  poisonNext = new Int32Array(this.rows);
  // Knobs.
  durable = new Uint8Array(this.rows);
  flushKind = new Uint8Array(this.rows);
  flushUs = new Float64Array(this.rows);
  confirmWhenFlushed = new Uint8Array(this.rows);
  /** 0: the lease is the connection. */
  leaseUs = new Float64Array(this.rows);
  returnToTail = new Uint8Array(this.rows);
  /** Where else than to head or tail what comes back goes: see `Returning`. */
  onReturn = new Uint8Array(this.rows);
  /** 1: it has a policy. */
  hasPolicy = new Uint8Array(this.rows);
  maxDeliveries = new Float64Array(this.rows);
  maxLength = new Float64Array(this.rows);
  dropHead = new Uint8Array(this.rows);
  // Measures.
  depthAreaUs = new Float64Array(this.rows);
  depthSinceUs = new Float64Array(this.rows);
  depthMax = new Int32Array(this.rows);
  readyMax = new Int32Array(this.rows);
  sojournSumUs = new Float64Array(this.rows);
  oldestAgeMaxUs = new Float64Array(this.rows);
  /** Number of the latest message delivered for the first time or again: order is broken when it falls. */
  lastDelivered = new Int32Array(this.rows);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }
}

/** Policies are what `QueuePolicy` says, by queue, and what is noted to keep to it. */
export class Policies extends Table {
  /** The act that declared the queue as it is, by its place in the run; NO_ROW: the scenario. */
  declaredBy = new Int32Array(this.rows).fill(NO_ROW);
  turns = new Uint8Array(this.rows);
  /** Counts up as consumers join the turn, or their queue. */
  turnCounter = new Int32Array(this.rows);
  singleActive = new Uint8Array(this.rows);
  activeByPriority = new Uint8Array(this.rows);
  /** The single active consumer, or NO_ROW. */
  active = new Int32Array(this.rows).fill(NO_ROW);
  getBesideSingleActive = new Uint8Array(this.rows);
  prefetchCap = new Float64Array(this.rows);
  resumesWindow = new Uint8Array(this.rows);
  onClose = new Uint8Array(this.rows);
  countsNack = new Uint8Array(this.rows);
  countsReject = new Uint8Array(this.rows);
  countsClose = new Uint8Array(this.rows);
  countsTimeout = new Uint8Array(this.rows);
  maxBytes = new Float64Array(this.rows);
  /** Bytes of the ready copies. */
  readyBytes = new Float64Array(this.rows);
  refusesBeyond = new Uint8Array(this.rows);
  /** It has noticed that it is over its limit. */
  isRefusing = new Uint8Array(this.rows);
  limitsReturnsFirst = new Uint8Array(this.rows);
  /** Something has come back since the limit was last looked at. */
  hasReturns = new Uint8Array(this.rows);
  deadLettersRefused = new Uint8Array(this.rows);
  dropsLastFirst = new Uint8Array(this.rows);
  ttlUs = new Float64Array(this.rows);
  /** When the head expires: its event and its time. */
  headExpires = new Int32Array(this.rows).fill(NO_EVENT);
  headExpiresAtUs = new Float64Array(this.rows);
  expiresUs = new Float64Array(this.rows);
  expires = new Int32Array(this.rows).fill(NO_EVENT);
  maxPriority = new Int32Array(this.rows);
  defaultPriority = new Int32Array(this.rows);
  /** 0: none of its own. 1: `deadLetterExchange`, where NO_ROW is the default one. */
  hasDeadLetter = new Uint8Array(this.rows);
  deadLetterExchange = new Int32Array(this.rows).fill(NO_ROW);
  /** Number of the word that dead letters are routed by; NO_ROW: each keeps its own key. */
  deadLetterKey = new Int32Array(this.rows).fill(NO_ROW);
  keepsTransient = new Uint8Array(this.rows);
  confirmsInOrder = new Uint8Array(this.rows);
  writesLazily = new Uint8Array(this.rows);
  killFlagsAll = new Uint8Array(this.rows);
  showsCount = new Uint8Array(this.rows);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }
}

/** Ways back into a queue, as `Queues.onReturn` and `Policies.onClose` have them. */
export const Returning = { head: 0, tail: 1, original: 2, inOrder: 3 } as const;
export const Turns = { inOrder: 0, whenFull: 1, whenPassedOver: 2 } as const;

/** Existence says which queues and exchanges are there. */
export class Existence extends Table {
  isGone = new Uint8Array(this.rows);
  /** It was deleted once, and its bindings with it. */
  isUnbound = new Uint8Array(this.rows);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }
}

export const FlushKind = { never: 0, eachPublish: 1, interval: 2 } as const;

/** Groups are consumer nodes: consumers that share a queue and their settings. */
export class Groups extends Table {
  prefetchLimit = new Int32Array(this.rows);
  concurrency = new Int32Array(this.rows);
  ackBeforeWork = new Uint8Array(this.rows);
  /** The broker acks for it as it sends. */
  ackOnSend = new Uint8Array(this.rows);
  onFailure = new Uint8Array(this.rows);
  idempotencyKey = new Uint8Array(this.rows);
  /** Work takes so many times as long as the scenario says: a knob, and a fault for a while. */
  workScale = new Float64Array(this.rows).fill(1);
  slowFactor = new Float64Array(this.rows).fill(1);
  members = new Int32Array(this.rows);
  acksToDrop = new Int32Array(this.rows);
  /** The act that wants the next ack dropped. */
  dropFact = new Int32Array(this.rows).fill(-1);
  effects = new Int32Array(this.rows);
  duplicateEffects = new Int32Array(this.rows);
  suppressedEffects = new Int32Array(this.rows);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }
}

export const OnFailure = { return: 0, backoff: 1, discard: 2 } as const;
export const KeyMode = { none: 0, withEffect: 1, beforeEffect: 2, afterEffect: 3 } as const;

export class Consumers extends Table {
  group = new Int32Array(this.capacity);
  queue = new Int32Array(this.capacity);
  /** From 1 within the group. What a learner sees as C2. */
  member = new Int32Array(this.capacity);
  state = new Uint8Array(this.capacity);
  /** The broker believes that it is there. */
  connected = new Uint8Array(this.capacity);
  /** Deliveries that it has been sent and that are not settled. */
  window = new Int32Array(this.capacity);
  busy = new Int32Array(this.capacity);
  firstDelivery = new Int32Array(this.capacity);
  lastDelivery = new Int32Array(this.capacity);
  firstHeld = new Int32Array(this.capacity);
  lastHeld = new Int32Array(this.capacity);
  stream = new Int32Array(this.capacity);
  /** Of mishaps; 0 where the group has none. */
  mishapStream = new Int32Array(this.capacity);
  draws = new Int32Array(this.capacity);
  /** Crashes armed for a point of the work, by point (see CrashPoint). */
  armedBeforeWork = new Int32Array(this.capacity);
  armedMidWork = new Int32Array(this.capacity);
  armedAfterEffect = new Int32Array(this.capacity);
  armedFact = new Int32Array(this.capacity);
  /** The closed connection that the broker has not seen yet. */
  closing = new Int32Array(this.capacity);
  restart = new Int32Array(this.capacity);
  restartAtUs = new Float64Array(this.capacity);
  lastFact = new Int32Array(this.capacity);
  /** Deliveries that take no place in its prefetch window. */
  outsideWindow = new Int32Array(this.capacity);
  priority = new Int32Array(this.capacity);
  isExclusive = new Uint8Array(this.capacity);
  /** When it joined its queue, and when it joined the turn, as the queue counts. */
  subscribedAt = new Int32Array(this.capacity);
  turnAt = new Int32Array(this.capacity);
  isInTurn = new Uint8Array(this.capacity);

  constructor() {
    super(16);
    this.seal();
  }
}

export class Services extends Table {
  isUp = new Uint8Array(this.rows).fill(1);
  busy = new Int32Array(this.rows);
  waiting = new Int32Array(this.rows);
  firstWaiting = new Int32Array(this.rows).fill(NO_ROW);
  lastWaiting = new Int32Array(this.rows).fill(NO_ROW);
  threads = new Int32Array(this.rows);
  waitingRoom = new Int32Array(this.rows);
  workScale = new Float64Array(this.rows).fill(1);
  slowFactor = new Float64Array(this.rows).fill(1);
  stream = new Int32Array(this.rows);
  draws = new Int32Array(this.rows);
  lastFact = new Int32Array(this.rows).fill(-1);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }
}

export class Wires extends Table {
  isCut = new Uint8Array(this.rows);
  latencyUs = new Float64Array(this.rows);
  /** A draw of 32 bits below this loses the packet. */
  lossThreshold = new Float64Array(this.rows);
  stream = new Int32Array(this.rows);
  lastFact = new Int32Array(this.rows).fill(-1);
  heartbeat = new Int32Array(this.rows).fill(NO_EVENT);
  // Acts upon the next packets that arrive.
  loseNext = new Int32Array(this.rows);
  doubleNext = new Int32Array(this.rows);
  delayNextUs = new Float64Array(this.rows);

  constructor(wires: number) {
    super(wires, wires);
    this.seal();
  }
}

/** Tallies count what happened, by node: by queue, by consumer group, by producer, by service. */
export class Tallies extends Table {
  /** Orders placed by a producer; copies on their way to a queue; calls to a service. */
  offered = new Int32Array(this.rows);
  published = new Int32Array(this.rows);
  confirmed = new Int32Array(this.rows);
  storedAgain = new Int32Array(this.rows);
  deliveries = new Int32Array(this.rows);
  redeliveries = new Int32Array(this.rows);
  acks = new Int32Array(this.rows);
  nacks = new Int32Array(this.rows);
  leasesEnded = new Int32Array(this.rows);
  takenBack = new Int32Array(this.rows);
  /** Deliveries that ended because their broker did. */
  cutShort = new Int32Array(this.rows);
  failedAttempts = new Int32Array(this.rows);
  lateAcks = new Int32Array(this.rows);
  done = new Int32Array(this.rows);
  refused = new Int32Array(this.rows);
  timedOut = new Int32Array(this.rows);
  failed = new Int32Array(this.rows);
  /** Sum and maximum of the time from order to answer, in µs. */
  answerSumUs = new Float64Array(this.rows);
  answerMaxUs = new Float64Array(this.rows);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }
}
