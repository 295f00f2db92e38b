/** HandsForm takes the hands of a class as they are counted, "4 7 2 1". */
import { type FormEvent, type Ref, useId, useState } from 'react';
import type { ChoiceBet } from '../../lessons/course/index.ts';
import { readTally } from '../../lessons/index.ts';
import { Button } from '../../ui/index.ts';
import './PresentPanels.css';

export interface HandsFormProps {
  readonly bet: ChoiceBet;
  readonly tally: readonly number[] | null;
  readonly onCount: (counts: readonly number[] | null) => void;
  /** The field, for the key that leads to it. */
  readonly field?: Ref<HTMLInputElement>;
}

export function HandsForm({ bet, tally, onCount, field }: HandsFormProps) {
  const [text, setText] = useState(tally?.join(' ') ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const count = (event: FormEvent): void => {
    event.preventDefault();
    const reading = readTally(text, bet);
    setProblem(reading.ok ? null : reading.error);
    if (reading.ok) onCount(reading.counts);
  };
  const example = [4, 7, 2, 1, 3, 5, 2, 1].slice(0, bet.options.length).join(' ');
  return (
    <form className="hands-form" onSubmit={count} aria-label="The hands of the class">
      <label htmlFor={id}>Hands, one count for each option, as in {example}</label>
      <span className="hands-form-row">
        <input
          ref={field}
          id={id}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={text}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${id}-problem`}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="ui-button" data-variant="primary">
          <span className="ui-button-label">Show the hands</span>
        </button>
        <Button
          disabled={tally === null}
          onClick={() => {
            setText('');
            setProblem(null);
            onCount(null);
          }}
        >
          None
        </Button>
      </span>
      <span id={`${id}-problem`} className="hands-problem" role="alert">
        {problem}
      </span>
    </form>
  );
}
