/**
 * SentenceKnobs sets knobs and plain words as one sentence: "2 consumers at 50/s · ack after work".
 * Clauses are kept apart by a middle dot and break between, not inside.
 */
import { Children, type ReactNode } from 'react';
import './SentenceKnobs.css';

export interface SentenceKnobsProps {
  readonly label: string;
  /** One child per clause. */
  readonly children: ReactNode;
}

export function SentenceKnobs({ label, children }: SentenceKnobsProps) {
  return (
    <fieldset className="ui-sentence" aria-label={label}>
      {Children.map(children, (clause) => (
        <span className="ui-clause">{clause}</span>
      ))}
    </fieldset>
  );
}
