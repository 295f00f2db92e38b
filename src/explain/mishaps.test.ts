import { describe, expect, it } from 'vitest';
import { Fact, type Mishaps } from '../engine/index.ts';
import { consumer, entriesOf, line, MS, producer, run, S } from '../engine/verification/worlds.ts';
import { narrate } from './narrate.ts';
import { plain } from './Sentence.ts';

const none: Mishaps = { fails: 0, diesBeforeWork: 0, diesAfterEffect: 0 };

/** What is said of the first fact of a kind, in a run of one message. */
function told(mishaps: Partial<Mishaps>, kind: number): string {
  const system = line({
    producer: producer([0]),
    consumer: consumer(100 * MS, { restartUs: 10 * S, mishaps: { ...none, ...mishaps } }),
  });
  const simulation = run(system, { untilUs: 150 * MS });
  const { world } = simulation;
  const fact = entriesOf(simulation).find((entry) => entry.kind === kind);
  const upTo = (fact?.index ?? 0) + 1;
  return narrate(world, world.trace, { grain: 3, limit: 1, upTo }).map(plain).join(' ');
}

describe('a mishap is told as what happened', () => {
  it.each([
    ['diesBeforeWork', Fact.consumerCrashed, 'crashed before it began m1'],
    ['diesAfterEffect', Fact.consumerCrashed, 'and before it could acknowledge'],
    ['fails', Fact.attemptFailed, 'failed on m1'],
  ] as const)('%s', (mishap, kind, words) => {
    expect(told({ [mishap]: 1 }, kind)).toContain(words);
  });
});
