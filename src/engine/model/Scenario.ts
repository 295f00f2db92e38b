/**
 * Scenario is a system to simulate: nodes, the wires between them, and the faults of its script.
 *
 * It is plain data, already checked (`src/scenarios` reads files into it). Durations are whole
 * microseconds and end in `Us`; ids are unique over all nodes.
 */
import type { Duration, OnOff, SimTime } from '../kernel/index.ts';
import type { Intervention } from './Intervention.ts';
import type { GroupSpec, LogSpec } from './log/LogSpec.ts';
import type { QueuePolicy } from './QueuePolicy.ts';
import type { QueueReplication } from './replicas/Replication.ts';

export type { GroupSpec, LogSpec, LogStorage } from './log/LogSpec.ts';

export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** What to notice, in a sentence or two. Plain text. */
  readonly about: string;
  readonly seed: number;
  readonly durationUs: SimTime;
  readonly nodes: readonly NodeSpec[];
  readonly wires: readonly WireSpec[];
  /** The script: what happens to the system without anybody's doing. */
  readonly faults: readonly Intervention[];
}

export type NodeSpec =
  | ProducerSpec
  | ServiceSpec
  | BrokerSpec
  | ExchangeSpec
  | QueueSpec
  | ConsumerSpec
  | LogSpec
  | GroupSpec;
export type NodeKind = NodeSpec['kind'];

interface Named {
  readonly id: string;
  readonly title: string;
}

/** ArrivalProcess is when orders come: a gap after the one before, a list of times, in open windows. */
export interface ArrivalProcess {
  /** Gap between two arrivals; null where `atUs` lists the times. */
  readonly gap: Duration | null;
  readonly atUs: readonly SimTime[];
  /** The first arrival of a gap process. */
  readonly fromUs: SimTime;
  /** At most so many orders; Infinity for no end. */
  readonly count: number;
  readonly onOff: OnOff | null;
}

/** Publishing is how a node hands messages to a broker, and what it does when no confirm comes. */
export interface Publishing {
  /** Ask the broker to say when it has taken responsibility. */
  readonly confirm: boolean;
  /** Marked persistent: a durable queue writes it to disk. */
  readonly persistent: boolean;
  /** How long to wait for a confirm before sending again; Infinity: for ever. */
  readonly timeoutUs: number;
  /** The pause before each resend; the last one repeats. Empty: never send again. */
  readonly backoffUs: readonly number[];
  /** Attempts in all before giving up; Infinity for no limit. */
  readonly maxAttempts: number;
  /** What is written on each message. Left out: no routing key, no size, nothing that expires. */
  readonly letter?: Letter;
  /** A resend carries another id than the attempt before, so no broker can know it. Left out: the same. */
  readonly resendId?: 'new' | undefined;
  /** How a state of its own is committed beside each message. Left out: it has none. */
  readonly committing?: Committing;
}

/** Committing is how a publisher writes down its own state of an order ("paid") and the message about it. */
export type Committing =
  /** Two writes, in this order and so far apart: a crash between them leaves one without the other. */
  | { readonly kind: 'commitFirst' | 'publishFirst'; readonly gapUs: number }
  /** One transaction: the message is written beside the state, and a relay publishes it, looking every so often. */
  | { readonly kind: 'outbox'; readonly everyUs: number };

/** Letter is what a publisher writes on a message, besides what it is about. */
export interface Letter {
  /** What direct and topic exchanges route by, logs partition by, and queues keep order by. */
  readonly key: string;
  /** Send it back when no queue takes it. */
  readonly mandatory: boolean;
  /** Its own time to live; Infinity: none. */
  readonly expirationUs: number;
  /** null: none, which a queue with priorities takes for the lowest. */
  readonly priority: number | null;
  /** The size of its body, which limits in bytes count. */
  readonly bytes: number;
}

/** A producer is where orders come from. Its one wire leads to a service, an exchange or a queue. */
export interface ProducerSpec extends Named {
  readonly kind: 'producer';
  readonly arrivals: ArrivalProcess;
  readonly publishing: Publishing;
  /** Numbers (from 1) of orders that no consumer can process. */
  readonly poison: readonly number[];
  /** Which key each order has, whatever its letter says. Left out: that of the letter. */
  readonly keys?: OrderKeys;
  /** From crash to running again. Left out: someone has to restart it. */
  readonly restartUs?: number;
}

/** OrderKeys are the keys that a producer gives its orders: the account, say, that an order is about. */
export type OrderKeys =
  /** One after the other from the list, then again from its start. */
  | { readonly kind: 'listed'; readonly list: readonly string[] }
  /** Each drawn by itself, a key as often as its weight says. */
  | { readonly kind: 'drawn'; readonly weights: readonly KeyWeight[] };

export interface KeyWeight {
  readonly key: string;
  /** A whole number. */
  readonly weight: number;
}

/**
 * A service answers calls: a pool of threads, a waiting room of a fixed size, work, then its wires in
 * order. A wire to a service is a call that the thread waits for; a wire to an exchange or a queue is
 * a publish that it does not wait for.
 */
export interface ServiceSpec extends Named {
  readonly kind: 'service';
  readonly threads: number;
  readonly waitingRoom: number;
  readonly work: Duration;
  readonly onOff: OnOff | null;
  readonly publishing: Publishing;
}

export interface BrokerSpec extends Named {
  readonly kind: 'broker';
  /** From start to answering again. */
  readonly recoveryUs: number;
  /** From kill to start by itself; Infinity: someone has to start it. */
  readonly restartUs: number;
  /** How long a silent connection is believed to be alive. */
  readonly heartbeatUs: number;
  /** When it stops reading from publishers. Left out: never, unless somebody fills its disk. */
  readonly alarms?: AlarmLimits;
}

/** How many messages make a broker raise an alarm; Infinity: none do. */
export interface AlarmLimits {
  /** In all its queues. */
  readonly memory: number;
  /** In its durable queues. */
  readonly disk: number;
}

/** An exchange hands each message to the queues that its bindings name: its wires to queues and exchanges. */
export interface ExchangeSpec extends Named {
  readonly kind: 'exchange';
  readonly broker: string;
  /** How it chooses among its bindings. Left out: fan-out, a copy to every one of them. */
  readonly routing?: Routing;
}

export interface Routing {
  /**
   * fanOut: all bindings. direct: those with the message's very key. topic: those whose pattern fits
   * (`*` one word, `#` any number of them). default: every queue of the broker is bound by its id.
   */
  readonly type: 'fanOut' | 'direct' | 'topic' | 'default';
  /** The exchange that gets what this one cannot route; null: nobody. */
  readonly alternate: string | null;
  /** Outlives its broker. */
  readonly durable: boolean;
  /** There from the start. */
  readonly isDeclared: boolean;
}

/** When a queue's records reach the disk: never, each after so long, or all together every so often. */
export type Flush =
  | { readonly kind: 'never' }
  | { readonly kind: 'eachPublish'; readonly us: number }
  | { readonly kind: 'interval'; readonly us: number };

/** How long a delivery keeps a message from the others. */
export type Lease =
  /** Until the ack, or until the broker sees the connection close. */
  | { readonly kind: 'connection' }
  /**
   * Until the ack, or for so long, whatever the consumer is doing. Where it is extended, for at most `maxUs`
   * in all since it was handed out; left out: for ever.
   */
  | { readonly kind: 'timer'; readonly us: number; readonly maxUs?: number };

export interface QueueSpec extends Named {
  readonly kind: 'queue';
  readonly broker: string;
  readonly durable: boolean;
  readonly flush: Flush;
  /** When the broker says OK: as soon as it has the message, or when the disk has it. */
  readonly confirmAfter: 'stored' | 'flushed';
  readonly lease: Lease;
  /**
   * head: ahead of all, those that return together in their order. tail: behind all. original: the
   * place in the order of storing. inOrder: ahead of what never left, in the order of return.
   */
  readonly onReturn: 'head' | 'tail' | 'original' | 'inOrder';
  /** Deliveries of one message before it is taken out; Infinity for no limit. */
  readonly maxDeliveries: number;
  /** The dead-letter queue; null: what is taken out is dropped. */
  readonly deadLetterTo: string | null;
  /** Ready messages it holds at most; Infinity for no limit. */
  readonly maxLength: number;
  readonly overflow: 'reject' | 'dropHead';
  /** What a broker's own kind of queue does besides. Left out: nothing of it. */
  readonly policy?: QueuePolicy;
  /** Kept on several brokers, by majority. Left out: on one. */
  readonly replication?: QueueReplication;
}

/** Consumers of one queue that share its messages. Its wire from the queue is their subscription. */
export interface ConsumerSpec extends Named {
  readonly kind: 'consumer';
  readonly count: number;
  readonly work: Duration;
  /**
   * order: a piece of work is the order's, the same for whoever does it and however often; the n-th order
   * has the n-th of a list. Left out: each consumer draws its own.
   */
  readonly workBy?: 'order';
  /**
   * Its work is done by the services that it is wired to: it holds a thread of each, and waits for one
   * where none is free. Left out: it only needs them to be up.
   */
  readonly holdsThread?: boolean;
  readonly onOff: OnOff | null;
  /** While it works on a message it asks for the lease anew, every so often. Left out: it does not. */
  readonly extendLeaseEveryUs?: number;
  /** Messages that one consumer works on at the same time. */
  readonly concurrency: number;
  /** Messages that one consumer may hold and has not finished; so many a call asks for, where it asks. */
  readonly prefetchLimit: number;
  /** It asks for its messages, when it has none in hand. Left out: they are sent to it unasked. */
  readonly receive?: Receive;
  /** onSend: the broker takes what it has sent for acknowledged, and sends without a bound. */
  readonly ack: 'afterWork' | 'beforeWork' | 'onSend';
  /** What a failed attempt asks for: back at once, back after the backoff, or never again. */
  readonly onFailure: 'return' | 'backoff' | 'discard';
  readonly backoffUs: readonly number[];
  /**
   * When the consumer records an order's key: never, in one step with the effect, before it, or after it.
   * It looks for the key before the work; with the effect, it looks again.
   */
  readonly idempotencyKey: 'none' | 'withEffect' | 'beforeEffect' | 'afterEffect';
  /** Where it records them. Left out: in one store for the whole group, on disk and for ever. */
  readonly keyStore?: KeyStore;
  /** From crash to running again; Infinity: someone has to restart it. */
  readonly restartUs: number;
  /** Left out: nothing goes wrong by itself. */
  readonly mishaps?: Mishaps;
  readonly effect: EffectSpec;
  /** Served before those of a lower one, where the queue takes turns. Left out: 0. */
  readonly priority?: number;
  /**
   * A person acts for it: it subscribes, settles and leaves by acts, and never works by itself. The
   * name is that of its channel, which it may share with groups that take from other queues.
   */
  readonly byHand?: string;
}

/** KeyStore is where a group of consumers keeps the keys of orders, and for how long. */
export interface KeyStore {
  /** shared: in one store for all of them, which outlives them. inMemory: each in its own process. */
  readonly kept: 'shared' | 'inMemory';
  /** How long a key is remembered after it was recorded; Infinity: for ever. */
  readonly ttlUs: number;
}

/** Receive is how a consumer asks for messages. Not both are 0: it would ask for ever in no time. */
export interface Receive {
  /** How long a call waits for a message where there is none (a long poll); 0: not at all (a short poll). */
  readonly waitUs: number;
  /** The pause after a call that brought nothing. */
  readonly pauseUs: number;
}

/** Mishaps are the chances that an attempt goes wrong by itself. One draw for each attempt: they add up. */
export interface Mishaps {
  /** The work is done and fails: no effect. */
  readonly fails: number;
  /** The consumer dies when it comes to the message. */
  readonly diesBeforeWork: number;
  /** The consumer dies after the effect and before the ack. */
  readonly diesAfterEffect: number;
}

/** What each processed message does in the world, and what one of them counts for. */
export interface EffectSpec {
  /** "e-mails sent", "charged" */
  readonly title: string;
  readonly amount: number;
  /** "$" or "" */
  readonly unit: string;
}

/** A wire carries packets both ways, each taking `latencyUs`; `loss` is the chance of one vanishing. */
/** CallRetry is how a caller makes a call again that was refused, timed out or failed. */
export interface CallRetry {
  /** In all, with the first: 2 or more. */
  readonly attempts: number;
  /** The pause before each further attempt; the last one repeats. At least one. */
  readonly backoffUs: readonly number[];
}

/** CallBreaker is a circuit breaker in the caller's process; the wire has a timeout then. */
export interface CallBreaker {
  /** So many failures ... */
  readonly failures: number;
  /** ... within so long open it. */
  readonly withinUs: number;
  /** How long it refuses each call, before it lets one try. */
  readonly openUs: number;
}

export interface WireSpec {
  readonly from: string;
  readonly to: string;
  readonly latencyUs: number;
  readonly loss: number;
  /** For a call: how long the caller waits for the answer; Infinity: for ever. */
  readonly timeoutUs: number;
  /** Of a call: how the caller tries again. Left out: it does not. */
  readonly retry?: CallRetry;
  /** Of a call: when the caller stops calling for a while. Left out: never. */
  readonly breaker?: CallBreaker;
  /** Of a binding: its keys or patterns. Left out: the empty key. */
  readonly keys?: readonly string[];
}
