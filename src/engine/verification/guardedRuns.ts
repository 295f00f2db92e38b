/**
 * guardedRuns are random systems that guard themselves against what goes wrong: their consumers keep the
 * keys of orders in stores that forget, their publishers commit what they publish, some with an outbox, and
 * their callers try again, some with a breaker.
 * They are other random runs, with that put on top, so that those stay as they were.
 */
import fc from 'fast-check';
import type {
  CallBreaker,
  CallRetry,
  CommitPoint,
  Committing,
  ConsumerSpec,
  FactName,
  Intervention,
  KeyStore,
  NodeSpec,
  Publishing,
  RuleName,
  Scenario,
  WireSpec,
} from '../index.ts';
import { anyLogRun, type LogRun } from './logRuns.ts';
import { anyRun, type Choice, type RandomRun } from './randomRuns.ts';
import { MS } from './worlds.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Facts and rules that only these runs show. */
export const guardedFacts: readonly FactName[] = [
  'keyForgotten',
  'keysLost',
  'committed',
  'neverPublished',
  'neverCommitted',
  'turnedAway',
  'producerDown',
  'producerUp',
  'calledAgain',
  'callBlocked',
  'breakerOpened',
  'breakerHalfOpened',
  'breakerClosed',
];
export const guardedRules: readonly RuleName[] = [
  'keyTimeToLive',
  'keysInMemory',
  'keyElsewhere',
  'keyNotYet',
  'dualWrite',
  'outbox',
  'nobodyThere',
  'retryCall',
  'breakerOpens',
  'breakerOpen',
  'breakerTries',
  'breakerCloses',
];

const keeping = fc.record({
  idempotencyKey: fc.constantFrom<ConsumerSpec['idempotencyKey'][]>(
    'withEffect',
    'withEffect',
    'withEffect',
    'beforeEffect',
    'afterEffect',
  ),
  keyStore: fc.option(
    fc.record<KeyStore>({
      kept: fc.constantFrom('shared', 'inMemory'),
      ttlUs: fc.constantFrom(5 * MS, 20 * MS, 60 * MS, NEVER, NEVER),
    }),
    { freq: 8 },
  ),
});
type Keeping = typeof keeping extends fc.Arbitrary<infer Part> ? Part : never;

const committing: fc.Arbitrary<Committing> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('commitFirst' as const, 'publishFirst' as const),
      fc.constantFrom(0, 2 * MS, 9 * MS),
    )
    .map(([kind, gapUs]) => ({ kind, gapUs })),
  fc.constantFrom(1 * MS, 7 * MS, 30 * MS).map((everyUs) => ({ kind: 'outbox' as const, everyUs })),
);

const calling = fc.record({
  retry: fc.option(
    fc.record<CallRetry>({
      attempts: fc.integer({ min: 2, max: 3 }),
      backoffUs: fc.constantFrom([2 * MS], [MS, 15 * MS]),
    }),
    { freq: 2 },
  ),
  breaker: fc.option(
    fc.record<CallBreaker>({
      failures: fc.integer({ min: 1, max: 3 }),
      withinUs: fc.constantFrom(20 * MS, 200 * MS),
      openUs: fc.constantFrom(5 * MS, 30 * MS),
    }),
    { freq: 3 },
  ),
});
type Calling = typeof calling extends fc.Arbitrary<infer Part> ? Part : never;

/** Crashes of publishers, which are what an outbox is for. */
const fall = fc.record({
  atUs: fc.nat({ max: 200 }),
  node: fc.nat({ max: 10 }),
  point: fc.constantFrom<CommitPoint[]>('now', 'beforeCommit', 'afterCommit'),
});

/** Crashes after the effect, which make a key matter. */
const crash = fc.record({ atUs: fc.nat({ max: 200 }), consumer: fc.nat({ max: 10 }) });

const guards = fc.record({
  keepings: fc.array(keeping, { minLength: 1, maxLength: 3 }),
  crashes: fc.array(crash, { maxLength: 4 }),
  commits: fc.array(fc.option(committing, { freq: 2 }), { minLength: 1, maxLength: 3 }),
  restartUs: fc.option(fc.constantFrom(0, 5 * MS, 40 * MS), { freq: 3 }),
  falls: fc.array(fall, { maxLength: 4 }),
  callings: fc.array(calling, { minLength: 1, maxLength: 3 }),
});
type Guards = typeof guards extends fc.Arbitrary<infer Part> ? Part : never;

function actsOf(scenario: Scenario, { crashes, falls }: Guards): Intervention[] {
  const { nodes } = scenario;
  const publishers = nodes.filter((node) => node.kind === 'service' || publishes(scenario, node));
  const fallen = falls.flatMap(({ atUs, node, point }): Intervention[] => {
    const one = publishers[node % publishers.length];
    if (one === undefined) return [];
    const kind = one.kind === 'service' ? 'crashService' : 'crashProducer';
    return [{ kind, target: one.id, point, atUs: atUs * MS }];
  });
  const consumers = nodes.filter(({ kind }) => kind === 'consumer');
  const crashed = crashes.flatMap(({ atUs, consumer }): Intervention[] => {
    const target = consumers[consumer % consumers.length]?.id;
    const how = { kind: 'crashConsumer', member: null, point: 'afterEffect' } as const;
    return target === undefined ? [] : [{ ...how, atUs: atUs * MS, target }];
  });
  return [...fallen, ...crashed];
}

/** A producer whose wire leads to a broker. One that calls a service stands for people. */
function publishes({ nodes, wires }: Scenario, node: NodeSpec): boolean {
  const to = wires.find(({ from }) => from === node.id)?.to;
  return node.kind === 'producer' && nodes.find(({ id }) => id === to)?.kind !== 'service';
}

/** A service that publishes along one wire, and can commit what it does so. */
function isPublisher(scenario: Scenario, node: NodeSpec): boolean {
  if (node.kind !== 'service') return publishes(scenario, node);
  const ends = scenario.wires.filter(({ from }) => from === node.id).map(({ to }) => to);
  const isService = (end: string) =>
    scenario.nodes.find(({ id }) => id === end)?.kind === 'service';
  return ends.filter((end) => !isService(end)).length === 1;
}

function guarded(scenario: Scenario, guards: Guards): Scenario {
  const { keepings, commits, restartUs, callings } = guards;
  const nodes = scenario.nodes.map((node, i): NodeSpec => {
    if (node.kind === 'consumer') return withKeys(node, keepings[i % keepings.length]);
    const committing = commits[i % commits.length] ?? null;
    if (!('publishing' in node) || !isPublisher(scenario, node)) return node;
    const publishing = publishingWith(node.publishing, committing, i % 4 === 0);
    if (node.kind === 'service') return { ...node, publishing };
    return { ...node, publishing, ...(restartUs === null ? {} : { restartUs }) };
  });
  const wires = scenario.wires.map((wire, i) =>
    isCall(scenario, wire) ? withGuard(wire, callings[i % callings.length]) : wire,
  );
  return { ...scenario, nodes, wires };
}

function isCall({ nodes }: Scenario, { from, to }: WireSpec): boolean {
  const kindOf = (id: string): NodeSpec['kind'] | undefined =>
    nodes.find((node) => node.id === id)?.kind;
  return kindOf(to) === 'service' && kindOf(from) !== 'consumer';
}

/** Who waits for ever for an answer never hears that a call has failed. */
const PATIENCE_US = 40 * MS;

function withGuard(wire: WireSpec, calling: Calling | undefined): WireSpec {
  const { retry, breaker } = calling ?? { retry: null, breaker: null };
  if (retry === null && breaker === null) return wire;
  return {
    ...wire,
    timeoutUs: Math.min(wire.timeoutUs, PATIENCE_US),
    ...(retry === null ? {} : { retry }),
    ...(breaker === null ? {} : { breaker }),
  };
}

/** A relay whose publisher gives up begins anew, and never ends where no confirm can come in time: not often. */
function publishingWith(
  publishing: Publishing,
  committing: Committing | null,
  mayGiveUp: boolean,
): Publishing {
  if (committing === null) return publishing;
  if (committing.kind !== 'outbox' || mayGiveUp) return { ...publishing, committing };
  return { ...publishing, committing, backoffUs: [10 * MS], maxAttempts: NEVER };
}

function withKeys(consumer: ConsumerSpec, keeping: Keeping | undefined): ConsumerSpec {
  if (keeping === undefined) return consumer;
  const { idempotencyKey, keyStore } = keeping;
  const restartUs = Math.min(consumer.restartUs, 20 * MS);
  return { ...consumer, idempotencyKey, restartUs, ...(keyStore === null ? {} : { keyStore }) };
}

function withGuards<Run extends LogRun>({ run, guards }: { run: Run; guards: Guards }): Run {
  const scenario = guarded(run.scenario, guards);
  const acts = [...run.acts, ...actsOf(scenario, guards)].sort((a, b) => a.atUs - b.atUs);
  return { ...run, scenario, acts };
}

export function anyGuardedRun(choice: Choice = {}): fc.Arbitrary<RandomRun> {
  return fc.record({ run: anyRun(choice), guards }).map(withGuards);
}

export function anyGuardedLogRun(): fc.Arbitrary<LogRun> {
  return fc.record({ run: anyLogRun(), guards }).map(withGuards);
}
