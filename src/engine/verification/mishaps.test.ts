import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mishaps, Simulation } from '../index.ts';
import { playAndCheck } from './playAndCheck.ts';
import { anyRun } from './randomRuns.ts';
import { careless, consumer, countFacts, line, MS, queue, run, steadyProducer } from './worlds.ts';

const none: Mishaps = { fails: 0, diesBeforeWork: 0, diesAfterEffect: 0 };

function flaky(mishaps: Partial<Mishaps>, messages = 3) {
  return line({
    producer: steadyProducer(messages, 100 * MS, { publishing: careless }),
    queue: queue({ maxDeliveries: 2 }),
    consumer: consumer(10 * MS, { restartUs: MS, mishaps: { ...none, ...mishaps } }),
  });
}

describe('a mishap', () => {
  it('that always makes the work fail has no effect, and uses the delivery limit up', () => {
    const simulation = run(flaky({ fails: 1 }));
    expect(countFacts(simulation, 'attemptFailed')).toBe(6);
    expect(countFacts(simulation, 'effectApplied')).toBe(0);
    expect(countFacts(simulation, 'dropped')).toBe(3);
  });

  it('before the work leaves no effect, one after it repeats it', () => {
    const before = run(flaky({ diesBeforeWork: 1 }));
    expect(countFacts(before, 'started')).toBe(0);
    expect(countFacts(before, 'consumerCrashed')).toBe(6);
    const after = run(flaky({ diesAfterEffect: 1 }));
    expect(countFacts(after, 'effectApplied')).toBe(3);
    expect(countFacts(after, 'effectRepeated')).toBe(3);
    expect(countFacts(after, 'acked')).toBe(0);
  });

  it('comes as often as its chance says', () => {
    const messages = 20_000;
    const system = flaky({ fails: 0.1, diesBeforeWork: 0.2, diesAfterEffect: 0.3 }, messages);
    const simulation = new Simulation({ ...system, durationUs: 1e12 }, { seed: 7 });
    simulation.runUntil(1e12);
    const deliveries = simulation.world.tallies.deliveries[2] ?? 0;
    const shareOf = (name: string): number => countFacts(simulation, name) / deliveries;
    // Four standard deviations of a share of so many deliveries.
    const near = 4 * Math.sqrt(0.25 / deliveries);
    expect(Math.abs(shareOf('attemptFailed') - 0.1)).toBeLessThan(near);
    expect(Math.abs(shareOf('consumerCrashed') - 0.5)).toBeLessThan(near);
    expect(Math.abs(shareOf('acked') - 0.4)).toBeLessThan(near);
  });

  it('of chance zero changes nothing', () => {
    const one = consumer(10 * MS);
    const without = run(line({ consumer: one }));
    const withNone = run(line({ consumer: { ...one, mishaps: none } }));
    expect(withNone.hash()).toBe(without.hash());
  });

  it('keeps every law of the model', () => {
    fc.assert(
      fc.property(anyRun(), (random) => {
        const nodes = random.scenario.nodes.map((node) =>
          node.kind === 'consumer'
            ? {
                ...node,
                restartUs: Math.min(node.restartUs, 20 * MS),
                mishaps: { fails: 0.1, diesBeforeWork: 0.1, diesAfterEffect: 0.1 },
              }
            : node,
        );
        playAndCheck({ ...random, scenario: { ...random.scenario, nodes } });
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});
