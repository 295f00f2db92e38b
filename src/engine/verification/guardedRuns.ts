/**
 * guardedRuns are random systems that guard themselves against what goes wrong: their consumers keep the
 * keys of orders in stores that forget. They are other random runs, with that put on top, so that those stay
 * as they were.
 */
import fc from 'fast-check';
import type {
  ConsumerSpec,
  FactName,
  Intervention,
  KeyStore,
  NodeSpec,
  RuleName,
  Scenario,
} from '../index.ts';
import { anyLogRun, type LogRun } from './logRuns.ts';
import { anyRun, type Choice, type RandomRun } from './randomRuns.ts';
import { MS } from './worlds.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** What only happens to those that guard themselves. */
export const guardedFacts: readonly FactName[] = ['keyForgotten', 'keysLost'];
export const guardedRules: readonly RuleName[] = [
  'keyTimeToLive',
  'keysInMemory',
  'keyElsewhere',
  'keyNotYet',
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

/** Crashes after the effect, which make a key matter. */
const crash = fc.record({ atUs: fc.nat({ max: 200 }), consumer: fc.nat({ max: 10 }) });

const guards = fc.record({
  keepings: fc.array(keeping, { minLength: 1, maxLength: 3 }),
  crashes: fc.array(crash, { maxLength: 4 }),
});
type Guards = typeof guards extends fc.Arbitrary<infer Part> ? Part : never;

function actsOf({ nodes }: Scenario, { crashes }: Guards): Intervention[] {
  const consumers = nodes.filter(({ kind }) => kind === 'consumer');
  return crashes.flatMap(({ atUs, consumer }): Intervention[] => {
    const target = consumers[consumer % consumers.length]?.id;
    const how = { kind: 'crashConsumer', member: null, point: 'afterEffect' } as const;
    return target === undefined ? [] : [{ ...how, atUs: atUs * MS, target }];
  });
}

function guarded(scenario: Scenario, { keepings }: Guards): Scenario {
  const nodes = scenario.nodes.map((node, i): NodeSpec => {
    return node.kind === 'consumer' ? withKeys(node, keepings[i % keepings.length]) : node;
  });
  return { ...scenario, nodes };
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
