/** boards are what a class sees where there is something to ask or to say: large, and in the stage's place. */
import { Check } from 'lucide-react';
import type { FollowUp, Lesson } from '../../lessons/course/index.ts';
import type { LessonWorlds } from '../../lessons/index.ts';
import { WorldsChart, WorldsPicture } from '../lesson/index.ts';

export function RecallBoard({ from, isAnswered }: { from: Lesson; isAnswered: boolean }) {
  const { question, options, right, because } = from.recall;
  return (
    <section className="board" aria-label="From an earlier lesson">
      <p className="board-before">
        From {from.id.toUpperCase()}, {from.title}
      </p>
      <h2 className="board-question">{question}</h2>
      <ol className="board-options">
        {options.map(({ id, text }, i) => {
          const isRight = isAnswered && id === right;
          return (
            <li key={id} data-right={isAnswered ? isRight : undefined}>
              <span className="hands-letter">{i + 1}</span>
              <span>{text}</span>
              {isRight && (
                <span className="hands-right">
                  <Check aria-hidden="true" /> so it is
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <p className="board-answer" role="status">
        {isAnswered && because}
      </p>
    </section>
  );
}

/** What has been shown, with what shows it best: the curve, or what the lesson is about. */
export function ResultBoard({ worlds }: { worlds: LessonWorlds }) {
  return (
    <section className="board" aria-label="The result">
      <ul className="board-shown">
        {worlds.lesson.shown.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <div className="board-picture">
        {hasPicture(worlds.lesson) ? (
          <WorldsPicture worlds={worlds} />
        ) : (
          <WorldsChart worlds={worlds} isOpen />
        )}
      </div>
    </section>
  );
}

/** Whether a lesson is about something else than a quantity over time. */
export function hasPicture({ picture }: Lesson): boolean {
  return picture.kind === 'sequence' || picture.kind === 'order' || picture.kind === 'ledger';
}

export function AskBoard({ ask, isAnswered }: { ask: FollowUp; isAnswered: boolean }) {
  return (
    <section className="board" aria-label="A question more">
      <p className="board-before">And if …?</p>
      <h2 className="board-question">{ask.question}</h2>
      <p className="board-answer" role="status">
        {isAnswered && ask.answer}
      </p>
    </section>
  );
}

export function LineBoard({ lesson }: { lesson: Lesson }) {
  const { say, sayMore, assumptions } = lesson;
  return (
    <section className="board" aria-label="The line">
      <p className="board-line">“{say}”</p>
      {sayMore !== undefined && <p className="board-answer">{sayMore}</p>}
      <p className="board-assumed">
        <strong>Assumed</strong> {assumptions}
      </p>
    </section>
  );
}
