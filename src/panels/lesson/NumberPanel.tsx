/**
 * NumberPanel is the number of the lesson, counted by the engine in the worlds on stage as they stand; and,
 * once the result is there, what it costs.
 */
import type { Lesson } from '../../lessons/course/index.ts';
import { type LessonWorlds, theNumberNow } from '../../lessons/index.ts';
import { figure } from './figure.ts';
import { useWorlds } from './useWorlds.ts';

export interface NumberPanelProps {
  readonly lesson: Lesson;
  readonly worlds: LessonWorlds;
  /** hidden: it would give the bet away. */
  readonly stage: 'hidden' | 'running' | 'known';
  /** What the engine counts in the lesson's own worlds, where they are not on stage. */
  readonly counts: ReadonlyMap<string, number> | null;
  /** What stands in its place where the number is the learner's own. */
  readonly own: { readonly figure: string; readonly word: string } | null;
}

export function NumberPanel({ lesson, worlds, stage, counts, own }: NumberPanelProps) {
  const { values, isOwn } = useWorlds(worlds, (now) => ({
    values: stage === 'hidden' ? null : theNumberNow(now),
    isOwn: !now.isUntouched,
  }));
  const shown = lesson.theNumber.numbers.map((id, i) => {
    const kept = stage === 'known' ? counts?.get(id) : null;
    const value = values?.[i] ?? kept ?? null;
    return value === null ? '?' : figure(value);
  });
  return (
    <section className="lesson-number" aria-label="The number">
      <h2 className="lesson-heading">
        The number{isOwn && own === null && stage !== 'hidden' ? ', in your run' : ''}
      </h2>
      <p>
        <output className="lesson-number-figure" aria-live="off">
          {own?.figure ?? shown.join(' → ')}
        </output>{' '}
        <span className="lesson-number-word">{own?.word ?? lesson.theNumber.word}</span>
      </p>
      {stage === 'known' && <p className="lesson-price">price: {lesson.price}</p>}
    </section>
  );
}
