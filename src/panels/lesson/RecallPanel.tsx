/** RecallPanel opens a lesson with a question from an earlier one: what is recalled is learnt. */
import type { Lesson } from '../../lessons/course/index.ts';
import { Button } from '../../ui/index.ts';
import { OptionList } from './OptionList.tsx';
import { Told } from './Told.tsx';

export interface RecallPanelProps {
  readonly from: Lesson;
  readonly answer: string | null;
  readonly onAnswer: (option: string) => void;
  readonly onNext: () => void;
}

export function RecallPanel({ from, answer, onAnswer, onNext }: RecallPanelProps) {
  const { question, options, right, because } = from.recall;
  return (
    <section className="lesson-step" aria-label="From an earlier lesson">
      <h2 className="lesson-heading">
        From {from.id.toUpperCase()}, {from.title}
      </h2>
      <Told>{question}</Told>
      <OptionList
        label={question}
        options={options}
        value={answer}
        onChange={onAnswer}
        right={answer === null ? undefined : right}
        isLocked={answer !== null}
      />
      {answer !== null && (
        <p className="told lesson-told" role="status">
          {answer === right ? 'Yes. ' : 'No. '}
          {because}
        </p>
      )}
      <div className="lesson-actions">
        <Button variant={answer === null ? 'plain' : 'primary'} keyHint="→" onClick={onNext}>
          {answer === null ? 'Skip it' : 'On to the lesson'}
        </Button>
      </div>
    </section>
  );
}
