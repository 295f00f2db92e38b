/**
 * systems are the parts of which a textbook's model is put together: no latency, nothing on disk, a
 * prefetch of one, so that an ack and the next delivery fall on the same instant.
 */
import {
  type ConsumerSpec,
  type Duration,
  type Intervention,
  type NodeSpec,
  type ProducerSpec,
  type Publishing,
  type QueueSpec,
  type Scenario,
  type ServiceSpec,
  US_PER_S,
  type WireSpec,
} from '../../engine/index.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** The table's unit of time is a second of the model's. */
export const exponential = (rate: number): Duration => ({
  kind: 'exponential',
  meanUs: US_PER_S / rate,
});
export const constant = (rate: number): Duration => ({ kind: 'constant', meanUs: US_PER_S / rate });

/** No confirm asked: what a full queue refuses is gone. */
export const careless: Publishing = {
  confirm: false,
  persistent: false,
  timeoutUs: NEVER,
  backoffUs: [],
  maxAttempts: NEVER,
};

export function producer(gap: Duration, over: Partial<ProducerSpec> = {}): ProducerSpec {
  return {
    kind: 'producer',
    id: 'p',
    title: 'p',
    arrivals: { gap, atUs: [], fromUs: 0, count: NEVER, onOff: null },
    publishing: careless,
    poison: [],
    ...over,
  };
}

/** At most so many orders. */
export function orders(gap: Duration, count: number): Pick<ProducerSpec, 'arrivals'> {
  return { arrivals: { gap, atUs: [], fromUs: 0, count, onOff: null } };
}

export function queue(over: Partial<QueueSpec> = {}): QueueSpec {
  return {
    kind: 'queue',
    id: 'q',
    title: 'q',
    broker: 'b',
    durable: false,
    flush: { kind: 'never' },
    confirmAfter: 'stored',
    lease: { kind: 'connection' },
    onReturn: 'tail',
    maxDeliveries: NEVER,
    deadLetterTo: null,
    maxLength: NEVER,
    overflow: 'reject',
    ...over,
  };
}

export function consumer(work: Duration, over: Partial<ConsumerSpec> = {}): ConsumerSpec {
  return {
    kind: 'consumer',
    id: 'c',
    title: 'c',
    count: 1,
    work,
    onOff: null,
    concurrency: 1,
    prefetchLimit: 1,
    ack: 'afterWork',
    onFailure: 'return',
    backoffUs: [],
    idempotencyKey: 'none',
    restartUs: NEVER,
    effect: { title: 'done', amount: 1, unit: '' },
    ...over,
  };
}

export function service(work: Duration, over: Partial<ServiceSpec> = {}): ServiceSpec {
  return {
    kind: 'service',
    id: 's',
    title: 's',
    threads: 1,
    waitingRoom: 0,
    work,
    onOff: null,
    publishing: careless,
    ...over,
  };
}

export function wire(from: string, to: string, over: Partial<WireSpec> = {}): WireSpec {
  return { from, to, latencyUs: 0, loss: 0, timeoutUs: NEVER, ...over };
}

/** A system with a broker called b, when any of its nodes is a queue. */
export function system(
  nodes: readonly NodeSpec[],
  wires: readonly WireSpec[],
  faults: readonly Intervention[] = [],
): Scenario {
  return {
    name: 'theory',
    title: 'theory',
    about: '',
    seed: 1,
    durationUs: US_PER_S,
    nodes: [
      ...nodes,
      { kind: 'broker', id: 'b', title: 'b', recoveryUs: 0, restartUs: NEVER, heartbeatUs: 1 },
    ],
    wires,
    faults,
  };
}

/** One producer, one queue, one group of consumers: p, q, c. */
export function line(
  p: ProducerSpec,
  q: QueueSpec,
  c: ConsumerSpec,
  faults: readonly Intervention[] = [],
): Scenario {
  return system([p, q, c], [wire('p', 'q'), wire('q', 'c')], faults);
}

/** The number of a node: what facts call its place. */
export function placeOf(scenario: Scenario, id: string): number {
  return scenario.nodes.findIndex((node) => node.id === id);
}
