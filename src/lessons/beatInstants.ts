/** beatInstants are the instants of the run at which the beats of a lesson begin and end, in microseconds. */
import { type Beat, isBeforeRun } from './beatsOf.ts';
import type { Lesson } from './course/index.ts';

const US_PER_S = 1_000_000;

/** Where a beat of the run begins: where the one before it ended. */
export function runBeginsAt(lesson: Lesson, run: number): number {
  const before = lesson.beats.slice(0, run).findLast(({ toS }) => toS !== undefined);
  return Math.round((before?.toS ?? lesson.opensAtS) * US_PER_S);
}

/** Where a beat of the run ends; null: whenever one goes on. */
export function runEndsAt(lesson: Lesson, run: number): number | null {
  const toS = lesson.beats[run]?.toS;
  return toS === undefined ? null : Math.round(toS * US_PER_S);
}

/** Where the whole run of a lesson ends, or null. */
export function lastRunEndsAt(lesson: Lesson): number | null {
  const last = lesson.beats.findLastIndex(({ toS }) => toS !== undefined);
  return last < 0 ? null : runEndsAt(lesson, last);
}

/** Where the worlds stand when somebody comes to a beat as the lesson has it. */
export function beatBeginsAt(lesson: Lesson, { step, run }: Beat): number {
  const opensAtUs = Math.round(lesson.opensAtS * US_PER_S);
  if (isBeforeRun(step)) return opensAtUs;
  if (step === 'run') return runBeginsAt(lesson, run);
  return lastRunEndsAt(lesson) ?? opensAtUs;
}
