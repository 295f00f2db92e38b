/**
 * FlashCards ask for the line: the picture of the result and the number are there, one says the line aloud
 * and turns the card. What was not known comes again.
 */
import { useState } from 'react';
import type { LessonId } from '../../lessons/course/index.ts';
import { lessons } from '../../lessons/course/index.ts';
import type { CardMark, Progress } from '../../lessons/index.ts';
import { Button } from '../../ui/index.ts';
import { figure } from './figure.ts';
import './LessonPanels.css';

export interface FlashCardsProps {
  readonly progress: Progress;
  readonly onMark: (id: LessonId, mark: CardMark) => void;
}

export function FlashCards({ progress, onMark }: FlashCardsProps) {
  const [isTurned, turn] = useState(false);
  const [seen, setSeen] = useState<readonly LessonId[]>([]);
  const left = lessons.filter(({ id }) => progress.cards[id] !== 'known' && !seen.includes(id));
  const again = lessons.filter(({ id }) => progress.cards[id] === 'again');
  const lesson = left[0] ?? again[0];
  const known = lessons.filter(({ id }) => progress.cards[id] === 'known').length;
  if (lesson === undefined) {
    return (
      <section className="course-cards" aria-label="Flash cards">
        <p className="told">All {lessons.length} lines are yours.</p>
        <Button
          onClick={() => {
            for (const { id } of lessons) onMark(id, 'again');
          }}
        >
          Ask them all again
        </Button>
      </section>
    );
  }
  const mark = (how: CardMark): void => {
    onMark(lesson.id, how);
    setSeen([...seen, lesson.id]);
    turn(false);
  };
  const numbers = lesson.theNumber.numbers.map(
    (id) => lesson.numbers.find((number) => number.id === id)?.promised ?? Number.NaN,
  );
  return (
    <section className="course-cards" aria-label="Flash cards">
      <p className="lesson-note">
        {known} of {lessons.length} known. Say the line aloud, then turn the card.
      </p>
      <article className="course-card">
        <h2>
          {lesson.id.slice(1)} {lesson.title}
        </h2>
        <p className="told">{lesson.question}</p>
        <p className="course-card-worlds">
          {lesson.worlds
            .slice(0, numbers.length)
            .map(({ title }) => title)
            .join(' → ')}
        </p>
        <p className="lesson-number-figure">{numbers.map(figure).join(' → ')}</p>
        <p className="lesson-number-word">{lesson.theNumber.word}</p>
        <div role="status">
          {isTurned && (
            <>
              <p className="lesson-say">“{lesson.say}”</p>
              <p className="lesson-price">price: {lesson.price}</p>
            </>
          )}
        </div>
      </article>
      <div className="lesson-actions">
        {isTurned ? (
          <>
            <Button variant="primary" onClick={() => mark('known')}>
              I knew it
            </Button>
            <Button onClick={() => mark('again')}>Again later</Button>
          </>
        ) : (
          <Button variant="primary" onClick={() => turn(true)}>
            Turn the card
          </Button>
        )}
      </div>
    </section>
  );
}
