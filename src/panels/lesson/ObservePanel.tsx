/**
 * ObservePanel asks what was seen, before anything is explained. One in five sees something else than what
 * happened; whoever has to say it, looks.
 */
import { useState } from 'react';
import type { Observation } from '../../lessons/course/index.ts';
import type { Seen } from '../../lessons/index.ts';
import { Button } from '../../ui/index.ts';
import { OptionList } from './OptionList.tsx';
import { Told } from './Told.tsx';

export interface ObservePanelProps {
  readonly observe: Observation;
  readonly seen: Seen | null;
  readonly onSee: (seen: Seen) => void;
}

export function ObservePanel({ observe, seen, onSee }: ObservePanelProps) {
  const [text, setText] = useState(seen?.kind === 'count' ? String(seen.count) : '');
  const [option, setOption] = useState(seen?.kind === 'choice' ? seen.option : null);
  const count = Number(text.replaceAll(',', ''));
  const isCount = text.trim() !== '' && Number.isFinite(count);
  const draft: Seen | null =
    observe.kind === 'choice'
      ? option === null
        ? null
        : { kind: 'choice', option }
      : isCount
        ? { kind: 'count', count }
        : null;
  return (
    <form
      className="lesson-step"
      aria-label="What did you see?"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return;
        event.preventDefault();
        event.stopPropagation();
        if (draft !== null) onSee(draft);
      }}
    >
      <h2 className="lesson-heading">What did you see?</h2>
      <Told>{observe.asks}</Told>
      {observe.kind === 'choice' ? (
        <OptionList
          label={observe.asks}
          options={observe.options}
          value={option}
          onChange={setOption}
        />
      ) : (
        <label className="lesson-count">
          <input
            type="text"
            inputMode="decimal"
            autoComplete="off"
            maxLength={12}
            aria-label={`How many ${observe.unit}`}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />{' '}
          {observe.unit}
        </label>
      )}
      <p className="lesson-note">The worlds are still there: look again, if you like.</p>
      <div className="lesson-actions">
        <Button
          variant="primary"
          disabled={draft === null}
          onClick={() => {
            if (draft !== null) onSee(draft);
          }}
        >
          That is what I saw
        </Button>
        <Button variant="quiet" onClick={() => onSee({ kind: 'unsure' })}>
          I am not sure
        </Button>
      </div>
    </form>
  );
}
