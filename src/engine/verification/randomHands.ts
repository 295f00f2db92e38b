/**
 * randomHands generates small systems whose queues have policies and whose consumers act by hand, and
 * random acts of those who publish, consume, and run the broker.
 *
 * There are two consumers by hand that share the queues, one that works by itself, a producer with an
 * arrival process, and a publisher that acts by hand through exchanges of every type.
 */
import fc from 'fast-check';
import {
  type Act,
  type Duration,
  type FactName,
  type Intervention,
  type Letter,
  type NodeSpec,
  plainPolicy,
  type QueuePolicy,
  type QueueSpec,
  type RuleName,
} from '../index.ts';
import type { RandomRun } from './randomRuns.ts';
import * as make from './worlds.ts';

const { MS } = make;
const NEVER = Number.POSITIVE_INFINITY;
const QUEUES = ['q0', 'q1', 'q2'] as const;
const HANDS = ['ann', 'bob'] as const;
const KEYS = ['', 'a', 'a.b', 'q0', 'q1', 'nowhere'] as const;
const EXCHANGES = ['default', 'direct', 'topic', 'fan', 'late'] as const;

/** What only these systems make happen. */
export const handFacts: readonly FactName[] = [
  'unroutable',
  'sentBack',
  'channelClosed',
  'subscribed',
  'unsubscribed',
  'foundEmpty',
  'purged',
  'queueDeclared',
  'queueDeleted',
];
export const handRules: readonly RuleName[] = [
  'routingKey',
  'unroutable',
  'mandatory',
  'deadLetterNowhere',
  'deadLetterCycle',
  'timeToLive',
  'queueExpiry',
  'queueDeleted',
  'purge',
  'reject',
  'recover',
  'get',
  'ackOnSend',
  'unknownDelivery',
  'noSuchExchange',
  'noSuchQueue',
  'exclusive',
  'singleActive',
  'otherSettings',
];

const seldom = <Value>(usual: Value, other: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
const ms = (low: number, high: number): fc.Arbitrary<number> =>
  fc.integer({ min: low, max: high }).map((value) => value * MS);
const returning = fc.constantFrom('head', 'tail', 'original', 'inOrder' as const);

const policy: fc.Arbitrary<QueuePolicy> = fc.record({
  isDeclared: seldom(true, fc.constant(false)),
  isPossible: fc.constant(true),
  declaration: fc.constantFrom('one', 'other'),
  turns: fc.constantFrom('inOrder', 'whenFull', 'whenPassedOver' as const),
  singleActive: seldom(false, fc.constant(true)),
  activeByPriority: fc.boolean(),
  getBesideSingleActive: fc.boolean(),
  resumesWindow: fc.boolean(),
  prefetchCap: seldom(NEVER, fc.integer({ min: 1, max: 4 })),
  longestWaitUs: fc.constant(NEVER),
  onClose: returning,
  counts: fc.record({
    nack: fc.boolean(),
    reject: fc.boolean(),
    close: fc.boolean(),
    timeout: fc.boolean(),
  }),
  showsCount: fc.boolean(),
  // Order and duplicates have random runs of their own: order.test.ts.
  perKeyInFlight: fc.constant(false),
  idWindowUs: fc.constant(0),
  lateAck: fc.constant('reject'),
  missedDeletes: fc.constant(0),
  maxBytes: seldom(NEVER, fc.integer({ min: 0, max: 12 })),
  refuses: fc.constantFrom('atLimit', 'beyond' as const),
  limitsReturnsFirst: fc.boolean(),
  deadLettersRefused: seldom(false, fc.boolean()),
  dropsLastFirst: fc.boolean(),
  ttlUs: seldom(NEVER, ms(0, 60)),
  expiresUs: seldom(NEVER, ms(10, 80)),
  maxPriority: seldom(0, fc.integer({ min: 1, max: 3 })),
  defaultPriority: fc.integer({ min: 0, max: 1 }),
  deadLetter: fc.oneof(
    fc.constant(null),
    fc.record({
      exchange: fc.option(fc.constantFrom(...EXCHANGES.filter((id) => id !== 'default'))),
      key: fc.option(fc.constantFrom(...QUEUES, ...KEYS)),
    }),
  ),
  keepsTransient: fc.boolean(),
  confirmsInOrder: fc.boolean(),
  writesLazily: fc.boolean(),
  killFlagsAll: fc.boolean(),
});

const queuePart = fc.record({
  durable: seldom(true, fc.boolean()),
  flush: fc.constantFrom<QueueSpec['flush'][]>(
    { kind: 'never' },
    { kind: 'eachPublish', us: 0 },
    { kind: 'eachPublish', us: 2 * MS },
    { kind: 'interval', us: 5 * MS },
  ),
  confirmAfter: fc.constantFrom('stored', 'flushed' as const),
  lease: seldom<QueueSpec['lease']>(
    { kind: 'connection' },
    fc.constant({ kind: 'timer', us: 30 * MS }),
  ),
  onReturn: returning,
  maxDeliveries: seldom(NEVER, fc.integer({ min: 1, max: 3 })),
  maxLength: seldom(NEVER, fc.integer({ min: 0, max: 3 })),
  overflow: fc.constantFrom('reject', 'dropHead' as const),
  policy: fc.option(policy, { freq: 6 }),
});

const letter: fc.Arbitrary<Letter> = fc.record({
  key: fc.constantFrom(...KEYS),
  mandatory: fc.boolean(),
  expirationUs: seldom(NEVER, ms(0, 40)),
  priority: fc.option(fc.integer({ min: 0, max: 5 })),
  bytes: fc.integer({ min: 0, max: 6 }),
});

const hand = fc.constantFrom(...HANDS.flatMap((name) => QUEUES.map((queue) => `${name}-${queue}`)));
const ackMode = fc.constantFrom('byHand', 'onSend' as const);

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({
        letter,
        to: fc.constantFrom(...EXCHANGES),
        persistent: fc.boolean(),
        confirm: fc.boolean(),
      })
      .map(({ letter: own, ...rest }) => ({
        kind: 'publish' as const,
        target: 'publisher',
        ...rest,
        ...own,
      })),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('subscribe' as const),
      target: hand,
      prefetchLimit: fc.constantFrom(1, 1, 2, 3, NEVER),
      ack: ackMode,
      priority: fc.integer({ min: -1, max: 1 }),
      exclusive: seldom(false, fc.constant(true)),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      target: hand,
      message: fc.option(fc.integer({ min: 1, max: 12 }), { freq: 2 }),
      verdict: fc.constantFrom('ack', 'nack', 'reject' as const),
      requeue: fc.boolean(),
      multiple: seldom(false, fc.constant(true)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('get' as const), target: hand, ack: ackMode }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('cancel', 'recover' as const),
      target: hand,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('closeChannel' as const),
      target: hand,
      how: fc.constantFrom('orderly', 'crash' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...QUEUES), fc.option(fc.constantFrom(...QUEUES)), fc.boolean())
      .map(([target, to, isSlow]) => ({
        kind: 'redrive' as const,
        target,
        to: to === target ? null : to,
        perS: isSlow ? 100 : NEVER,
      })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('purgeQueue', 'deleteQueue' as const),
      target: fc.constantFrom(...QUEUES),
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ target: fc.constantFrom(...QUEUES), isPassive: fc.boolean(), as: queuePart })
      .map(({ as, ...rest }) => ({
        kind: 'declareQueue' as const,
        ...rest,
        as: { ...make.queue({ id: rest.target, title: rest.target }), ...declared(as) },
      })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Act[]>(
      { kind: 'stopBroker', target: 'b', how: 'kill' },
      { kind: 'stopBroker', target: 'b', how: 'graceful' },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Act[]>(
      { kind: 'startBroker', target: 'b' },
      { kind: 'crashConsumer', target: 'ann-q0', member: null, point: 'now' },
      { kind: 'crashConsumer', target: 'worker', member: null, point: 'now' },
      { kind: 'restartConsumer', target: 'worker', member: null },
      { kind: 'cutWire', from: 'q0', to: 'ann-q0' },
      { kind: 'healWire', from: 'q0', to: 'ann-q0' },
    ),
  },
);

/** Only a queue with a policy can have no room at all. */
function declared({
  policy: own,
  maxLength,
  ...rest
}: { readonly policy: QueuePolicy | null; readonly maxLength: number } & Partial<
  Omit<QueueSpec, 'policy' | 'maxLength'>
>): Partial<QueueSpec> {
  return own === null
    ? { ...rest, maxLength: Math.max(1, maxLength) }
    : { ...rest, maxLength, policy: own };
}

const work: Duration = { kind: 'constant', meanUs: 7 * MS };

export function anyHandRun(): fc.Arbitrary<RandomRun> {
  return fc
    .record({
      queues: fc.tuple(queuePart, queuePart, queuePart),
      acts: fc.array(fc.record({ act, atUs: ms(0, 150) }), { minLength: 5, maxLength: 60 }),
      handLatencyUs: seldom(0, fc.constant(2 * MS)),
      workerAck: fc.constantFrom('afterWork', 'beforeWork', 'onSend' as const),
      poison: seldom<number[]>([], fc.constant([2])),
      onFailure: fc.constantFrom('return', 'backoff', 'discard' as const),
      strides: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
      letter,
    })
    .map((parts): RandomRun => {
      const queues = parts.queues.map((part, i): QueueSpec => {
        const id = QUEUES[i] ?? 'q0';
        return { ...make.queue({ id, title: id }), ...declared(part) };
      });
      // Somewhere there has to be a policy, or the rest means nothing.
      const [first] = queues;
      if (first !== undefined && first.policy === undefined)
        queues[0] = { ...first, policy: plainPolicy };
      const hands = HANDS.flatMap((name) => QUEUES.map((queue) => ({ name, queue })));
      const routed = (id: string, type: 'default' | 'direct' | 'topic' | 'fanOut'): NodeSpec => ({
        ...make.exchange({ id, title: id }),
        routing: {
          type,
          alternate: id === 'direct' ? 'fan' : null,
          durable: id !== 'topic',
          isDeclared: id !== 'late',
        },
      });
      const nodes: NodeSpec[] = [
        make.producer([], { id: 'publisher', title: 'publisher', publishing: patient }),
        make.steadyProducer(6, 11 * MS, {
          id: 'shop',
          title: 'shop',
          poison: parts.poison,
          publishing: { ...patient, letter: parts.letter },
        }),
        make.broker(),
        routed('default', 'default'),
        routed('direct', 'direct'),
        routed('topic', 'topic'),
        routed('fan', 'fanOut'),
        routed('late', 'direct'),
        ...queues,
        ...hands.map(({ name, queue }) =>
          make.consumer(1, { id: `${name}-${queue}`, title: `${name} at ${queue}`, byHand: name }),
        ),
        make.consumer(1, {
          id: 'worker',
          title: 'worker',
          work,
          prefetchLimit: 2,
          ack: parts.workerAck,
          onFailure: parts.onFailure,
        }),
      ];
      const wires = [
        ...EXCHANGES.map((id) => make.wire('publisher', id)),
        make.wire('shop', 'topic'),
        make.wire('direct', 'q0', { keys: ['a', 'b'] }),
        make.wire('direct', 'topic', { keys: ['a'] }),
        make.wire('topic', 'q0', { keys: ['a.*'] }),
        make.wire('topic', 'q1', { keys: ['#.b', '*'] }),
        make.wire('topic', 'fan', { keys: ['nowhere'] }),
        make.wire('fan', 'q1'),
        make.wire('fan', 'q2'),
        make.wire('late', 'q2', { keys: ['a'] }),
        ...hands.map(({ name, queue }) =>
          make.wire(queue, `${name}-${queue}`, { latencyUs: parts.handLatencyUs }),
        ),
        make.wire('q1', 'worker', { latencyUs: MS }),
      ];
      const acts: Intervention[] = parts.acts.map(({ act: done, atUs }) => ({ atUs, ...done }));
      return { scenario: make.scenario(nodes, wires), acts, strides: parts.strides };
    });
}

const patient = { ...make.careful, timeoutUs: NEVER, maxAttempts: 3 };
