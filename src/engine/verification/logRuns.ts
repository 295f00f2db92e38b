/**
 * logRuns generates systems with logs and groups, and what may be done to them: automatic members that
 * work, die, are cut off and come back, and members by hand that ask for anything at any time.
 */
import fc from 'fast-check';
import type {
  Act,
  ConsumerSpec,
  GroupSpec,
  Intervention,
  LogSpec,
  NodeSpec,
  ProducerSpec,
  Scenario,
  WireSpec,
} from '../index.ts';
import { MS } from './worlds.ts';

export const LOG_ACTS_UNTIL_US = 300 * MS;
const NEVER = Number.POSITIVE_INFINITY;

export interface LogRun {
  readonly scenario: Scenario;
  readonly acts: readonly Intervention[];
}

const us = (low: number, high: number) => fc.integer({ min: low, max: high }).map((ms) => ms * MS);
const often = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const maybe = (most: number) =>
  fc.option(fc.integer({ min: 1, max: most }), { nil: NEVER, freq: 2 });

const anyLog: fc.Arbitrary<LogSpec> = fc
  .record({
    partitions: often(1, 1, 2, 3),
    routing: often('byKey' as const, 'inTurn' as const),
    keyCount: often(1, 3, 100),
    retention: often('limits', 'limits', 'workQueue', 'interest') as fc.Arbitrary<
      LogSpec['retention']
    >,
    maxRecords: maybe(8),
    maxPerKey: maybe(3),
    maxAgeUs: fc.option(us(20, 150), { nil: NEVER, freq: 2 }),
    discard: often('old' as const, 'new' as const),
    refuseFullKey: fc.boolean(),
    duplicateWindowUs: often(0, 30 * MS, 120_000 * MS),
    storage: often<LogSpec['storage']>(
      { kind: 'memory' },
      { kind: 'written' },
      { kind: 'written' },
      { kind: 'interval', us: 40 * MS },
      { kind: 'snapshot', onStop: true },
      { kind: 'snapshot', onStop: false },
    ),
    madeByAppend: fc.boolean(),
    blockSize: often(2, 100),
    keys: often([], [], ['k.>']),
  })
  .map((log) => ({ kind: 'log', id: 'log', title: 'Order log', broker: 'broker', ...log }));

function anyGroup(index: number, isByHand: boolean): fc.Arbitrary<GroupSpec> {
  return fc
    .record({
      reading: isByHand
        ? fc.constant('shared' as const)
        : often('shared' as const, 'perPartition' as const),
      startsAt: often('first' as const, 'first' as const, 'new' as const),
      isThere: fc.constant(true),
      filter: often(null, null, 'k.*', 'j.>'),
      ack: often('explicit', 'explicit', 'all', 'none') as fc.Arbitrary<GroupSpec['ack']>,
      ackWaitUs: often(NEVER, 20 * MS, 60 * MS),
      backoffUs: often<readonly number[]>([], [], [10 * MS, 30 * MS]),
      maxDeliveries: often(NEVER, 1, 2, 3),
      maxAckPending: often(NEVER, 1, 3),
      onRemoved: often('settled' as const, 'staysPending' as const),
      handing: isByHand ? often('pull' as const, 'push' as const) : fc.constant('pull' as const),
      claim: often(null, { everyUs: 25 * MS, minIdleUs: 30 * MS }),
      pollRecords: often(1, 3, 100),
      commit: often<GroupSpec['commit']>(
        { kind: 'records', every: 1 },
        { kind: 'records', every: 3 },
        { kind: 'interval', us: 30 * MS },
      ),
      sessionUs: us(20, 60),
      maxPollUs: us(30, 90),
      rebalanceUs: often(0, 5 * MS),
      retryUs: us(5, 30),
    })
    .map((group) => ({
      kind: 'group',
      id: `group${index}`,
      title: `Billing group ${index}`,
      broker: 'broker',
      log: 'log',
      isByHand,
      ...group,
    }));
}

function anyMembers(group: string): fc.Arbitrary<ConsumerSpec> {
  return fc
    .record({
      count: fc.integer({ min: 1, max: 3 }),
      workUs: us(1, 25),
      concurrency: often(1, 1, 2),
      prefetchLimit: often(1, 2, 10),
      ack: often('afterWork', 'afterWork', 'beforeWork') as fc.Arbitrary<ConsumerSpec['ack']>,
      onFailure: often('return' as const, 'backoff' as const, 'discard' as const),
      idempotencyKey: often('none' as const, 'none' as const, 'withEffect' as const),
      restartUs: often(NEVER, 15 * MS),
    })
    .map(({ workUs, ...members }) => ({
      kind: 'consumer',
      id: `${group}-members`,
      title: 'Clerks',
      work: { kind: 'constant', meanUs: workUs },
      onOff: null,
      backoffUs: [5 * MS],
      effect: { title: 'orders filled', amount: 1, unit: '' },
      ...members,
    }));
}

const anyProducer: fc.Arbitrary<ProducerSpec> = fc
  .record({
    // Rates of so many a second, which a file can say.
    gapUs: often(2 * MS, 4 * MS, 5 * MS, 10 * MS, 20 * MS),
    count: fc.integer({ min: 1, max: 25 }),
    confirm: fc.boolean(),
    timeoutUs: often(NEVER, 15 * MS),
    maxAttempts: often(1, 3),
    poison: often<readonly number[]>([], [], [2], [1, 4]),
  })
  .map(({ gapUs, count, poison, ...publishing }) => ({
    kind: 'producer',
    id: 'shop',
    title: 'Shop',
    poison,
    arrivals: {
      gap: { kind: 'constant', meanUs: gapUs },
      atUs: [],
      fromUs: 0,
      count,
      onOff: null,
    },
    publishing: { persistent: true, backoffUs: [5 * MS], ...publishing },
  }));

/** A system of one log with one to three groups, at most one of them worked by hand. */
export function anyLogRun(): fc.Arbitrary<LogRun> {
  return fc
    .record({
      log: anyLog,
      groups: fc.tuple(anyGroup(0, false), anyGroup(1, true), anyGroup(2, false)),
      members: fc.tuple(anyMembers('group0'), anyMembers('group1'), anyMembers('group2')),
      producer: anyProducer,
      latencyUs: often(0, 1 * MS, 4 * MS),
      loss: often(0, 0, 0.1),
      seed: fc.integer({ min: 1, max: 1_000 }),
      acts: fc.array(anyAct, { maxLength: 40, size: 'max' }),
      trouble: fc.array(anyTrouble, { maxLength: 8, size: 'max' }),
    })
    .map(({ log, groups, members, producer, latencyUs, loss, seed, acts, trouble }) => {
      const wire = (from: string, to: string): WireSpec => {
        return { from, to, latencyUs, loss, timeoutUs: NEVER };
      };
      const nodes: NodeSpec[] = [
        producer,
        {
          kind: 'broker',
          id: 'broker',
          title: 'Broker',
          recoveryUs: 5 * MS,
          restartUs: 10 * MS,
          heartbeatUs: 20 * MS,
        },
        log,
        ...groups,
        ...members,
      ];
      const scenario: Scenario = {
        name: 'logs',
        title: 'Logs',
        about: '',
        seed,
        durationUs: 10_000 * MS,
        nodes,
        wires: [wire('shop', 'log'), ...groups.map(({ id }) => wire(id, `${id}-members`))],
        faults: [],
      };
      return { scenario, acts: [...acts, ...trouble].sort((a, b) => a.atUs - b.atUs) };
    });
}

const atUs = fc.integer({ min: 0, max: LOG_ACTS_UNTIL_US });
const member = fc.integer({ min: 1, max: 3 });
const message = fc.integer({ min: 1, max: 12 });
/** Often many at once, so that some of them are pending. */
const anyMessages = fc.subarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], { minLength: 1 });
const batch = fc.integer({ min: 1, max: 5 });
const group = often('group0', 'group1', 'group1', 'group1', 'group2');
const members = group.map((id) => `${id}-members`);
const by = <Fields extends object>(fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> }) =>
  fc.record(fields);

/** What happens to members that work by themselves. */
const worker = often('group0-members', 'group2-members');
const anyTrouble: fc.Arbitrary<Intervention> = fc
  .tuple(
    atUs,
    fc.oneof(
      by({
        kind: fc.constant('crashConsumer' as const),
        target: worker,
        member: fc.constant(null),
        point: often('now', 'midWork', 'afterEffect') as fc.Arbitrary<'now'>,
      }),
      by({
        kind: fc.constant('restartConsumer' as const),
        target: worker,
        member: fc.constant(null),
      }),
      by({ kind: fc.constant('addConsumer' as const), target: worker }),
      by({
        kind: fc.constant('removeConsumer' as const),
        target: worker,
        member: fc.constant(null),
      }),
    ) as fc.Arbitrary<Act>,
  )
  .map(([at, act]) => ({ ...act, atUs: at }) as Intervention);

const anyFetch = by({
  kind: fc.constant('fetch' as const),
  target: group,
  member,
  batch,
  waitUs: often(0, 30 * MS),
  isAcked: often(false, false, true),
});

const anyAnswer = by({
  kind: fc.constant('answer' as const),
  target: group,
  member,
  messages: anyMessages,
  answer: often(
    'ack' as const,
    'ack' as const,
    'return' as const,
    'end' as const,
    'working' as const,
    'working' as const,
  ),
  offset: often(null, null, 1),
  delayUs: often(0, 15 * MS),
});

const anyAct: fc.Arbitrary<Intervention> = fc
  .tuple(
    atUs,
    fc.oneof(
      by({
        kind: fc.constant('append' as const),
        target: fc.constant('log'),
        key: often('k.1', 'k.2', 'j.1'),
        messageId: often(null, null, 'a', 'b'),
        expectedOffset: often(null, null, 0, 3),
        entry: often(null, null, 5, 9),
        trimTo: often(null, null, 2),
        isApproximate: fc.boolean(),
      }),
      anyFetch,
      anyFetch,
      anyAnswer,
      anyAnswer,
      anyAnswer,
      by({ kind: fc.constant('listen' as const), target: group, member }),
      by({ kind: fc.constant('readOwn' as const), target: group, member, batch }),
      by({
        kind: fc.constant('claim' as const),
        target: group,
        member,
        messages: anyMessages,
        minIdleUs: often(0, 20 * MS),
        isQuiet: fc.boolean(),
      }),
      by({
        kind: fc.constant('claimIdle' as const),
        target: group,
        member,
        batch,
        fromOffset: often(0, 2),
        minIdleUs: often(0, 20 * MS),
        isQuiet: fc.boolean(),
      }),
      by({
        kind: fc.constant('trim' as const),
        target: fc.constant('log'),
        trimTo: fc.integer({ min: 0, max: 5 }),
        isApproximate: fc.boolean(),
      }),
      by({ kind: fc.constant('deleteRecord' as const), target: fc.constant('log'), message }),
      by({ kind: fc.constant('purge' as const), target: fc.constant('log') }),
      by({
        kind: fc.constant('createGroup' as const),
        target: group,
        startsAt: often(null, 'first' as const, 'new' as const),
      }),
      by({ kind: fc.constant('deleteGroup' as const), target: group }),
      by({ kind: fc.constant('deleteMember' as const), target: group, member }),
      by({ kind: fc.constant('setPosition' as const), target: group, offset: often(0, 2, 50) }),
      by({ kind: fc.constant('saveSnapshot' as const), target: fc.constant('log') }),
      by({
        kind: fc.constant('stopBroker' as const),
        target: fc.constant('broker'),
        how: often('kill' as const, 'graceful' as const),
      }),
      by({ kind: fc.constant('startBroker' as const), target: fc.constant('broker') }),
      by({
        kind: fc.constant('crashConsumer' as const),
        target: members,
        member: fc.option(member, { nil: null }),
        point: often('now', 'beforeWork', 'midWork', 'afterEffect', 'afterEffect') as fc.Arbitrary<
          (Act & { kind: 'crashConsumer' })['point']
        >,
      }),
      by({
        kind: fc.constant('restartConsumer' as const),
        target: members,
        member: fc.constant(null),
      }),
      by({ kind: fc.constant('addConsumer' as const), target: members }),
      by({
        kind: fc.constant('removeConsumer' as const),
        target: members,
        member: fc.constant(null),
      }),
      by({ kind: fc.constant('poisonNext' as const), target: fc.constant('log') }),
      by({ kind: fc.constant('dropNextAck' as const), target: members }),
      by({
        kind: fc.constant('slow' as const),
        target: members,
        factor: fc.constant(20),
        lengthUs: fc.constant(40 * MS),
      }),
      group.chain((from) =>
        fc.constantFrom<Act>(
          { kind: 'cutWire', from, to: `${from}-members` },
          { kind: 'healWire', from, to: `${from}-members` },
        ),
      ),
    ) as fc.Arbitrary<Act>,
  )
  .map(([at, act]) => ({ ...act, atUs: at }) as Intervention);
