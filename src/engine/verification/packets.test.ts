/** What an act does to a single packet: it is lost, late, or comes twice. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strays, unexplainedLosses } from '../faults/laws.ts';
import { type Act, healing, Simulation } from '../index.ts';
import { ACTS_UNTIL_US, anyRun } from './randomRuns.ts';
import { at, consumer, countFacts, line, logOf, MS, producer, run } from './worlds.ts';

const system = line({
  producer: producer([0, 10 * MS]),
  consumer: consumer(5 * MS),
  latencyUs: 2 * MS,
});
const publishes = { from: 'p', to: 'q' };
const deliveries = { from: 'q', to: 'c' };
/** The facts of a run with this act at its very beginning. */
const story = (act: Act): string[] =>
  logOf(run(system, { interventions: [at(0, act)] }), ['intervened', 'flushed', 'started']);

describe('a lost packet', () => {
  it('of a producer never arrives, and is sent again after the timeout', () => {
    expect(story({ kind: 'losePacket', ...publishes })).toEqual(
      expect.arrayContaining(['2 packetLost m1 p', '200 confirmTimedOut m1 p', '250 resent m1 p']),
    );
  });

  it('to a consumer means a broken connection, and the message comes back', () => {
    expect(story({ kind: 'losePacket', ...deliveries })).toEqual(
      expect.arrayContaining(['4 packetLost m1 c1', '4 connectionClosed c1', '4 returned m1 q']),
    );
  });

  it('is one packet: the next one arrives', () => {
    const simulation = run(system, {
      interventions: [at(0, { kind: 'losePacket', ...publishes })],
    });
    expect(countFacts(simulation, 'packetLost')).toBe(1);
    expect(countFacts(simulation, 'effectApplied')).toBe(2);
  });
});

describe('a late packet', () => {
  it('arrives so much later, and others may overtake it', () => {
    const facts = story({ kind: 'delayPacket', ...publishes, byUs: 30 * MS });
    expect(facts.filter((fact) => fact.includes(' stored '))).toEqual([
      '12 stored m2 q',
      '32 stored m1 q',
    ]);
  });

  it('is not delivered when its connection is closed meanwhile', () => {
    const simulation = run(system, {
      interventions: [
        at(0, { kind: 'delayPacket', ...deliveries, byUs: 50 * MS }),
        at(20 * MS, { kind: 'crashConsumer', target: 'c', member: 1, point: 'now' }),
        at(25 * MS, { kind: 'restartConsumer', target: 'c', member: 1 }),
      ],
    });
    expect(countFacts(simulation, 'effectApplied')).toBe(2);
    expect(countFacts(simulation, 'effectRepeated')).toBe(0);
  });
});

describe('a doubled publish', () => {
  it('is stored again, as a resend would be', () => {
    const facts = story({ kind: 'doublePacket', ...publishes });
    expect(facts).toEqual(expect.arrayContaining(['2 stored m1 q', '2 storedAgain m1 q']));
    expect(facts.filter((fact) => fact.includes('effectRepeated m1'))).toHaveLength(1);
    expect(facts.filter((fact) => fact.includes(' confirmed m1'))).toHaveLength(1);
  });
});

describe('in random systems', () => {
  it('packets that are lost, late and doubled leave nothing stray and no loss unexplained', () => {
    const acts = [
      'losePacket',
      'delayPacket',
      'doublePacket',
      'crashConsumer',
      'stopBroker',
    ] as const;
    fc.assert(
      fc.property(anyRun({ acts, maxActs: 20 }), (random) => {
        const interventions = [...random.acts, ...healing(random.scenario, ACTS_UNTIL_US)];
        const simulation = new Simulation(random.scenario, { interventions, maxEvents: 4_000 });
        while (simulation.step()) {
          if (simulation.world.events % 7 === 0) simulation.recount();
        }
        simulation.recount();
        expect(strays(simulation.world)).toEqual([]);
        expect(unexplainedLosses(simulation)).toEqual([]);
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});
