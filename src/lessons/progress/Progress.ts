/**
 * Progress is how far somebody is in the course, and what their own runs have shown. It stays in their
 * browser; they can take it along as a file, and throw it away.
 */
import type { Intervention } from '../../engine/index.ts';
import type { LessonId, WorldId } from '../course/index.ts';
import type { LessonState } from '../lessonLifecycle.ts';

export interface Progress {
  readonly lessons: Readonly<Partial<Record<LessonId, LessonProgress>>>;
  /** Flash cards, by their lesson. */
  readonly cards: Readonly<Partial<Record<LessonId, CardMark>>>;
}

export type CardMark = 'known' | 'again';

export interface LessonProgress extends LessonState {
  /** The line has been reached. */
  readonly isFinished: boolean;
  /** What the learner's own runs counted, by the names of the lesson's numbers. */
  readonly counted: Readonly<Record<string, number>>;
  /** Of lessons that are played in parts (a part taken off, a design examined): what was found. */
  readonly trials: Readonly<Record<string, Trial>>;
  /** How the worlds stood when the page was left; null: as the lesson opens them. */
  readonly stage: StageState | null;
}

/** What one part or one design showed when it was tried. */
export interface Trial {
  /** The faults that were caused, in their order. */
  readonly faults: readonly TimedFault[];
  /** What was changed, or null. */
  readonly change: string | null;
  readonly before: Readonly<Record<string, number>>;
  readonly after: Readonly<Record<string, number>> | null;
}

export interface TimedFault {
  readonly id: string;
  readonly atUs: number;
}

export interface StageState {
  readonly atUs: number;
  /** Positions of the controls that choose, and values of those that are turned, by their position. */
  readonly settings: Readonly<Record<string, number>>;
  /** What the person did, by the world it was done in. */
  readonly acts: Readonly<Record<WorldId, readonly Intervention[]>>;
  /** When orders were placed by hand, by the world they were placed in. */
  readonly placedUs: Readonly<Record<WorldId, readonly number[]>>;
}

export const noProgress: Progress = { lessons: {}, cards: {} };

export const notBegun: LessonProgress = {
  recalled: null,
  bet: null,
  seen: null,
  isKnown: false,
  beat: 0,
  isFinished: false,
  counted: {},
  trials: {},
  stage: null,
};
