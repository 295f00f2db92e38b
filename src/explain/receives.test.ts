/** What is said of consumers that ask for their messages: what they got, and what waits for them to ask. */
import { expect, it } from 'vitest';
import { Simulation } from '../engine/index.ts';
import { type ShippedName, shippedScenario } from '../scenarios/index.ts';
import { narrate } from './narrate.ts';
import { plain } from './Sentence.ts';
import { whyNotOf } from './whyNotOf.ts';

function play(name: ShippedName, untilS: number) {
  const simulation = new Simulation(shippedScenario(name));
  simulation.runUntil(Math.round(untilS * 1_000_000));
  return simulation.world;
}

function whyWaits(name: ShippedName, untilS: number, message: number): string {
  const world = play(name, untilS);
  const [first] = whyNotOf(world, world.trace, message);
  return first === undefined ? '' : first.chain.map(plain).join(' ');
}

it('a call that waits, and one that does not, are told by what came of them', () => {
  const told = (name: ShippedName, untilS: number): string[] => {
    const world = play(name, untilS);
    return narrate(world, world.trace, { grain: 3, limit: 100 }).map(plain);
  };
  expect(told('poll-short', 0.5)).toEqual([
    'C1 asked for a message.',
    'C1 asked for messages, and there were none.',
  ]);
  expect(told('poll-long', 21)).toEqual([
    'C1 asked for a message.',
    'C1 waited for a message, and none came.',
    'C1 asked for a message.',
  ]);
});

it('a message waits until somebody asks: after a pause, or when what was asked for before is done', () => {
  expect(whyWaits('poll-short', 25.7, 1)).toBe(
    'm1 has not moved. Because C1 asks again at 26 s. Rule: a consumer that asks for its messages is sent none unasked.',
  );
  expect(whyWaits('poll-batch-a', 6.9, 10)).toContain('Because C2 asks again at 7 s.');
  expect(whyWaits('poll-batch-b', 2.5, 3)).not.toContain('asks');
});
