/**
 * worlds builds small systems for tests. Every option has a default, so whatever a test sets is its point.
 *
 * The default is one producer, one broker, one queue on disk and one consumer, with no latency at all.
 */
import type {
  Act,
  BrokerSpec,
  ConsumerSpec,
  ExchangeSpec,
  GroupSpec,
  Intervention,
  LogReplication,
  LogSpec,
  NodeSpec,
  ProducerSpec,
  Publishing,
  QueueReplication,
  QueueSpec,
  Scenario,
  ServiceSpec,
  SimulationOptions,
  WireSpec,
} from '../index.ts';
import { factName, NO_MESSAGE, Simulation, type TraceEntry } from '../index.ts';

export const MS = 1_000;
export const S = 1_000_000;

/** Confirms asked for, on disk, sent again until it works: the careful producer. */
export const careful: Publishing = {
  confirm: true,
  persistent: true,
  timeoutUs: 200 * MS,
  backoffUs: [50 * MS],
  maxAttempts: Number.POSITIVE_INFINITY,
};

/** Publishes and forgets. */
export const careless: Publishing = {
  confirm: false,
  persistent: false,
  timeoutUs: Number.POSITIVE_INFINITY,
  backoffUs: [],
  maxAttempts: 1,
};

/** A producer whose orders come at these instants. */
export function producer(atUs: readonly number[], over: Partial<ProducerSpec> = {}): ProducerSpec {
  return {
    kind: 'producer',
    id: 'p',
    title: 'p',
    arrivals: { gap: null, atUs, fromUs: 0, count: Number.POSITIVE_INFINITY, onOff: null },
    publishing: careful,
    poison: [],
    ...over,
  };
}

/** A producer whose orders come one after the other at even gaps. */
export function steadyProducer(
  count: number,
  gapUs: number,
  over: Partial<ProducerSpec> = {},
): ProducerSpec {
  const gap = { kind: 'constant', meanUs: gapUs } as const;
  return producer([], { arrivals: { gap, atUs: [], fromUs: 0, count, onOff: null }, ...over });
}

export function broker(over: Partial<BrokerSpec> = {}): BrokerSpec {
  return {
    kind: 'broker',
    id: 'b',
    title: 'b',
    recoveryUs: 0,
    restartUs: Number.POSITIVE_INFINITY,
    heartbeatUs: S,
    ...over,
  };
}

export function exchange(over: Partial<ExchangeSpec> = {}): ExchangeSpec {
  return { kind: 'exchange', id: 'x', title: 'x', broker: 'b', ...over };
}

export function queue(over: Partial<QueueSpec> = {}): QueueSpec {
  return {
    kind: 'queue',
    id: 'q',
    title: 'q',
    broker: 'b',
    durable: true,
    flush: { kind: 'eachPublish', us: 0 },
    confirmAfter: 'flushed',
    lease: { kind: 'connection' },
    onReturn: 'head',
    maxDeliveries: Number.POSITIVE_INFINITY,
    deadLetterTo: null,
    maxLength: Number.POSITIVE_INFINITY,
    overflow: 'reject',
    ...over,
  };
}

/** A log of one partition that loses nothing and keeps everything. */
export function log(over: Partial<LogSpec> = {}): LogSpec {
  return {
    kind: 'log',
    id: 'l',
    title: 'l',
    broker: 'b',
    partitions: 1,
    routing: 'inTurn',
    keyCount: 1,
    retention: 'limits',
    maxRecords: Number.POSITIVE_INFINITY,
    maxPerKey: Number.POSITIVE_INFINITY,
    maxAgeUs: Number.POSITIVE_INFINITY,
    discard: 'old',
    refuseFullKey: false,
    duplicateWindowUs: 0,
    storage: { kind: 'written' },
    keys: [],
    madeByAppend: false,
    blockSize: 100,
    ...over,
  };
}

/** A group whose members share what it reads, with an ack for each record, and again after 100 ms. */
export function group(over: Partial<GroupSpec> = {}): GroupSpec {
  return {
    kind: 'group',
    id: 'g',
    title: 'g',
    broker: 'b',
    log: 'l',
    reading: 'shared',
    startsAt: 'first',
    isThere: true,
    filter: null,
    ack: 'explicit',
    ackWaitUs: 100 * MS,
    backoffUs: [],
    maxDeliveries: Number.POSITIVE_INFINITY,
    maxAckPending: Number.POSITIVE_INFINITY,
    onRemoved: 'settled',
    handing: 'pull',
    isByHand: false,
    claim: null,
    pollRecords: 10,
    commit: { kind: 'records', every: 1 },
    sessionUs: 50 * MS,
    maxPollUs: 10 * S,
    rebalanceUs: 0,
    retryUs: 20 * MS,
    ...over,
  };
}

/** Three replicas of a queue: a majority has written 2 ms after one disk, and elects within 5. */
export function quorum(over: Partial<QueueReplication> = {}): QueueReplication {
  return {
    replicas: 3,
    electionUs: 5 * MS,
    reachUs: 2 * MS,
    restartUs: Number.POSITIVE_INFINITY,
    ...over,
  };
}

/** Three replicas that are fetched to within 2 ms, and elect within 5. */
export function replicated(over: Partial<LogReplication> = {}): LogReplication {
  return {
    replicas: 3,
    confirmAfter: 'inSync',
    minInSync: 1,
    fetchUs: 2 * MS,
    maxLagUs: 20 * MS,
    electionUs: 5 * MS,
    uncleanElection: false,
    restartUs: Number.POSITIVE_INFINITY,
    ...over,
  };
}

/** A producer, a log, one group, and its members. */
export function logLine(
  parts: {
    readonly producer?: ProducerSpec;
    readonly broker?: BrokerSpec;
    readonly log?: LogSpec;
    readonly group?: GroupSpec;
    readonly members?: ConsumerSpec;
    readonly latencyUs?: number;
  },
  over: Partial<Scenario> = {},
): Scenario {
  const latency = { latencyUs: parts.latencyUs ?? 0 };
  return scenario(
    [
      parts.producer ?? producer([0]),
      parts.broker ?? broker(),
      parts.log ?? log(),
      parts.group ?? group(),
      parts.members ?? consumer(10 * MS),
    ],
    [wire('p', 'l', latency), wire('g', 'c', latency)],
    over,
  );
}

export function consumer(workUs: number, over: Partial<ConsumerSpec> = {}): ConsumerSpec {
  return {
    kind: 'consumer',
    id: 'c',
    title: 'c',
    count: 1,
    work: { kind: 'constant', meanUs: workUs },
    onOff: null,
    concurrency: 1,
    prefetchLimit: 1,
    ack: 'afterWork',
    onFailure: 'return',
    backoffUs: [],
    idempotencyKey: 'none',
    restartUs: Number.POSITIVE_INFINITY,
    effect: { title: 'done', amount: 1, unit: '' },
    ...over,
  };
}

export function service(workUs: number, over: Partial<ServiceSpec> = {}): ServiceSpec {
  return {
    kind: 'service',
    id: 's',
    title: 's',
    threads: 1,
    waitingRoom: 0,
    work: { kind: 'constant', meanUs: workUs },
    onOff: null,
    publishing: careful,
    ...over,
  };
}

export function wire(from: string, to: string, over: Partial<WireSpec> = {}): WireSpec {
  return { from, to, latencyUs: 0, loss: 0, timeoutUs: Number.POSITIVE_INFINITY, ...over };
}

export function scenario(
  nodes: readonly NodeSpec[],
  wires: readonly WireSpec[],
  over: Partial<Scenario> = {},
): Scenario {
  return {
    name: 'small',
    title: 'small',
    about: '',
    seed: 1,
    durationUs: 60 * S,
    nodes,
    wires,
    faults: [],
    ...over,
  };
}

/** One producer, one queue, one group of consumers. */
export function line(
  parts: {
    readonly producer?: ProducerSpec;
    readonly broker?: BrokerSpec;
    readonly queue?: QueueSpec;
    readonly consumer?: ConsumerSpec;
    readonly latencyUs?: number;
    /** More nodes: a dead-letter queue, a second consumer group, ... */
    readonly more?: readonly NodeSpec[];
    readonly moreWires?: readonly WireSpec[];
  },
  over: Partial<Scenario> = {},
): Scenario {
  const latency = { latencyUs: parts.latencyUs ?? 0 };
  return scenario(
    [
      parts.producer ?? producer([0]),
      parts.broker ?? broker(),
      parts.queue ?? queue(),
      parts.consumer ?? consumer(100 * MS),
      ...(parts.more ?? []),
    ],
    [wire('p', 'q', latency), wire('q', 'c', latency), ...(parts.moreWires ?? [])],
    over,
  );
}

/** Runs a system to the end of its agenda (or up to `untilUs`), counting everything anew after each event. */
export function run(
  system: Scenario,
  options: SimulationOptions & { readonly untilUs?: number } = {},
): Simulation {
  const simulation = new Simulation(system, options);
  const untilUs = options.untilUs ?? system.durationUs;
  while (simulation.nextUs() <= untilUs && simulation.step()) simulation.recount();
  simulation.runUntil(untilUs);
  return simulation;
}

/** The name of a place: a node's id, or the group and number of a consumer, as in c2. */
export function placeName(simulation: Simulation, place: number): string {
  const { plan, consumers } = simulation.world;
  const node = plan.nodes[place];
  if (node !== undefined) return node.id;
  const row = place - plan.nodes.length;
  return `${plan.nodes[consumers.group[row] ?? 0]?.id}${consumers.member[row]}`;
}

export function entriesOf(simulation: Simulation): TraceEntry[] {
  const { trace } = simulation.world;
  return Array.from({ length: trace.length }, (_, i) => trace.entry(i));
}

/** The log of a run, one line a fact: milliseconds, what, which message, where. */
export function logOf(simulation: Simulation, leaveOut: readonly string[] = []): string[] {
  return entriesOf(simulation)
    .filter((entry) => !leaveOut.includes(factName(entry.kind)))
    .map((entry) => {
      const message = entry.message === NO_MESSAGE ? '' : ` m${entry.message}`;
      return `${entry.atUs / MS} ${factName(entry.kind)}${message} ${placeName(simulation, entry.place)}`;
    });
}

/** How often a kind of fact happened. */
export function countFacts(simulation: Simulation, name: string): number {
  return entriesOf(simulation).filter((entry) => factName(entry.kind) === name).length;
}

/** An act at an instant. */
export function at(atUs: number, act: Act): Intervention {
  return { atUs, ...act };
}
