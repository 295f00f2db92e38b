/** posterStages are how the worlds of a lesson stand in a picture of them, where nobody has done anything. */
import type { Lesson } from '../course/index.ts';
import type { StageState } from '../progress/Progress.ts';

const US_PER_S = 1_000_000;
/** In a picture of what is done by hand: five orders, as fast as one can. */
const PRESSES_US = [50_000, 100_000, 150_000, 200_000, 250_000];

/** The worlds as the lesson opens them: a picture that gives nothing away. */
export function openingStage(lesson: Lesson): StageState {
  return { ...stageAt(lesson, lesson.opensAtS), placedUs: {} };
}

/** The worlds at the instant that the lesson is about. */
export function decisiveStage(lesson: Lesson): StageState {
  return stageAt(lesson, lesson.decisiveS);
}

/** The worlds at an instant; where orders come by hand, after five of them. */
export function stageAt({ byHand, worlds }: Lesson, atS: number): StageState {
  const placed = worlds.map(({ id }) => [id, PRESSES_US] as const);
  return {
    atUs: Math.round(atS * US_PER_S),
    settings: {},
    acts: {},
    placedUs: byHand === undefined ? {} : Object.fromEntries(placed),
  };
}
