/**
 * rabbitScenario makes an ordinary scenario of what a RabbitMQ trace is about: its exchanges, queues and
 * bindings, a publisher, and a consumer by hand for each client and queue. Nothing in it has begun yet.
 */
import type {
  ConsumerSpec,
  ExchangeSpec,
  NodeSpec,
  ProducerSpec,
  QueueSpec,
  Routing,
  Scenario,
  WireSpec,
} from '../../engine/index.ts';
import {
  type RabbitQueueSettings,
  type RabbitVersion,
  rabbitQueue,
} from '../../scenarios/index.ts';
import type { RabbitTrace } from './BrokerTrace.ts';

export const PUBLISHER = 'publisher:';
export const BROKER = 'broker:';

/** A write takes so long, so that what is published together is confirmed in the order of the writes. */
const WRITE_US = 10;

export interface RabbitWorld {
  readonly scenario: Scenario;
  /** The queues of the trace, in the order in which it first names them. */
  readonly queues: readonly string[];
  queueSpec(settings: RabbitQueueSettings): QueueSpec;
}

/** Which of the presets' versions a broker's version is like. */
export function rabbitVersion(version: string): RabbitVersion {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 4) return '3.10';
  return major > 4 || minor >= 3 ? '4.3' : '4.2';
}

export function exchangeNode(name: string): string {
  return `exchange:${name}`;
}

/** A client takes from a queue by a group of its own; all its groups share its channel. */
export function consumerNode(client: string, queue: string): string {
  return `consumer:${client}:${queue}`;
}

/** Empties a queue at the end. */
export function drainNode(queue: string): string {
  return `drain:${queue}`;
}

export function rabbitScenario(trace: RabbitTrace): RabbitWorld {
  const version = rabbitVersion(trace.broker.version);
  const queueSpec = (settings: RabbitQueueSettings): QueueSpec =>
    rabbitQueue(settings, {
      // What was recorded is one node.
      isAlone: true,
      id: settings.name,
      broker: BROKER,
      version,
      exchangeNode: (name) => (name === '' ? null : exchangeNode(name)),
      writeUs: WRITE_US,
    });
  const queues = queueNames(trace);
  const exchanges = exchangeNames(trace);
  const subscriptions = subscriptionsOf(trace, queues);
  const nodes: NodeSpec[] = [
    publisher(),
    broker(),
    ...exchanges.map((name) => exchange(trace, name)),
    ...queues.map((name) => queueNode(trace, name, queueSpec)),
    ...subscriptions.map(([client, queue]) => hand(consumerNode(client, queue), client)),
    ...queues.map((queue) => hand(drainNode(queue), drainNode(queue))),
  ];
  const wires: WireSpec[] = [
    ...exchanges.map((name) => wire(PUBLISHER, exchangeNode(name))),
    ...bindingWires(trace),
    ...subscriptions.map(([client, queue]) => wire(queue, consumerNode(client, queue))),
    ...queues.map((queue) => wire(queue, drainNode(queue))),
  ];
  const scenario: Scenario = {
    name: trace.name,
    title: trace.name,
    about: '',
    seed: 1,
    durationUs: Number.MAX_SAFE_INTEGER,
    nodes,
    wires,
    faults: [],
  };
  return { scenario, queues, queueSpec };
}

// What the trace names

function queueNames({ setup, steps }: RabbitTrace): string[] {
  const names = setup.queues.map((queue) => queue.name);
  for (const step of steps) {
    if (!('queue' in step)) continue;
    names.push(typeof step.queue === 'string' ? step.queue : step.queue.name);
  }
  for (const { queue } of setup.bindings ?? []) if (queue !== undefined) names.push(queue);
  return [...new Set(names)];
}

/** The default exchange first: everything has it. */
function exchangeNames({ setup, steps }: RabbitTrace): string[] {
  const names = [''];
  const addDeadLetter = (queue: RabbitQueueSettings): void => {
    if (queue.deadLetter) names.push(queue.deadLetter.exchange);
  };
  for (const { name, alternateExchange } of setup.exchanges ?? []) {
    names.push(name);
    if (alternateExchange !== undefined) names.push(alternateExchange);
  }
  for (const { exchange, toExchange } of setup.bindings ?? []) {
    names.push(exchange);
    if (toExchange !== undefined) names.push(toExchange);
  }
  setup.queues.forEach(addDeadLetter);
  for (const step of steps) {
    if (step.op === 'declareQueue') addDeadLetter(step.queue);
    if (step.op === 'publish') names.push(step.exchange ?? '');
    if (step.op === 'publishBatch')
      names.push(...step.messages.map((message) => message.exchange ?? ''));
  }
  return [...new Set(names)];
}

/** The pairs of client and queue. What a client does on its channel, any of its groups can do. */
function subscriptionsOf({ steps }: RabbitTrace, queues: readonly string[]): [string, string][] {
  const found = new Map<string, [string, string]>();
  const clients = new Set<string>();
  for (const step of steps) {
    if (!('consumer' in step)) continue;
    clients.add(step.consumer);
    if (!('queue' in step)) continue;
    found.set(`${step.consumer} ${step.queue}`, [step.consumer, step.queue]);
  }
  const served = new Set([...found.values()].map(([client]) => client));
  const [first] = queues;
  for (const client of clients) {
    if (!served.has(client) && first !== undefined) found.set(client, [client, first]);
  }
  return [...found.values()];
}

// Nodes and wires

const patient = {
  confirm: true,
  persistent: true,
  timeoutUs: Number.POSITIVE_INFINITY,
  backoffUs: [],
  maxAttempts: 1,
};

function publisher(): ProducerSpec {
  return {
    kind: 'producer',
    id: PUBLISHER,
    title: 'publisher',
    arrivals: { gap: null, atUs: [], fromUs: 0, count: 0, onOff: null },
    publishing: patient,
    poison: [],
  };
}

function broker(): NodeSpec {
  return {
    kind: 'broker',
    id: BROKER,
    title: 'broker',
    recoveryUs: 0,
    restartUs: Number.POSITIVE_INFINITY,
    heartbeatUs: 60_000_000,
  };
}

const types = { direct: 'direct', topic: 'topic', fanout: 'fanOut' } as const;
/** Exchanges that every broker has. */
const builtIn: Readonly<Record<string, Routing['type']>> = {
  '': 'default',
  'amq.direct': 'direct',
  'amq.topic': 'topic',
  'amq.fanout': 'fanOut',
};

function exchange({ setup }: RabbitTrace, name: string): ExchangeSpec {
  const own = setup.exchanges?.find((one) => one.name === name);
  const alternate = own?.alternateExchange;
  return {
    kind: 'exchange',
    id: exchangeNode(name),
    title: name,
    broker: BROKER,
    routing: {
      type: own ? types[own.type] : (builtIn[name] ?? 'direct'),
      alternate: alternate === undefined ? null : exchangeNode(alternate),
      durable: own?.durable ?? true,
      isDeclared: own !== undefined || Object.hasOwn(builtIn, name),
    },
  };
}

/** A queue of the set-up is there; one that the trace only names later is not. */
function queueNode(
  { setup }: RabbitTrace,
  name: string,
  queueSpec: (settings: RabbitQueueSettings) => QueueSpec,
): QueueSpec {
  const own = setup.queues.find((one) => one.name === name);
  if (own) return queueSpec(own);
  const spec = queueSpec({ name, type: 'classic' });
  return spec.policy ? { ...spec, policy: { ...spec.policy, isDeclared: false } } : spec;
}

function hand(id: string, channel: string): ConsumerSpec {
  return {
    kind: 'consumer',
    id,
    title: channel,
    count: 1,
    work: { kind: 'constant', meanUs: 1 },
    onOff: null,
    concurrency: 1,
    prefetchLimit: 1,
    ack: 'afterWork',
    onFailure: 'return',
    backoffUs: [],
    idempotencyKey: 'none',
    restartUs: Number.POSITIVE_INFINITY,
    effect: { title: 'processed', amount: 1, unit: '' },
    byHand: channel,
  };
}

function wire(from: string, to: string): WireSpec {
  return { from, to, latencyUs: 0, loss: 0, timeoutUs: Number.POSITIVE_INFINITY };
}

/** One wire for all bindings between the same two. */
function bindingWires({ setup }: RabbitTrace): WireSpec[] {
  const keys = new Map<string, { from: string; to: string; keys: string[] }>();
  for (const { exchange, queue, toExchange, key } of setup.bindings ?? []) {
    const to = queue ?? exchangeNode(toExchange ?? '');
    const pair = `${exchange} ${to}`;
    const found = keys.get(pair) ?? { from: exchangeNode(exchange), to, keys: [] };
    found.keys.push(key ?? '');
    keys.set(pair, found);
  }
  return [...keys.values()].map((one) => ({ ...wire(one.from, one.to), keys: one.keys }));
}
