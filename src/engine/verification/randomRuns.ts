/**
 * randomRuns generates small systems with every kind of node and knob, and acts of every kind upon them.
 *
 * Times are whole milliseconds, and few of them, so that many things fall on the same instant. A run has
 * three parts: acts up to `ACTS_UNTIL_US`, then everything is healed, then it drains.
 */
import fc from 'fast-check';
import {
  type Act,
  type ConsumerSpec,
  type Duration,
  type Intervention,
  knobsOf,
  type LogActKind,
  type NodeSpec,
  type ProducerSpec,
  type Publishing,
  type QueueSpec,
  type Receive,
  type Scenario,
  type ServiceSpec,
  type WireSpec,
} from '../index.ts';
import { MS } from './worlds.ts';

export const ACTS_UNTIL_US = 400 * MS;

export interface RandomRun {
  readonly scenario: Scenario;
  readonly acts: readonly Intervention[];
  /** How many steps until the next recount, a pause, a checkpoint. */
  readonly strides: readonly number[];
}

const NEVER = Number.POSITIVE_INFINITY;
const ms = (low: number, high: number): fc.Arbitrary<number> =>
  fc.integer({ min: low, max: high }).map((value) => value * MS);
const orNever = (some: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.oneof(some, fc.constant(NEVER));
const pick = fc.nat({ max: 1_000 });
const rarely = (value: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: value });

const duration = (high: number): fc.Arbitrary<Duration> =>
  fc.oneof(
    ms(1, high).map((meanUs) => ({ kind: 'constant', meanUs }) as const),
    ms(1, high).map((meanUs) => ({ kind: 'exponential', meanUs }) as const),
    ms(1, high).map((lowUs) => ({ kind: 'uniform', lowUs, highUs: lowUs + 10 * MS }) as const),
    fc
      .array(ms(1, high), { minLength: 1, maxLength: 3 })
      .map((listUs) => ({ kind: 'listed', listUs }) as const),
  );

const onOff = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.record({ onUs: ms(5, 40), offUs: ms(1, 40) }) },
);

const publishing: fc.Arbitrary<Publishing> = fc.record({
  confirm: fc.oneof(
    { weight: 3, arbitrary: fc.constant(true) },
    { arbitrary: fc.boolean(), weight: 1 },
  ),
  persistent: fc.oneof(
    { weight: 3, arbitrary: fc.constant(true) },
    { arbitrary: fc.boolean(), weight: 1 },
  ),
  timeoutUs: orNever(ms(1, 60)),
  backoffUs: fc.array(ms(1, 40), { maxLength: 3 }),
  maxAttempts: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(NEVER)),
});

const arrivals = fc
  .record({
    gap: fc.option(duration(30)),
    listedUs: fc.array(ms(0, 200), { maxLength: 8 }),
    fromUs: ms(0, 50),
    count: fc.integer({ min: 0, max: 12 }),
    onOff,
  })
  .map(({ gap, listedUs, ...rest }) => ({
    gap,
    atUs: gap === null ? [...listedUs].sort((a, b) => a - b) : [],
    ...rest,
  }));

const producerPart = fc.record({
  arrivals,
  publishing,
  poison: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 2 }) },
  ),
  to: pick,
  wire: pick,
});

const servicePart = fc.record({
  threads: fc.integer({ min: 1, max: 3 }),
  waitingRoom: fc.integer({ min: 0, max: 3 }),
  work: duration(20),
  onOff,
  publishing,
  callsNext: fc.boolean(),
  publishesTo: fc.option(pick),
  wire: pick,
});

const brokerPart = fc.record({
  recoveryUs: ms(0, 30),
  restartUs: orNever(ms(0, 60)),
  heartbeatUs: ms(1, 60),
});

const queuePart = fc.record({
  broker: pick,
  durable: fc.oneof(
    { weight: 3, arbitrary: fc.constant(true) },
    { arbitrary: fc.boolean(), weight: 1 },
  ),
  flush: fc.oneof(
    fc.constant({ kind: 'never' } as const),
    fc.nat({ max: 15 }).map((us) => ({ kind: 'eachPublish', us: us * MS }) as const),
    ms(1, 40).map((us) => ({ kind: 'interval', us }) as const),
  ),
  confirmAfter: fc.constantFrom('stored' as const, 'flushed' as const),
  lease: fc.oneof(
    fc.constant({ kind: 'connection' } as const),
    ms(1, 80).map((us) => ({ kind: 'timer', us }) as const),
    fc
      .tuple(ms(1, 40), ms(0, 60))
      .map(([us, moreUs]) => ({ kind: 'timer', us, maxUs: us + moreUs }) as const),
  ),
  onReturn: fc.constantFrom('head' as const, 'tail' as const),
  maxDeliveries: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(NEVER)),
  deadLetterTo: fc.option(pick),
  maxLength: fc.oneof(
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 4 }) },
    { weight: 2, arbitrary: fc.constant(NEVER) },
  ),
  overflow: fc.constantFrom('reject' as const, 'dropHead' as const),
});

const consumerPart = fc.record({
  queue: pick,
  count: fc.integer({ min: 1, max: 3 }),
  work: duration(30),
  onOff,
  extendEveryUs: fc.option(ms(1, 20)),
  // Most are sent their messages: whoever asks for them does so for ever, and no such run ends by itself.
  receive: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    {
      weight: 1,
      arbitrary: fc
        .record({ waitUs: ms(0, 40), pauseUs: ms(0, 15) })
        // Who asks more often than this leaves no events to a run for anything else.
        .filter(({ waitUs, pauseUs }) => waitUs + pauseUs >= 8 * MS),
    },
  ),
  concurrency: fc.integer({ min: 1, max: 3 }),
  prefetchLimit: fc.integer({ min: 1, max: 5 }),
  ack: fc.constantFrom('afterWork' as const, 'beforeWork' as const),
  onFailure: fc.constantFrom('return' as const, 'backoff' as const, 'discard' as const),
  backoffUs: fc.array(ms(1, 30), { maxLength: 2 }),
  idempotencyKey: fc.constantFrom('none' as const, 'withEffect' as const, 'beforeEffect' as const),
  restartUs: orNever(ms(0, 60)),
  needs: fc.option(pick),
  wire: pick,
});

const wirePart = fc.record({
  latencyUs: ms(0, 12),
  loss: rarely(fc.constantFrom(0.05, 0.3)),
  timeoutUs: orNever(ms(5, 120)),
});

const actPart = fc.record({
  atUs: ms(0, 300),
  kind: pick,
  target: pick,
  member: fc.option(fc.integer({ min: 1, max: 4 })),
  point: fc.constantFrom(
    'now' as const,
    'beforeWork' as const,
    'midWork' as const,
    'afterEffect' as const,
  ),
  how: fc.constantFrom('kill' as const, 'graceful' as const),
  factor: fc.constantFrom(0.5, 2, 3.7),
  lengthUs: ms(1, 100),
  value: fc.integer({ min: 0, max: 5 }),
});
type ActPart = typeof actPart extends fc.Arbitrary<infer Part> ? Part : never;

/** What the generated systems may contain; all of it where a test does not say otherwise. */
export interface Choice {
  readonly services?: boolean;
  readonly losses?: boolean;
  readonly acts?: readonly QueueActKind[];
  readonly maxActs?: number;
}

export function anyRun(choice: Choice = {}): fc.Arbitrary<RandomRun> {
  return fc
    .record({
      seed: fc.nat({ max: 1_000_000 }),
      producers: fc.array(producerPart, { minLength: 1, maxLength: 3 }),
      services: fc.array(servicePart, { maxLength: choice.services === false ? 0 : 2 }),
      brokers: fc.array(brokerPart, { minLength: 1, maxLength: 2 }),
      exchangeTo: fc.option(fc.array(pick, { minLength: 1, maxLength: 3 })),
      queues: fc.array(queuePart, { minLength: 1, maxLength: 4 }),
      consumers: fc.array(consumerPart, { maxLength: 5 }),
      wires: fc.array(wirePart, { minLength: 1, maxLength: 4 }),
      acts: fc.array(actPart, { maxLength: choice.maxActs ?? 12 }),
      strides: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
    })
    .map((parts) => {
      const scenario = scenarioOf(parts, choice);
      const acts = parts.acts
        .flatMap((part) => actOf(part, scenario, choice))
        .sort((a, b) => a.atUs - b.atUs);
      return { scenario, acts, strides: parts.strides };
    });
}

interface Parts {
  readonly seed: number;
  readonly producers: readonly (Pick<ProducerSpec, 'arrivals' | 'publishing' | 'poison'> & {
    to: number;
    wire: number;
  })[];
  readonly services: readonly (Omit<ServiceSpec, 'kind' | 'id' | 'title'> & {
    callsNext: boolean;
    publishesTo: number | null;
    wire: number;
  })[];
  readonly brokers: readonly { recoveryUs: number; restartUs: number; heartbeatUs: number }[];
  readonly exchangeTo: readonly number[] | null;
  readonly queues: readonly (Omit<
    QueueSpec,
    'kind' | 'id' | 'title' | 'broker' | 'deadLetterTo'
  > & { broker: number; deadLetterTo: number | null })[];
  readonly consumers: readonly (Omit<
    ConsumerSpec,
    'kind' | 'id' | 'title' | 'effect' | 'receive'
  > & {
    queue: number;
    needs: number | null;
    wire: number;
    extendEveryUs: number | null;
    receive: Receive | null;
  })[];
  readonly wires: readonly { latencyUs: number; loss: number; timeoutUs: number }[];
}

function scenarioOf(parts: Parts, choice: Choice): Scenario {
  const nodes: NodeSpec[] = [];
  const wires: WireSpec[] = [];
  const name = (id: string) => ({ id, title: id });
  const join = (from: string, to: string, which: number, isCall = false): void => {
    if (wires.some((wire) => wire.from === from && wire.to === to)) return;
    const { latencyUs, loss, timeoutUs } = at(parts.wires, which);
    wires.push({
      from,
      to,
      latencyUs,
      loss: choice.losses === false ? 0 : loss,
      timeoutUs: isCall ? timeoutUs : NEVER,
    });
  };

  parts.brokers.forEach((part, i) => {
    nodes.push({ kind: 'broker', ...name(`b${i}`), ...part });
  });
  const brokerOf = parts.queues.map((part) => part.broker % parts.brokers.length);
  parts.queues.forEach(({ broker: _, deadLetterTo, ...part }, i) => {
    // Dead letters go to a later queue of the same broker, so they never go round.
    const later = brokerOf.flatMap((one, j) => (j > i && one === brokerOf[i] ? [`q${j}`] : []));
    nodes.push({
      kind: 'queue',
      ...name(`q${i}`),
      ...part,
      broker: `b${brokerOf[i]}`,
      deadLetterTo: deadLetterTo === null || later.length === 0 ? null : at(later, deadLetterTo),
    });
  });
  const targets = parts.queues.map((_, i) => `q${i}`);
  if (parts.exchangeTo !== null) {
    const first = at(parts.exchangeTo, 0) % parts.queues.length;
    nodes.push({ kind: 'exchange', ...name('x'), broker: `b${brokerOf[first]}` });
    for (const to of parts.exchangeTo) {
      const queue = to % parts.queues.length;
      if (brokerOf[queue] === brokerOf[first]) join('x', `q${queue}`, to);
    }
    targets.push('x');
  }

  parts.services.forEach(({ callsNext, publishesTo, wire, ...part }, i) => {
    nodes.push({ kind: 'service', ...name(`s${i}`), ...part });
    if (callsNext && i + 1 < parts.services.length) join(`s${i}`, `s${i + 1}`, wire, true);
    if (publishesTo !== null) join(`s${i}`, at(targets, publishesTo), wire + 1);
  });
  parts.producers.forEach(({ to, wire, ...part }, i) => {
    const services = parts.services.map((_, service) => `s${service}`);
    const target = at([...targets, ...services], to);
    nodes.push({ kind: 'producer', ...name(`p${i}`), ...part });
    join(`p${i}`, target, wire, target.startsWith('s'));
  });
  parts.consumers.forEach(({ queue, needs, wire, extendEveryUs, receive, ...part }, i) => {
    const effect = { title: 'done', amount: 1, unit: '' };
    const extending = extendEveryUs === null ? {} : { extendLeaseEveryUs: extendEveryUs };
    const asking = receive === null ? {} : { receive };
    nodes.push({ kind: 'consumer', ...name(`c${i}`), ...part, ...extending, ...asking, effect });
    join(`q${queue % parts.queues.length}`, `c${i}`, wire);
    if (needs !== null && parts.services.length > 0)
      join(`c${i}`, `s${needs % parts.services.length}`, wire);
  });
  return {
    name: 'random',
    title: 'random',
    about: '',
    seed: parts.seed,
    durationUs: 60_000 * MS,
    nodes,
    wires,
    faults: [],
  };
}

/** Acts on logs and on disks are played elsewhere: see logRuns.ts and alarmRuns.ts. */
type QueueActKind = Exclude<Act['kind'], LogActKind | 'fillDisk' | 'freeDisk'>;

const kinds: readonly QueueActKind[] = [
  'spike',
  'crashConsumer',
  'crashConsumer',
  'restartConsumer',
  'addConsumer',
  'removeConsumer',
  'slow',
  'crashService',
  'restartService',
  'stopBroker',
  'stopBroker',
  'startBroker',
  'poisonNext',
  'dropNextAck',
  'cutWire',
  'healWire',
  'setKnob',
  'redrive',
  'redrive',
  'stopRedrive',
];

/** The act that a part means in this system; none when there is nothing to do it to. */
function actOf(part: ActPart, scenario: Scenario, choice: Choice): Intervention[] {
  const kind = at(choice.acts ?? kinds, part.kind);
  const { atUs, member, point, how, factor, lengthUs } = part;
  const among = (...wanted: NodeSpec['kind'][]): string[] => {
    const found = scenario.nodes.filter((node) => wanted.includes(node.kind));
    return found.length === 0 ? [] : [at(found, part.target).id];
  };
  /** One of the producers that publish. */
  const publishers = (): string[] => {
    const isService = (id: string): boolean =>
      scenario.nodes.some((node) => node.id === id && node.kind === 'service');
    const found = scenario.wires.filter(
      ({ from, to: end }) => from.startsWith('p') && !isService(end),
    );
    return found.length === 0 ? [] : [at(found, part.target).from];
  };
  const to = (target: string[], act: (target: string) => Act): Intervention[] =>
    target.map((id) => ({ atUs, ...act(id) }));
  switch (kind) {
    case 'spike':
      return to(among('producer'), (target) => ({ kind, target, factor, lengthUs }));
    case 'slow':
      return to(among('consumer', 'service'), (target) => ({ kind, target, factor, lengthUs }));
    case 'crashConsumer':
      return to(among('consumer'), (target) => ({ kind, target, member, point }));
    case 'restartConsumer':
    case 'removeConsumer':
      return to(among('consumer'), (target) => ({ kind, target, member }));
    case 'addConsumer':
    case 'dropNextAck':
      return to(among('consumer'), (target) => ({ kind, target }));
    case 'crashService':
    case 'restartService':
      return to(among('service'), (target) => ({ kind, target }));
    case 'crashProducer':
      return to(publishers(), (target) => ({ kind, target, point: 'now' }));
    case 'restartProducer':
      return to(publishers(), (target) => ({ kind, target }));
    case 'stopBroker':
      return to(among('broker'), (target) => ({ kind, target, how }));
    case 'startBroker':
      return to(among('broker'), (target) => ({ kind, target }));
    case 'poisonNext':
    case 'stopRedrive':
      return to(among('queue'), (target) => ({ kind, target }));
    case 'redrive':
      // To the queues that they died in, or all to one; at once, or about one in twenty milliseconds.
      return to(among('queue'), (target) => {
        const others = scenario.nodes.filter(
          (node) =>
            node.kind === 'queue' && node.id !== target && isOnBrokerOf(scenario, node, target),
        );
        const isNamed = others.length > 0 && part.value === 0;
        return {
          kind,
          target,
          to: isNamed ? at(others, part.value).id : null,
          perS: part.value > 2 ? NEVER : 50,
        };
      });
    case 'cutWire':
    case 'healWire':
    case 'losePacket':
    case 'doublePacket':
    case 'delayPacket': {
      if (scenario.wires.length === 0) return [];
      const { from, to: end } = at(scenario.wires, part.target);
      const act = { atUs, from, to: end };
      return kind === 'delayPacket' ? [{ ...act, kind, byUs: lengthUs }] : [{ ...act, kind }];
    }
    case 'crashReplica':
    case 'restartReplica':
      // What has replicas has systems of its own: see replicaRuns.
      return [];
    case 'publish':
    case 'subscribe':
    case 'cancel':
    case 'get':
    case 'settle':
    case 'recover':
    case 'closeChannel':
    case 'declareQueue':
    case 'deleteQueue':
    case 'purgeQueue':
      // What is done by hand has systems of its own: see randomHands.
      return [];
    case 'setKnob': {
      const node = at(scenario.nodes, part.target);
      const mine = knobsOf(node);
      if (mine.length === 0) return [];
      const knob = at(mine, part.value + part.target);
      const value =
        knob.unit === 'µs'
          ? (part.value + 1) * 7 * MS
          : knob.name === 'ratePerS'
            ? (part.value + 1) * 20
            : knob.choices
              ? part.value % knob.choices.length
              : part.value + knob.min;
      return [{ atUs, kind, target: node.id, knob: knob.name, value }];
    }
  }
}

function isOnBrokerOf({ nodes }: Scenario, one: NodeSpec, other: string): boolean {
  const node = nodes.find(({ id }) => id === other);
  return one.kind === 'queue' && node?.kind === 'queue' && one.broker === node.broker;
}

function at<Item>(list: readonly Item[], index: number): Item {
  return list[index % list.length] as Item;
}
