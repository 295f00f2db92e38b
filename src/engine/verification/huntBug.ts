/**
 * huntBug plays random runs until one breaks a law or cannot be repeated, and says what it found.
 *
 * The planted bugs are hunted with it: a law that catches none of them guards nothing.
 */
import fc from 'fast-check';
import { healing } from '../faults/healing.ts';
import { Simulation } from '../index.ts';
import { anyGuardedRun } from './guardedRuns.ts';
import { playLogAndCheck } from './logLaws.ts';
import { anyLogRun } from './logRuns.ts';
import { playAndCheck } from './playAndCheck.ts';
import { playHands } from './playHands.ts';
import { anyHandRun } from './randomHands.ts';
import { ACTS_UNTIL_US, anyRun, type RandomRun } from './randomRuns.ts';
import { anyReplicaRun } from './replicaRuns.ts';

/** A run of a log is short, and there is more that can be done to it. */
const LOG_RUNS_EACH = 4;

/** Which runs a bug is hunted in: all of them, or only those that guard themselves. */
export type HuntedIn = 'all' | 'guarded';

/** The first sentence of what is wrong, or null when all is well. */
export function huntBug(runs: number, seed: number, huntedIn: HuntedIn = 'all'): string | null {
  const property = fc.property(anyRun(), (run) => {
    playAndCheck(run);
    repeatFromHalfWay(run);
  });
  const byHand = fc.property(anyHandRun(), (run) => {
    playHands(run);
  });
  const ofLogs = fc.property(anyLogRun(), (run) => {
    playLogAndCheck(run);
  });
  const guarded = fc.property(anyGuardedRun(), (run) => {
    playAndCheck(run);
    repeatFromHalfWay(run);
  });
  if (huntedIn === 'guarded') return found(guarded, runs, seed);
  const ofReplicas = fc.property(anyReplicaRun(), (run) => {
    playLogAndCheck(run);
  });
  return (
    found(property, runs, seed) ??
    found(byHand, runs, seed) ??
    found(ofLogs, LOG_RUNS_EACH * runs, seed) ??
    found(guarded, runs, seed) ??
    found(ofReplicas, LOG_RUNS_EACH * runs, seed)
  );
}

function found<Run>(
  property: fc.IPropertyWithHooks<Run>,
  runs: number,
  seed: number,
): string | null {
  const outcome = fc.check(property, { numRuns: runs, seed, endOnFailure: true });
  if (!outcome.failed) return null;
  const { errorInstance } = outcome;
  return errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
}

function repeatFromHalfWay({ scenario, acts }: RandomRun): void {
  const interventions = [...acts, ...healing(scenario, ACTS_UNTIL_US)];
  const simulation = new Simulation(scenario, { interventions, maxEvents: 1_000 });
  simulation.runUntil(ACTS_UNTIL_US / 4);
  const half = simulation.checkpoint();
  simulation.runUntil(ACTS_UNTIL_US);
  const first = simulation.hash();
  simulation.restore(half);
  simulation.runUntil(ACTS_UNTIL_US);
  if (simulation.hash() !== first)
    throw new Error('the second half is another one the second time');
}
