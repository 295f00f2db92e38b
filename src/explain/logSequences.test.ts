import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fact, Simulation, type World } from '../engine/index.ts';
import { anyLogRun } from '../engine/verification/logRuns.ts';
import { readScenario } from '../scenarios/index.ts';
import { sequenceOf } from './sequenceOf.ts';
import { storyOf } from './storyOf.ts';

function worldOf(name: string, atS: number): World {
  const read = readScenario(readFileSync(`src/scenarios/library/${name}.json`, 'utf8'), name);
  if (!read.ok) throw new Error(name);
  const simulation = new Simulation(read.scenario, { interventions: read.scenario.faults });
  simulation.runUntil(atS * 1e6);
  return simulation.world;
}

/** "0.2 C2 fail", "0.1 C1 → Order topic commit", and a ✕ where it never arrived. */
function told(world: World, message: number): string[] {
  const { lanes, arrows } = sequenceOf(world, world.trace, message);
  return arrows.map(({ from, to, label, atUs, fate }) => {
    const way = from === to ? '' : ` ${fate === 'lost' ? '✕' : '→'} ${lanes[to]?.label}`;
    return `${atUs / 1e6} ${lanes[from]?.label}${way} ${label}`;
  });
}

const story = (world: World, message: number) =>
  storyOf(world, world.trace, message).copies.map(({ title, words }) => `${title}: ${words}`);

const published = (place: string) => [
  '0 Shop → Order topic publish',
  `0 Order topic ${place}`,
  '0 Order topic → Shop confirm',
];

describe('poison in a partition', () => {
  const world = worldOf('log-poison', 1.25);

  test('is polled, fails and blocks the rest, again and again', () => {
    expect(told(world, 5)).toEqual([
      ...published('P1, offset 1'),
      '0.1 Order topic → C2 poll',
      '0.1 C2 work',
      '0.2 C2 fail',
      '0.2 C2 blocks the rest',
      '1.2 Order topic → C2 poll again',
      '1.2 C2 work',
    ]);
    expect(story(world, 5)).toEqual([
      'Billing group: partition 1, offset 1 – being worked on by C2, 2nd delivery',
    ]);
    const later = worldOf('log-poison', 1.5);
    expect(story(later, 5)).toEqual([
      'Billing group: partition 1, offset 1 – failed 2 times at C2, and blocks its partition',
    ]);
    expect(story(later, 29)).toEqual(['Billing group: partition 1, offset 9 – waits behind m5']);
  });

  test('leaves those of other partitions to be worked off and committed', () => {
    expect(told(world, 7).slice(3)).toEqual([
      '0.1 Order topic → C1 poll',
      '0.2 C1 work',
      '0.3 C1 effect',
      '0.3 C1 → Order topic commit',
    ]);
    expect(story(world, 7)).toEqual(['Billing group: partition 0, offset 2 – committed']);
  });
});

describe('a rebalance', () => {
  test('lets another member do again what the dead one had not committed', () => {
    expect(told(worldOf('log-rebalance-a', 7), 30).slice(3)).toEqual([
      '1.1 Order topic → C2 poll',
      '1.4 C2 work',
      '1.5 C2 → orders filled effect',
      '1.75 C2 crash',
      '1.75 C2 ✕ Order topic no commit',
      '4.75 Order topic dealt out anew',
      '4.75 Order topic → C1 poll again',
      '5.15 C1 work',
      '5.25 C1 → orders filled effect again',
      '5.75 C1 → Order topic commit',
    ]);
  });

  test('repeats nothing where the commit came before the work', () => {
    const world = worldOf('log-rebalance-b', 7);
    expect(told(world, 30).slice(3)).toEqual([
      '1.1 Order topic → C2 poll',
      '1.1 C2 → Order topic commit',
      '1.4 C2 work',
      '1.5 C2 effect',
    ]);
  });

  test('refuses the commit of a member that comes too late, and the arrow breaks off', () => {
    let refusals = 0;
    for (const { scenario, acts } of fc.sample(anyLogRun(), { seed: 1, numRuns: 150 })) {
      const simulation = new Simulation(scenario, { interventions: acts, maxEvents: 1_000 });
      while (simulation.step());
      const { world } = simulation;
      const { trace } = world;
      const { arrows } = sequenceOf(world, trace, { from: 0, to: trace.length });
      for (let fact = 0; fact < trace.length; fact++) {
        if (trace.kind(fact) !== Fact.commitFenced) continue;
        refusals++;
        const drawn = arrows.filter((arrow) => arrow.fact === fact);
        expect(drawn).toMatchObject([{ fate: 'lost' }]);
        expect(drawn[0]?.label).toMatch(/^commit refused/);
      }
    }
    expect(refusals).toBeGreaterThan(0);
  });
});

describe('what a dead member of a shared group held', () => {
  test('is pending with it for ever, where nobody claims it', () => {
    const world = worldOf('log-claim-a', 8);
    expect(story(world, 12)).toEqual(['Billing group: offset 11 – pending with C2, which is down']);
    expect(told(world, 12).slice(-2)).toEqual(['0.55 C2 crash', '0.55 C2 ✕ Order stream no ack']);
  });

  test('is claimed, delivered again and acknowledged, where somebody does', () => {
    const world = worldOf('log-claim-b', 20);
    expect(told(world, 12).slice(-5)).toEqual([
      '5 C1 → Order stream claim',
      '5 Order stream → C1 deliver again',
      '5 C1 work',
      '5.1 C1 effect',
      '5.1 C1 → Order stream ack',
    ]);
    expect(story(world, 12)).toEqual(['Billing group: offset 11 – acknowledged']);
  });
});
