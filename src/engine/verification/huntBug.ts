/**
 * huntBug plays random runs until one breaks a law or cannot be repeated, and says what it found.
 *
 * The planted bugs are hunted with it: a law that catches none of them guards nothing.
 */
import fc from 'fast-check';
import { anyAlarmRun } from './alarmRuns.ts';
import { anyGuardedRun } from './guardedRuns.ts';
import { playLogAndCheck } from './logLaws.ts';
import { anyLogRun } from './logRuns.ts';
import { healedRun, playAndCheck } from './playAndCheck.ts';
import { playHands } from './playHands.ts';
import { anyQuorumRun } from './quorumRuns.ts';
import { anyHandRun } from './randomHands.ts';
import { ACTS_UNTIL_US, anyRun, type RandomRun } from './randomRuns.ts';
import { anyReplicaRun } from './replicaRuns.ts';

/** A run of a log is short, and there is more that can be done to it; by hand there is more to do, too. */
const LOG_RUNS_EACH = 4;
const HAND_RUNS_EACH = 2;
const QUORUM_RUNS_EACH = 2;

/** The kinds of random runs, in the order in which all of them are hunted through. */
export const huntingGrounds = [
  'queues',
  'hands',
  'logs',
  'guarded',
  'replicas',
  'quorums',
  'alarms',
] as const;
/** Which runs a bug is hunted in. */
export type HuntedIn = (typeof huntingGrounds)[number];

/**
 * The first sentence of what is wrong, or null when all is well.
 *
 * @param runs so many on each ground, by hand and of majorities twice, and of logs four times as many
 * @param grounds where it is hunted, one after the other
 */
export function huntBug(
  runs: number,
  seed: number,
  grounds: readonly HuntedIn[] = huntingGrounds,
): string | null {
  for (const ground of grounds) {
    const says = huntIn[ground](runs, seed);
    if (says !== null) return says;
  }
  return null;
}

const huntIn: Readonly<Record<HuntedIn, (runs: number, seed: number) => string | null>> = {
  queues: (runs, seed) => found(anyRun(), playTwice, runs, seed),
  hands: (runs, seed) => found(anyHandRun(), playHands, HAND_RUNS_EACH * runs, seed),
  logs: (runs, seed) => found(anyLogRun(), playLogAndCheck, LOG_RUNS_EACH * runs, seed),
  guarded: (runs, seed) => found(anyGuardedRun(), playTwice, runs, seed),
  replicas: (runs, seed) => found(anyReplicaRun(), playLogAndCheck, LOG_RUNS_EACH * runs, seed),
  alarms: (runs, seed) => found(anyAlarmRun(), playTwice, runs, seed),
  quorums: (runs, seed) => found(anyQuorumRun(), playAndCheck, QUORUM_RUNS_EACH * runs, seed),
};

function playTwice(run: RandomRun): void {
  playAndCheck(run);
  repeatFromHalfWay(run);
}

function found<Run>(
  anyOne: fc.Arbitrary<Run>,
  play: (run: Run) => unknown,
  runs: number,
  seed: number,
): string | null {
  const property = fc.property(anyOne, (run) => {
    play(run);
  });
  const outcome = fc.check(property, { numRuns: runs, seed, endOnFailure: true });
  if (!outcome.failed) return null;
  const { errorInstance } = outcome;
  return errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
}

function repeatFromHalfWay(run: RandomRun): void {
  const simulation = healedRun(run, 1_000);
  simulation.runUntil(ACTS_UNTIL_US / 4);
  const half = simulation.checkpoint();
  simulation.runUntil(ACTS_UNTIL_US);
  const first = simulation.hash();
  simulation.restore(half);
  simulation.runUntil(ACTS_UNTIL_US);
  if (simulation.hash() !== first)
    throw new Error('the second half is another one the second time');
}
