/** What is said of a redrive: who sent what back, where from, how fast, and why it is over. */
import { describe, expect, it } from 'vitest';
import type { Intervention } from '../engine/index.ts';
import { Fact, Simulation } from '../engine/index.ts';
import { shippedScenario } from '../scenarios/index.ts';
import { chronicleOf } from './Chronicle.ts';
import { lifeOf } from './lifeOf.ts';
import { narrate } from './narrate.ts';
import { plain } from './Sentence.ts';
import { storyOf } from './storyOf.ts';
import { whyOf } from './whyOf.ts';

const S = 1_000_000;

function play(name: 'redrive-a' | 'redrive-b', acts: readonly Intervention[] = []) {
  const scenario = shippedScenario(name);
  const simulation = new Simulation(scenario, { interventions: acts });
  simulation.runUntil(scenario.durationUs);
  return simulation.world;
}

function said(world: ReturnType<typeof play>, grain: 1 | 2 = 2): string[] {
  return narrate(world, world.trace, { grain, limit: 200 })
    .map(plain)
    .filter((sentence) => /redrive| back from | went from /.test(sentence));
}

describe('a redrive', () => {
  it('is told with who did it, how fast, and how many went', () => {
    expect(said(play('redrive-b'))).toEqual([
      'The script sent 100 messages back from the dead letters, 10 a second.',
      'm1 went from the dead letters to the order queue.',
      'm2 went from the dead letters to the order queue.',
      '98 more messages went from the dead letters to the order queue: m3 to m100.',
      'The redrive of the dead letters is over: 100 messages went.',
    ]);
  });

  it('that somebody stops says so, and so does one that is asked for in vain', () => {
    const world = play('redrive-b', [
      { atUs: 11 * S, kind: 'redrive', target: 'dead', to: null, perS: Number.POSITIVE_INFINITY },
      { atUs: 12 * S, kind: 'stopRedrive', target: 'dead' },
      { atUs: 13 * S, kind: 'stopRedrive', target: 'dead' },
    ]);
    expect(said(world, 1)).toEqual([
      'The script sent 100 messages back from the dead letters, 10 a second.',
      'You tried to redrive the dead letters, which had none to send, was down, or was at it already.',
      'The redrive of the dead letters is over: 20 messages went until you stopped it.',
      'You tried to stop a redrive of the dead letters, which was not under way.',
    ]);
  });

  it('answers why a message is back', () => {
    const world = play('redrive-a');
    const { trace } = world;
    let fact = 0;
    while (trace.kind(fact) !== Fact.redriven) fact++;
    expect(whyOf(world, trace, fact).map(plain)).toEqual([
      'm1 went from the dead letters to the order queue.',
      'Because the script sent the messages in the dead letters back, all at once.',
      'Rule: a redrive moves dead letters back as new messages, whose deliveries count from one.',
    ]);
  });

  it('is a part of the story of its message, whose copies are where the engine has them', () => {
    const world = play('redrive-a');
    expect(
      storyOf(world, world.trace, 60).copies.map(({ title, words }) => [title, words]),
    ).toEqual([
      ['Order queue', 'moved to the dead letters'],
      ['Dead letters', 'went from here to the order queue'],
      ['Order queue', 'moved to the dead letters'],
      ['Dead letters', 'ready in the dead letters, on disk'],
    ]);
    const life = lifeOf(chronicleOf(world, world.trace), 60, world.trace.length);
    expect(life.deliveries.map(({ number }) => number)).toEqual([1, 2, 1, 2]);
  });
});
