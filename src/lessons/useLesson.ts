/** useLesson takes somebody through a lesson: the lifecycle, begun where it was left, and kept as it goes. */
import { useActorRef, useSelector } from '@xstate/react';
import { useEffect } from 'react';
import type { StepName } from './beatsOf.ts';
import type { Lesson } from './course/index.ts';
import { type LessonContext, type LessonEvent, lessonLifecycle } from './lessonLifecycle.ts';
import type { ProgressStore } from './progress/ProgressStore.ts';

export interface LessonInHand {
  readonly context: LessonContext;
  readonly step: StepName;
  /** Whether the answer of the follow-up question is shown. */
  readonly isAnswered: boolean;
  /** Sends an event, and returns how the lesson stands then. */
  readonly send: (event: LessonEvent) => LessonContext;
}

export function useLesson(
  lesson: Lesson,
  progress: ProgressStore,
  beat: number | null,
  /** Whether the run may come before a bet: where somebody else has chosen the beat. */
  isRunFirst = false,
): LessonInHand {
  const kept = progress.of(lesson.id);
  const actor = useActorRef(lessonLifecycle, {
    input: { ...kept, lesson, beat: beat ?? kept.beat, isInterview: isRunFirst },
  });
  const context = useSelector(actor, (snapshot) => snapshot.context);
  const isAnswered = useSelector(actor, (snapshot) => snapshot.matches({ ask: 'answer' }));
  useEffect(() => {
    const { recalled, bet, seen, isKnown, beat, beats } = context;
    const isFinished = progress.of(lesson.id).isFinished || beats[beat]?.step === 'line';
    progress.update(lesson.id, { recalled, bet, seen, isKnown, beat, isFinished });
  }, [context, lesson, progress]);
  return {
    context,
    step: context.beats[context.beat]?.step ?? 'line',
    isAnswered,
    send: (event) => {
      actor.send(event);
      return actor.getSnapshot().context;
    },
  };
}
