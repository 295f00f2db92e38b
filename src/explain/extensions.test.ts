/** What is said of a lease that is extended, and of one that is not because nobody asks or nobody hears. */
import { expect, it } from 'vitest';
import { Fact, type Intervention } from '../engine/index.ts';
import {
  at,
  consumer,
  entriesOf,
  line,
  producer,
  queue,
  run,
  S,
} from '../engine/verification/worlds.ts';
import { narrate } from './narrate.ts';
import { plain } from './Sentence.ts';
import { sequenceOf } from './sequenceOf.ts';
import { whyOf } from './whyOf.ts';

/** Work of 6 s under a lease of 5 s and 8 s in all, extended every 2 s. */
function play(...interventions: readonly Intervention[]) {
  const system = line({
    producer: producer([0], { title: 'Shop' }),
    queue: queue({ title: 'Video queue', lease: { kind: 'timer', us: 5 * S, maxUs: 8 * S } }),
    consumer: consumer(6 * S, { title: 'Encoder', extendLeaseEveryUs: 2 * S }),
  });
  return run(system, { interventions, untilUs: 8 * S });
}

function said(simulation: ReturnType<typeof play>): string[] {
  const { world } = simulation;
  return narrate(world, world.trace, { grain: 3, limit: 100 })
    .map(plain)
    .filter((sentence) => /lease|more time/.test(sentence));
}

it('a consumer that says it is still at work gets its lease anew, and no more than there is', () => {
  expect(said(play())).toEqual([
    'The video queue began the lease on m1 anew: C1 is still at work.',
    'C1 asked in vain for more time with m1: its lease may last no longer.',
  ]);
});

it('where it is not heard, that is why its lease ran out', () => {
  const simulation = play(at(S, { kind: 'cutWire', from: 'q', to: 'c' }));
  expect(said(simulation)).toEqual([
    'What C1 asked for, more time with m1, was never heard.',
    'What C1 asked for, more time with m1, was never heard.',
    'The lease on m1 ran out while C1 had it.',
  ]);
  const { world } = simulation;
  const ended = entriesOf(simulation).find(({ kind }) => kind === Fact.leaseEnded)?.index ?? 0;
  expect(whyOf(world, world.trace, ended).map(plain).slice(0, 2)).toEqual([
    'The lease on m1 ran out while C1 had it.',
    'Because C1 asked for more time with it, and was not heard.',
  ]);
});

it('the diagram of its message shows what was asked for, and how long the lease lasts', () => {
  const { world } = play();
  const { arrows, brackets } = sequenceOf(world, world.trace, 1);
  const asked = arrows.filter(({ label }) => label.startsWith('more time'));
  expect(asked.map(({ label, atUs }) => [label, atUs / S])).toEqual([
    ['more time', 2],
    ['more time, refused', 4],
  ]);
  expect(brackets.map(({ fromUs, toUs }) => [fromUs / S, toUs / S])).toEqual([[0, 6]]);
});
