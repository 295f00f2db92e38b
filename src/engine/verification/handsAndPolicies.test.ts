/**
 * Random mixes of what people do by hand, upon queues of random kinds: whatever the mix, the books
 * balance, what a policy says holds, and a run can be gone back in.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_ROW } from '../index.ts';
import { expectRepeatable } from './expectRepeatable.ts';
import { playHands, simulationOfHands } from './playHands.ts';
import { anyHandRun, handFacts, handRules } from './randomHands.ts';
import { Sightings } from './Sightings.ts';

const SECONDS = 1_000;
describe('queues with policies, whatever people do by hand', () => {
  it(
    'keep their books and their policies, and everything happens some time',
    () => {
      const sightings = new Sightings();
      fc.assert(
        fc.property(anyHandRun(), (run) => {
          sightings.note(playHands(run));
        }),
        { seed: 1, numRuns: 1_500 },
      );
      expect(sightings.missing(handFacts, handRules)).toEqual([]);
    },
    120 * SECONDS,
  );

  it(
    'play the same from any checkpoint',
    () => {
      fc.assert(
        fc.property(anyHandRun(), fc.nat({ max: 200 }), (run, after) => {
          expectRepeatable(() => simulationOfHands(run), after);
        }),
        { seed: 2, numRuns: 300 },
      );
    },
    60 * SECONDS,
  );

  it(
    'give back every row that nothing refers to any more',
    () => {
      fc.assert(
        fc.property(anyHandRun(), (run) => {
          const { world } = playHands(run);
          const letters = new Set<number>();
          for (let copy = 0; copy < world.copies.rows; copy++) {
            if ((world.copies.queue[copy] ?? NO_ROW) === NO_ROW) continue;
            const letter = world.copies.letter[copy] ?? NO_ROW;
            expect(letters.has(letter)).toBe(false);
            letters.add(letter);
          }
          expect(world.letters.rows - world.letters.snapshot().free.length).toBe(letters.size);
        }),
        { seed: 3, numRuns: 300 },
      );
    },
    60 * SECONDS,
  );
});
