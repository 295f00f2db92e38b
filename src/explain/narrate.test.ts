import { describe, expect, it } from 'vitest';
import { Fact, Simulation, type World } from '../engine/index.ts';
import { at, consumer, line, MS, queue, S, steadyProducer } from '../engine/verification/worlds.ts';
import { narrate } from './narrate.ts';
import { partsOf, plain, say } from './Sentence.ts';
import { whyOf } from './whyOf.ts';

/** Some 100,000 facts: a queue that is too short for what comes, and a consumer that dies. */
function busyWorld(): World {
  const simulation = new Simulation(
    line({
      producer: steadyProducer(20_000, MS),
      queue: queue({ maxLength: 50 }),
      consumer: consumer(2 * MS, { restartUs: S }),
    }),
    {
      interventions: [at(15 * S, { kind: 'crashConsumer', target: 'c', member: 1, point: 'now' })],
    },
  );
  simulation.runUntil(60 * S);
  return simulation.world;
}

/** How many facts are looked at while something is asked. */
function factsRead(world: World, ask: () => void): number {
  const { trace } = world;
  let reads = 0;
  const kind = trace.kind.bind(trace);
  trace.kind = (fact) => {
    reads++;
    return kind(fact);
  };
  ask();
  trace.kind = kind;
  return reads;
}

describe('asking again', () => {
  const world = busyWorld();
  const { trace } = world;

  it('reads each fact once, and then only what is new', () => {
    expect(trace.length).toBeGreaterThan(80_000);
    const ask = (grain: 1 | 2) =>
      factsRead(world, () => narrate(world, trace, { grain, limit: 7 }));
    expect(ask(1)).toBeGreaterThan(trace.length);
    expect(ask(1)).toBeLessThan(100);
    ask(2);
    expect(ask(2)).toBeLessThan(100);
  });

  it('scans nothing for the log, for a message or for a reason', () => {
    const end = trace.length;
    const asked = [
      () => narrate(world, trace, { grain: 3, limit: 30 }),
      () => narrate(world, trace, { grain: 3, limit: 30, message: 15_000 }),
      () => narrate(world, trace, { grain: 1, limit: 30, place: 3 }),
      () => whyOf(world, trace, end - 1),
    ];
    // The first time the facts of each message are chained up.
    for (const ask of asked) ask();
    for (const ask of asked) expect(factsRead(world, ask)).toBeLessThan(2_000);
  });

  it('gives the same sentence while nothing is added to it, and another when something is', () => {
    const [first] = narrate(world, trace, { grain: 1, limit: 1 });
    expect(narrate(world, trace, { grain: 1, limit: 1 })[0]).toBe(first);
    const earlier = narrate(world, trace, { grain: 1, limit: 1, upTo: trace.length - 2_000 });
    expect(earlier[0]).not.toBe(first);
  });
});

describe('what is asked for', () => {
  it('is no more than the limit, newest last, at the grain or above it', () => {
    const world = busyWorld();
    for (const grain of [1, 2, 3] as const) {
      const sentences = narrate(world, world.trace, { grain, limit: 5 });
      expect(sentences).toHaveLength(5);
      expect(sentences.every(({ rank }) => rank <= grain)).toBe(true);
      expect(sentences.map(({ fact }) => fact)).toEqual(
        sentences.map(({ fact }) => fact).sort((a, b) => a - b),
      );
    }
    expect(narrate(world, world.trace, { grain: 1, limit: 0 })).toEqual([]);
  });

  it('is nothing where the trace keeps nothing', () => {
    const simulation = new Simulation(line({}), { record: false });
    simulation.runUntil(S);
    const { world } = simulation;
    expect(world.trace.length).toBeGreaterThan(0);
    for (const grain of [1, 2, 3] as const)
      expect(narrate(world, world.trace, { grain, limit: 5 })).toEqual([]);
  });

  it('can be what is about one message, or at one place', () => {
    const world = busyWorld();
    const about = narrate(world, world.trace, { grain: 3, limit: 100, message: 1 });
    expect(about.map((sentence) => world.trace.kind(sentence.fact))).toEqual([
      Fact.published,
      Fact.stored,
      Fact.delivered,
      Fact.flushed,
      Fact.confirmed,
      Fact.started,
      Fact.effectApplied,
      Fact.acked,
    ]);
    const there = narrate(world, world.trace, { grain: 1, limit: 100, place: 4 });
    expect(there.map(plain)).toContainEqual(
      expect.stringMatching(/^You crashed C1 in the middle of its work on m\d+\.$/),
    );
  });
});

describe('a sentence', () => {
  it('begins with a capital after each full stop, and ends with one', () => {
    const name = { kind: 'name', text: 'e-mail queue', place: 1 } as const;
    const parts = partsOf(say`the ${name} is full. the rest waits 1.5 s. ${name} waits`);
    expect(plain({ parts })).toBe(
      'The e-mail queue is full. The rest waits 1.5 s. e-mail queue waits.',
    );
  });
});
