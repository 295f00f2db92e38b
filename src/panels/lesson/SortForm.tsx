/** SortForm puts each of a few things into one of the bins: chips for few bins, a list for many. */
import { useId } from 'react';
import type { SortBet } from '../../lessons/course/index.ts';

/** More bins than this do not fit beside a word. */
const CHIPS = 4;

export interface SortFormProps {
  readonly bet: SortBet;
  readonly bins: Readonly<Record<string, string>>;
  readonly onChange: (bins: Readonly<Record<string, string>>) => void;
  readonly isLocked: boolean;
}

export function SortForm({ bet, bins, onChange, isLocked }: SortFormProps) {
  const put = (item: string, bin: string): void => onChange({ ...bins, [item]: bin });
  const isShort = bet.bins.length <= CHIPS && bet.bins.every(({ text }) => text.length <= 12);
  return (
    <div className="lesson-sort" data-short={isShort}>
      {bet.items.map(({ id, text }) =>
        isShort ? (
          <Chips
            key={id}
            text={text}
            bet={bet}
            value={bins[id]}
            isLocked={isLocked}
            onChange={(bin) => put(id, bin)}
          />
        ) : (
          <label key={id} className="lesson-sort-row">
            <span>{text}</span>
            <select
              value={bins[id] ?? ''}
              disabled={isLocked}
              onChange={(event) => put(id, event.target.value)}
            >
              <option value="" disabled>
                choose …
              </option>
              {bet.bins.map((bin) => (
                <option key={bin.id} value={bin.id}>
                  {bin.text}
                </option>
              ))}
            </select>
          </label>
        ),
      )}
    </div>
  );
}

interface ChipsProps {
  readonly text: string;
  readonly bet: SortBet;
  readonly value: string | undefined;
  readonly isLocked: boolean;
  readonly onChange: (bin: string) => void;
}

function Chips({ text, bet, value, isLocked, onChange }: ChipsProps) {
  const name = useId();
  return (
    <fieldset className="lesson-sort-row" aria-label={text}>
      <span aria-hidden="true">{text}</span>
      <span className="lesson-chips">
        {bet.bins.map((bin) => (
          <label key={bin.id} className="lesson-chip">
            <input
              type="radio"
              name={name}
              checked={value === bin.id}
              disabled={isLocked && value !== bin.id}
              onChange={() => {
                if (!isLocked) onChange(bin.id);
              }}
            />
            <span>{bin.text}</span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}
