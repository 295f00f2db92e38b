/** Stores of keys: what they know, for how long, and what becomes of it when a process dies. */
import { describe, expect, it } from 'vitest';
import {
  type ConsumerSpec,
  Fact,
  factName,
  type KeyStore,
  reportRun,
  rules,
  type Simulation,
  verdictsOf,
} from '../index.ts';
import {
  at,
  consumer,
  countFacts,
  entriesOf,
  line,
  logOf,
  MS,
  producer,
  queue,
  run,
  S,
  service,
  wire,
} from './worlds.ts';

const NEVER = Number.POSITIVE_INFINITY;
const noise = ['published', 'confirmed', 'flushed', 'stored', 'intervened', 'connectionClosed'];

/** One order, done at 10 ms, whose consumer then dies before the ack. It is back at once. */
function shop(
  keyStore: KeyStore,
  over: Partial<ConsumerSpec> = {},
  restartUs = 20 * MS,
): Simulation {
  return run(
    line(
      {
        producer: producer([0]),
        consumer: consumer(10 * MS, { idempotencyKey: 'withEffect', keyStore, restartUs, ...over }),
      },
      {
        faults: [at(0, { kind: 'crashConsumer', target: 'c', member: null, point: 'afterEffect' })],
      },
    ),
  );
}

/** Of each repeated effect: the rule it rests on, and the fact that caused it. */
function repeats(simulation: Simulation): string[] {
  const { trace } = simulation.world;
  return entriesOf(simulation).flatMap(({ kind, rule, cause }) =>
    kind === Fact.effectRepeated
      ? [`${rules[rule]?.name} after ${factName(trace.kind(cause))}`]
      : [],
  );
}

describe('a store for the whole group', () => {
  it('outlives its consumers', () => {
    const simulation = shop({ kept: 'shared', ttlUs: NEVER });
    expect(logOf(simulation, noise)).toEqual([
      '0 delivered m1 c1',
      '0 started m1 c1',
      '10 effectApplied m1 c1',
      '10 consumerCrashed c1',
      '10 returned m1 q',
      '30 consumerRestarted c1',
      '30 redelivered m1 c1',
      '30 started m1 c1',
      '30 effectSuppressed m1 c1',
      '30 acked m1 q',
    ]);
    expect(reportRun(simulation).keys).toEqual({
      c: { remembered: 1, forgotten: 0, lost: 0 },
    });
  });

  it('forgets a key after its time: what comes back later is done again', () => {
    const simulation = shop({ kept: 'shared', ttlUs: 15 * MS });
    expect(logOf(simulation, noise).slice(4)).toEqual([
      '10 returned m1 q',
      '25 keyForgotten m1 c',
      '30 consumerRestarted c1',
      '30 redelivered m1 c1',
      '30 started m1 c1',
      '40 effectRepeated m1 c1',
      '40 acked m1 q',
      '55 keyForgotten m1 c',
    ]);
    expect(repeats(simulation)).toEqual(['keyTimeToLive after keyForgotten']);
  });

  it('no longer knows a key at the very instant at which its time ends', () => {
    // Recorded at 10 ms, looked for at 30 ms.
    const late = shop({ kept: 'shared', ttlUs: 20 * MS });
    expect(countFacts(late, 'effectRepeated')).toBe(1);
    const early = shop({ kept: 'shared', ttlUs: 20 * MS + 1 });
    expect(countFacts(early, 'effectSuppressed')).toBe(1);
  });

  it('keeps a key from when it was recorded, not from when it was last looked for', () => {
    const simulation = shop({ kept: 'shared', ttlUs: 25 * MS });
    expect(logOf(simulation, noise).slice(-3)).toEqual([
      '30 effectSuppressed m1 c1',
      '30 acked m1 q',
      '35 keyForgotten m1 c',
    ]);
  });
});

describe('a store in the memory of each consumer', () => {
  it('goes with its process', () => {
    const simulation = shop({ kept: 'inMemory', ttlUs: NEVER });
    expect(logOf(simulation, noise).slice(2)).toEqual([
      '10 effectApplied m1 c1',
      '10 consumerCrashed c1',
      '10 keysLost c1',
      '10 returned m1 q',
      '30 consumerRestarted c1',
      '30 redelivered m1 c1',
      '30 started m1 c1',
      '40 effectRepeated m1 c1',
      '40 acked m1 q',
    ]);
    expect(repeats(simulation)).toEqual(['keysInMemory after keysLost']);
    expect(reportRun(simulation).keys).toEqual({ c: { remembered: 1, forgotten: 0, lost: 1 } });
  });

  it('knows a key as long as its process lives', () => {
    const lostAck = line(
      { consumer: consumer(10 * MS, { idempotencyKey: 'withEffect', keyStore: own }) },
      { faults: [at(0, { kind: 'dropNextAck', target: 'c' })] },
    );
    expect(countFacts(run(lostAck), 'effectSuppressed')).toBe(1);
  });

  it('is not known to the others', () => {
    const simulation = shop(own, { count: 2 }, NEVER);
    expect(logOf(simulation, noise).slice(-4)).toEqual([
      '10 redelivered m1 c2',
      '10 started m1 c2',
      '20 effectRepeated m1 c2',
      '20 acked m1 q',
    ]);
    // C1 had it, and lost it when it died.
    expect(repeats(simulation)).toEqual(['keyElsewhere after keysLost']);
  });
});

const own: KeyStore = { kept: 'inMemory', ttlUs: NEVER };

/** One order under a lease of 100 ms, and two consumers that need 150 ms for it. */
function overlap(idempotencyKey: ConsumerSpec['idempotencyKey']): Simulation {
  return run(
    line({
      queue: queue({ lease: { kind: 'timer', us: 100 * MS } }),
      consumer: consumer(150 * MS, { count: 2, idempotencyKey }),
    }),
    { untilUs: S },
  );
}

describe('a key that is recorded after the effect', () => {
  it('is not seen by whoever looks while the first is at work', () => {
    const simulation = overlap('afterEffect');
    expect(countFacts(simulation, 'effectRepeated')).toBe(1);
    expect(repeats(simulation)).toEqual(['keyNotYet after started']);
  });

  it('is seen by whoever looks later', () => {
    expect(countFacts(overlap('afterEffect'), 'effectSuppressed')).toBe(1);
  });

  it('is seen in time when it is recorded in one step with the effect', () => {
    const simulation = overlap('withEffect');
    expect(countFacts(simulation, 'effectRepeated')).toBe(0);
    expect(countFacts(simulation, 'effectSuppressed')).toBe(2);
  });

  it('is never recorded when the consumer dies in between', () => {
    const simulation = shop({ kept: 'shared', ttlUs: NEVER }, { idempotencyKey: 'afterEffect' });
    expect(countFacts(simulation, 'effectRepeated')).toBe(1);
  });
});

describe('a key that is recorded before the effect', () => {
  it('needs no service to be found: the order is never done, and does not go round for ever', () => {
    const simulation = run(
      line(
        {
          consumer: consumer(10 * MS, { idempotencyKey: 'beforeEffect' }),
          more: [service(10 * MS)],
          moreWires: [wire('c', 's')],
        },
        { faults: [at(0, { kind: 'crashService', target: 's' })] },
      ),
    );
    expect(logOf(simulation, [...noise, 'serviceDown'])).toEqual([
      '0 delivered m1 c1',
      '0 started m1 c1',
      '10 attemptFailed m1 c1',
      '10 returned m1 q',
      '10 redelivered m1 c1',
      '10 started m1 c1',
      '10 effectSuppressed m1 c1',
      '10 acked m1 q',
    ]);
  });
});

describe('what is promised about effects', () => {
  const because = (over: Partial<ConsumerSpec>): readonly [boolean, string] => {
    const { world } = run(line({ consumer: consumer(10 * MS, over) }));
    const verdict = verdictsOf(world, 2).find(({ name }) => name === 'noDuplicateEffect');
    return [verdict?.isPromised ?? false, verdict?.because ?? ''];
  };

  it('depends on where the keys are, for how long, and when they are recorded', () => {
    const key = { idempotencyKey: 'withEffect' } as const;
    expect(because({ ...key, keyStore: { kept: 'shared', ttlUs: NEVER } })[0]).toBe(true);
    expect(because({ ...key, keyStore: { kept: 'shared', ttlUs: S } })).toEqual([
      false,
      'keys are forgotten after a while',
    ]);
    expect(because({ ...key, keyStore: own })).toEqual([
      false,
      'keys are only in the memory of a consumer',
    ]);
    expect(because({ idempotencyKey: 'afterEffect' })).toEqual([
      false,
      'the key is recorded after the effect',
    ]);
  });
});

describe('the knobs of a store', () => {
  it('hold for keys recorded from then on', () => {
    const system = line(
      {
        producer: producer([0, 100 * MS]),
        consumer: consumer(10 * MS, { idempotencyKey: 'withEffect', keyStore: own }),
      },
      {
        faults: [
          at(50 * MS, { kind: 'setKnob', target: 'c', knob: 'keyTtlUs', value: 30 * MS }),
          at(60 * MS, { kind: 'setKnob', target: 'c', knob: 'keysKept', value: 0 }),
        ],
      },
    );
    expect(logOf(run(system), noise).filter((fact) => fact.includes('key'))).toEqual([
      '140 keyForgotten m2 c',
    ]);
  });
});
