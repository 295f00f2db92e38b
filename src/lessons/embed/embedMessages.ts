/**
 * embedMessages are what a lesson in a frame tells the page that holds it: that somebody has predicted, has
 * reported what they saw, and has completed the lesson. Each is told once. The README documents their shape;
 * another shape has another version.
 */
import { type BetAnswer, betVerdict, type Lesson, seenVerdict } from '../course/index.ts';
import type { Seen } from '../lessonLifecycle.ts';
import type { LessonProgress } from '../progress/Progress.ts';

interface About {
  readonly source: 'queuescope';
  readonly version: 1;
  /** 0 to 16. */
  readonly lesson: number;
}

export type EmbedMessage = About &
  (
    | { readonly type: 'predicted'; readonly bet: BetAnswer; readonly isRight: boolean | null }
    | { readonly type: 'reported'; readonly seen: Seen; readonly isRight: boolean | null }
    | {
        readonly type: 'completed';
        /** Whether the bet was right; null: the lesson was done without one. */
        readonly isBetRight: boolean | null;
        /** Whether what was seen is what there was; null: not sure, or skipped. */
        readonly isSeenRight: boolean | null;
      }
  );

/** What is new between how far somebody was and is. */
export function messagesBetween(
  lesson: Lesson,
  before: LessonProgress,
  after: LessonProgress,
): EmbedMessage[] {
  const about: About = { source: 'queuescope', version: 1, lesson: Number(lesson.id.slice(1)) };
  const { bet, seen, isFinished } = after;
  const isBetRight = bet === null ? null : (betVerdict(lesson, bet)?.isRight ?? null);
  const isSeenRight = seen === null ? null : isSeen(lesson, seen);
  return [
    ...(bet !== null && before.bet === null
      ? [{ ...about, type: 'predicted', bet, isRight: isBetRight } as const]
      : []),
    ...(seen !== null && before.seen === null
      ? [{ ...about, type: 'reported', seen, isRight: isSeenRight } as const]
      : []),
    ...(isFinished && !before.isFinished
      ? [{ ...about, type: 'completed', isBetRight, isSeenRight } as const]
      : []),
  ];
}

function isSeen({ observe, numbers }: Lesson, seen: Seen): boolean | null {
  const counted =
    observe.kind === 'count' ? numbers.find(({ id }) => id === observe.number)?.promised : 0;
  return seenVerdict(observe, seen, counted ?? Number.NaN);
}
