/** instants are how the worlds of a lesson stand where nobody has done anything: at a beat, and in its poster. */
import { beatBeginsAt, runBeginsAt, runEndsAt } from '../beatInstants.ts';
import type { Beat } from '../beatsOf.ts';
import type { Lesson } from '../course/index.ts';
import type { StageState } from '../progress/Progress.ts';

const US_PER_S = 1_000_000;
/** In a poster of what is done by hand: five orders, as fast as one can. */
const PRESSES_US = [50_000, 100_000, 150_000, 200_000, 250_000];
/** What is done by hand is done so often. */
export const ORDERS_BY_HAND = PRESSES_US.length;

function untouched(atUs: number): StageState {
  return { atUs, settings: {}, acts: {}, placedUs: {} };
}

/** The worlds as the lesson has them at the beginning of a beat. */
export function standardStage(lesson: Lesson, beat: Beat): StageState {
  return untouched(beatBeginsAt(lesson, beat));
}

/** The worlds at the instant that the lesson is about. */
export function decisiveStage({ decisiveS, byHand, worlds }: Lesson): StageState {
  const stage = untouched(Math.round(decisiveS * US_PER_S));
  if (byHand === undefined) return stage;
  return { ...stage, placedUs: Object.fromEntries(worlds.map(({ id }) => [id, PRESSES_US])) };
}

/** The worlds as the lesson opens them: a picture that gives nothing away. */
export function openingStage({ opensAtS }: Lesson): StageState {
  return untouched(Math.round(opensAtS * US_PER_S));
}

/** The beat of the run in which that instant lies. */
export function decisiveRun(lesson: Lesson): number {
  const atUs = lesson.decisiveS * US_PER_S;
  const found = lesson.beats.findIndex((_, run) => {
    const endUs = runEndsAt(lesson, run);
    return atUs >= runBeginsAt(lesson, run) && (endUs === null || atUs <= endUs);
  });
  return Math.max(0, found);
}
