/**
 * smallSystems are systems of few events that between them have every kind of node: small enough to let
 * each component fail at each event, in each way, and two of them at once.
 */
import type { Scenario } from '../index.ts';
import {
  at,
  broker,
  careful,
  consumer,
  exchange,
  group,
  line,
  log,
  logLine,
  MS,
  producer,
  queue,
  quorum,
  replicated,
  S,
  scenario,
  service,
  steadyProducer,
  wire,
} from './worlds.ts';

const patient = { ...careful, timeoutUs: 30 * MS, backoffUs: [10 * MS] };
const orders = steadyProducer(4, 6 * MS, { publishing: patient });
const pair = consumer(7 * MS, { count: 2, prefetchLimit: 2, idempotencyKey: 'withEffect' });
const near = { latencyUs: 2 * MS };
/** Where somebody looks every so often, a long run is mostly that. */
const short = { durationUs: 150 * MS };

export const smallSystems: Readonly<Record<string, Scenario>> = {
  'a queue on disk with two consumers': line({
    producer: orders,
    broker: broker({ heartbeatUs: 15 * MS, recoveryUs: 3 * MS }),
    queue: queue({ flush: { kind: 'eachPublish', us: 3 * MS } }),
    consumer: pair,
    latencyUs: 2 * MS,
  }),
  'a queue with leases, flushed now and then': line({
    producer: orders,
    broker: broker({ recoveryUs: 3 * MS }),
    queue: queue({
      flush: { kind: 'interval', us: 9 * MS },
      lease: { kind: 'timer', us: 60 * MS },
      onReturn: 'tail',
    }),
    consumer: { ...pair, onFailure: 'backoff', backoffUs: [5 * MS] },
    latencyUs: 2 * MS,
  }),
  'a queue with short leases that are extended': line({
    producer: orders,
    broker: broker({ recoveryUs: 3 * MS }),
    queue: queue({ lease: { kind: 'timer', us: 15 * MS, maxUs: 40 * MS }, maxDeliveries: 9 }),
    consumer: { ...pair, extendLeaseEveryUs: 3 * MS },
    latencyUs: 2 * MS,
  }),
  'a fan-out with poison and dead letters': scenario(
    [
      { ...orders, poison: [2] },
      broker({ heartbeatUs: 15 * MS }),
      exchange(),
      queue({ id: 'mail', maxDeliveries: 2, deadLetterTo: 'dead' }),
      queue({ id: 'log', maxDeliveries: 9, deadLetterTo: 'dead' }),
      queue({ id: 'dead' }),
      { ...pair, id: 'sender' },
      consumer(2 * MS, { id: 'writer', ack: 'afterWork', idempotencyKey: 'withEffect' }),
    ],
    [
      wire('p', 'x', near),
      wire('x', 'mail'),
      wire('x', 'log'),
      wire('mail', 'sender', near),
      wire('log', 'writer', near),
    ],
  ),
  'dead letters that are sent back when what they need is up': scenario(
    [
      orders,
      broker({ heartbeatUs: 15 * MS, recoveryUs: 3 * MS }),
      queue({ flush: { kind: 'eachPublish', us: 3 * MS }, maxDeliveries: 2, deadLetterTo: 'dead' }),
      queue({ id: 'dead' }),
      service(MS, { id: 'bank' }),
      pair,
    ],
    [wire('p', 'q', near), wire('q', 'c', near), wire('c', 'bank')],
    {
      faults: [
        at(0, { kind: 'crashService', target: 'bank' }),
        at(60 * MS, { kind: 'restartService', target: 'bank' }),
        at(61 * MS, { kind: 'redrive', target: 'dead', to: null, perS: 200 }),
      ],
    },
  ),
  'a service that calls another and publishes': scenario(
    [
      producer([0, 5 * MS, 6 * MS, 30 * MS]),
      service(4 * MS, { id: 'shop', threads: 2, waitingRoom: 5, publishing: patient }),
      service(3 * MS, { id: 'bank', waitingRoom: 5 }),
      broker({ heartbeatUs: 15 * MS }),
      queue(),
      { ...pair },
    ],
    [
      wire('p', 'shop', { latencyUs: MS, timeoutUs: 60 * MS }),
      wire('shop', 'bank', { latencyUs: MS, timeoutUs: 20 * MS }),
      wire('shop', 'q', near),
      wire('q', 'c', near),
    ],
  ),
  'a queue whose consumers keep keys in memory, for a while': line({
    producer: orders,
    broker: broker({ heartbeatUs: 15 * MS, recoveryUs: 3 * MS }),
    queue: queue({ lease: { kind: 'timer', us: 60 * MS } }),
    consumer: { ...pair, keyStore: { kept: 'inMemory', ttlUs: 50 * MS }, restartUs: 4 * MS },
    latencyUs: 2 * MS,
  }),
  'a producer that commits and then publishes': line({
    producer: {
      ...orders,
      publishing: { ...patient, committing: { kind: 'commitFirst', gapUs: 3 * MS } },
      restartUs: 5 * MS,
    },
    broker: broker({ heartbeatUs: 15 * MS, recoveryUs: 3 * MS }),
    consumer: pair,
    latencyUs: 2 * MS,
  }),
  'a producer with an outbox': line({
    producer: {
      ...orders,
      publishing: { ...patient, committing: { kind: 'outbox', everyUs: 5 * MS } },
      restartUs: 5 * MS,
    },
    broker: broker({ heartbeatUs: 15 * MS, recoveryUs: 3 * MS }),
    consumer: pair,
    latencyUs: 2 * MS,
  }),
  'a service that publishes and then commits': scenario(
    [
      producer([0, 5 * MS, 6 * MS]),
      service(4 * MS, {
        id: 'shop',
        threads: 2,
        waitingRoom: 5,
        publishing: { ...patient, committing: { kind: 'publishFirst', gapUs: 3 * MS } },
      }),
      broker({ heartbeatUs: 15 * MS }),
      queue(),
      { ...pair },
    ],
    [
      wire('p', 'shop', { latencyUs: MS, timeoutUs: 60 * MS }),
      wire('shop', 'q', near),
      wire('q', 'c', near),
    ],
  ),
  'calls that are tried again, and a breaker': scenario(
    [
      producer([0, 5 * MS, 6 * MS, 60 * MS]),
      service(2 * MS, { id: 'shop', threads: 2, waitingRoom: 5 }),
      service(4 * MS, { id: 'bank', threads: 2, waitingRoom: 2 }),
    ],
    [
      wire('p', 'shop', {
        latencyUs: MS,
        timeoutUs: 60 * MS,
        retry: { attempts: 2, backoffUs: [5 * MS] },
      }),
      wire('shop', 'bank', {
        latencyUs: MS,
        timeoutUs: 12 * MS,
        retry: { attempts: 3, backoffUs: [3 * MS, 6 * MS] },
        breaker: { failures: 2, withinUs: 40 * MS, openUs: 20 * MS },
      }),
    ],
  ),
  'a queue in memory, acked before the work': line({
    producer: { ...orders, publishing: { ...patient, persistent: false } },
    broker: broker({ heartbeatUs: 15 * MS }),
    queue: queue({ durable: false, confirmAfter: 'stored' }),
    consumer: { ...pair, ack: 'beforeWork' },
    latencyUs: 2 * MS,
  }),
  'a log that a group shares, handed out again after a while': logLine({
    producer: orders,
    broker: broker({ heartbeatUs: 15 * MS, recoveryUs: 3 * MS }),
    log: log({ duplicateWindowUs: S }),
    group: group({ ackWaitUs: 60 * MS }),
    members: pair,
    latencyUs: 2 * MS,
  }),
  'a log whose members claim what is idle': logLine(
    {
      producer: orders,
      broker: broker({ heartbeatUs: 15 * MS, recoveryUs: 3 * MS }),
      group: group({
        ackWaitUs: Number.POSITIVE_INFINITY,
        onRemoved: 'staysPending',
        claim: { everyUs: 30 * MS, minIdleUs: 40 * MS },
      }),
      members: pair,
      latencyUs: 2 * MS,
    },
    short,
  ),
  'a log of two partitions, each with one owner': logLine({
    producer: orders,
    broker: broker({ heartbeatUs: 15 * MS, recoveryUs: 3 * MS }),
    log: log({ partitions: 2 }),
    group: group({
      reading: 'perPartition',
      pollRecords: 2,
      commit: { kind: 'records', every: 2 },
    }),
    members: pair,
    latencyUs: 2 * MS,
  }),
  'a log with three replicas, of which two must be in sync': logLine({
    producer: orders,
    broker: broker({ heartbeatUs: 15 * MS, recoveryUs: 3 * MS }),
    log: log({ duplicateWindowUs: S, replication: replicated({ minInSync: 2 }) }),
    group: group({ reading: 'perPartition', commit: { kind: 'records', every: 1 } }),
    members: pair,
    latencyUs: 2 * MS,
  }),
  'a queue with three replicas': line({
    producer: orders,
    broker: broker({ heartbeatUs: 15 * MS, recoveryUs: 3 * MS }),
    queue: queue({ flush: { kind: 'eachPublish', us: 3 * MS }, replication: quorum() }),
    consumer: pair,
    latencyUs: 2 * MS,
  }),
  'a log written now and then, acked before the work': logLine(
    {
      producer: orders,
      broker: broker({ heartbeatUs: 15 * MS }),
      log: log({ storage: { kind: 'interval', us: 9 * MS } }),
      group: group({ reading: 'perPartition' }),
      members: { ...pair, ack: 'beforeWork' },
      latencyUs: 2 * MS,
    },
    short,
  ),
};

/** Faults last so long, and all is over so long after that. */
export const inSmall = {
  every: 1,
  allKinds: true,
  packets: true,
  healAfterUs: 40 * MS,
  boundUs: 5_000 * MS,
};
