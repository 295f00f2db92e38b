/** Random systems that guard themselves are held to every law; on failure fast-check prints the smallest one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectRepeatable } from './expectRepeatable.ts';
import { anyGuardedLogRun, anyGuardedRun, guardedFacts, guardedRules } from './guardedRuns.ts';
import { playLogAndCheck } from './logLaws.ts';
import { healedRun, playAndCheck } from './playAndCheck.ts';
import { Sightings } from './Sightings.ts';

describe('any system that guards itself, whatever is done to it', { timeout: 120_000 }, () => {
  it('keeps every law, and shows each rule that is about it', () => {
    const sightings = new Sightings();
    fc.assert(
      fc.property(anyGuardedRun(), (run) => {
        sightings.note(playAndCheck(run));
      }),
      { seed: 1, numRuns: 1_500 },
    );
    expect(sightings.missing(guardedFacts, guardedRules)).toEqual([]);
  });

  it('does so where its consumers read a log', () => {
    fc.assert(
      fc.property(anyGuardedLogRun(), (run) => {
        playLogAndCheck(run);
      }),
      { seed: 1, numRuns: 600 },
    );
  });

  it('plays the same from any checkpoint', () => {
    fc.assert(
      fc.property(anyGuardedRun(), fc.nat({ max: 120 }), (run, after) => {
        expectRepeatable(() => healedRun(run, 1_000), after);
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});
