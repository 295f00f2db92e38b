/** AskPanel is the follow-up question; its answer comes with the next key. */
import type { FollowUp } from '../../lessons/course/index.ts';
import { Button } from '../../ui/index.ts';
import { Told } from './Told.tsx';

export interface AskPanelProps {
  readonly ask: FollowUp;
  readonly isAnswered: boolean;
  readonly onNext: () => void;
}

export function AskPanel({ ask, isAnswered, onNext }: AskPanelProps) {
  return (
    <section className="lesson-step" aria-label="A question more">
      <h2 className="lesson-heading">And if …?</h2>
      <Told>{ask.question}</Told>
      <div role="status">{isAnswered && <Told>{ask.answer}</Told>}</div>
      <div className="lesson-actions">
        <Button variant="primary" keyHint="→" onClick={onNext}>
          {isAnswered ? 'The line' : 'Show the answer'}
        </Button>
      </div>
    </section>
  );
}
