/** Order within a key: one message of a key at a time, what that promises, and how order is measured. */
import { describe, expect, it } from 'vitest';
import {
  type ConsumerSpec,
  Fact,
  keyOfOrder,
  type OrderKeys,
  orderReport,
  RandomStreams,
  Rule,
  type Simulation,
  verdictsOf,
} from '../index.ts';
import { keyed, noise, QUEUE } from './keyed.ts';
import { consumer, line, logOf, MS, run, steadyProducer } from './worlds.ts';

describe('while a message of a key is in flight', () => {
  it('no other of that key is handed out, and those of others go past', () => {
    expect(logOf(run(keyed({})), noise)).toEqual([
      '0 delivered m1 c1',
      '0 delivered m3 c2',
      '100 effectApplied m1 c1',
      '100 effectApplied m3 c2',
      '100 acked m1 q',
      '100 delivered m2 c1',
      '100 acked m3 q',
      '200 effectApplied m2 c1',
      '200 acked m2 q',
    ]);
  });

  it('those without a key do not wait for each other', () => {
    const system = keyed({ keys: ['', '', ''] });
    expect(logOf(run(system), noise).slice(0, 2)).toEqual([
      '0 delivered m1 c1',
      '0 delivered m2 c2',
    ]);
  });

  it('it does not matter that its consumer could hold more', () => {
    const simulation = run(keyed({ consumer: { count: 1, prefetchLimit: 10, concurrency: 10 } }));
    expect(logOf(simulation, noise).slice(0, 2)).toEqual([
      '0 delivered m1 c1',
      '0 delivered m3 c1',
    ]);
  });

  it('has a rule for each delivery that says why this one', () => {
    const { trace } = run(keyed({})).world;
    for (let i = 0; i < trace.length; i++)
      if (trace.kind(i) === Fact.delivered) expect(trace.rule(i)).toBe(Rule.perKeyInFlight);
  });

  it('one that fails blocks its key until it is a dead letter', () => {
    const system = keyed({ producer: { poison: [1] }, queue: { maxDeliveries: 3 }, dead: true });
    expect(logOf(run(system), [...noise, 'effectApplied', 'attemptFailed'])).toEqual([
      '0 delivered m1 c1',
      '0 delivered m3 c2',
      '100 returned m1 q',
      '100 redelivered m1 c1',
      '100 acked m3 q',
      '200 returned m1 q',
      '200 redelivered m1 c2',
      '300 deadLettered m1 q',
      '300 delivered m2 c1',
      '400 acked m2 q',
    ]);
  });

  it('one that waits out its backoff blocks its key as well', () => {
    const system = keyed({
      producer: { poison: [1] },
      queue: { maxDeliveries: 2 },
      consumer: { onFailure: 'backoff', backoffUs: [500 * MS] },
    });
    const [delivered] = logOf(run(system), noise).filter((entry) => entry.includes('delivered m2'));
    // 100 at work, 500 waiting, 100 at work again.
    expect(delivered).toBe('700 delivered m2 c2');
  });

  it('a lease that ends frees the message and not its key', () => {
    const lease = { kind: 'timer', us: 60 * MS } as const;
    const simulation = run(keyed({ queue: { lease, maxDeliveries: 2 } }), { untilUs: 130 * MS });
    expect(logOf(simulation, [...noise, 'effectApplied', 'effectRepeated'])).toEqual([
      '0 delivered m1 c1',
      '0 delivered m3 c2',
      '60 leaseEnded m1 q',
      '60 returned m1 q',
      '60 leaseEnded m3 q',
      '60 returned m3 q',
      '100 ackCameTooLate m1 c1',
      '100 redelivered m1 c1',
      '100 ackCameTooLate m3 c2',
      '100 redelivered m3 c2',
    ]);
  });
});

describe('order within a key', () => {
  const verdictOf = (simulation: Simulation) =>
    verdictsOf(simulation.world, QUEUE).find(({ name }) => name === 'orderWithinKey');

  it('is kept where a queue hands out one message of a key at a time', () => {
    expect(verdictOf(run(keyed({})))).toMatchObject({
      verdict: 'kept',
      because: 'one message of a key at a time',
    });
  });

  it('is kept by a single active consumer that holds one message, and not promised with more', () => {
    const policy = { perKeyInFlight: false, singleActive: true };
    expect(verdictOf(run(keyed({ policy })))).toMatchObject({ verdict: 'kept' });
    expect(verdictOf(run(keyed({ policy, consumer: { prefetchLimit: 2 } })))).toMatchObject({
      verdict: 'notPromised',
      because: 'the active consumer holds more than one message',
    });
  });

  it('is broken where what comes back goes to the tail', () => {
    const system = keyed({
      keys: ['a', 'a', 'a'],
      producer: { poison: [1] },
      queue: { onReturn: 'tail', maxDeliveries: 2, deadLetterTo: 'dead' },
      dead: true,
      consumer: { mishaps: { fails: 0, diesBeforeWork: 0, diesAfterEffect: 0 } },
    });
    expect(verdictOf(run(system))).toMatchObject({
      verdict: 'notPromised',
      because: 'what comes back stands behind what it was ahead of',
    });
  });

  it('is broken by a consumer that goes on working after its lease', () => {
    // C1 needs 300 ms for m1; its lease of 100 ms ends, C2 does m1 in 10 ms, then m2; then C1 is done.
    const system = keyed({
      keys: ['a', 'a'],
      queue: { lease: { kind: 'timer', us: 100 * MS } },
      consumer: { work: { kind: 'listed', listUs: [300 * MS] }, count: 1 },
    });
    const quick = consumer(10 * MS, { id: 'quick', title: 'quick' });
    const wires = [...system.wires, { ...system.wires[1]!, to: 'quick' }];
    const simulation = run({ ...system, nodes: [...system.nodes, quick], wires });
    expect(logOf(simulation, noise).filter((entry) => entry.includes('effect'))).toEqual([
      '110 effectApplied m1 quick1',
      '120 effectApplied m2 quick1',
      // Each group has a ledger of its own: for this one it is the first time.
      '300 effectApplied m1 c1',
    ]);
    expect(verdictOf(simulation)).toMatchObject({
      verdict: 'broken',
      because: 'one message of a key at a time, while its lease outlasts the work',
      counterExample: { message: 1 },
    });
  });

  it('is measured in the order of publishing', () => {
    const work: Partial<ConsumerSpec> = {
      work: { kind: 'listed', listUs: [300 * MS, 100 * MS, 50 * MS] },
      workBy: 'order',
      count: 3,
    };
    const simulation = run(
      keyed({ keys: ['a', 'b', 'a'], policy: { perKeyInFlight: false }, consumer: work }),
    );
    expect(orderReport(simulation.world, QUEUE)).toEqual({
      finished: 3,
      outOfOrder: 2,
      crossings: 3,
      keys: 2,
      outOfOrderWithinKey: 1,
      duplicatesIgnored: 0,
    });
  });
});

describe('keys that are drawn', () => {
  const keys: OrderKeys = {
    kind: 'drawn',
    weights: [
      { key: 'hot', weight: 80 },
      { key: 'cold', weight: 20 },
    ],
  };

  it('come as often as their weights say, from a stream of the producer’s own', () => {
    const random = new RandomStreams(1);
    const stream = random.open('keys/p');
    const drawn = Array.from({ length: 10_000 }, (_, i) => keyOfOrder(keys, i, random, stream));
    const hot = drawn.filter((key) => key === 'hot').length;
    // Four standard deviations of √(10,000 × 0.8 × 0.2) = 40.
    expect(Math.abs(hot - 8_000)).toBeLessThan(160);
  });

  it('do not change when anything else is drawn more often', () => {
    const keysOf = (over: Partial<ConsumerSpec>) => {
      const system = line({
        producer: steadyProducer(50, 10 * MS, { keys }),
        consumer: consumer(1 * MS, over),
      });
      const { world } = run(system);
      const { lanes } = world.order;
      return Array.from({ length: lanes.rows }, (_, lane) => [
        world.words.textOf(lanes.key[lane] ?? 0),
        lanes.finished[lane],
      ]);
    };
    expect(keysOf({ work: { kind: 'exponential', meanUs: 5 * MS }, count: 3 })).toEqual(keysOf({}));
  });
});
