/** OptionList is a few answers of which one is taken: radio buttons that look like what they are. */
import { useId } from 'react';
import type { Option } from '../../lessons/course/index.ts';
import { KeyCap } from '../../ui/index.ts';

export interface OptionListProps {
  readonly label: string;
  readonly options: readonly Pick<Option, 'id' | 'text'>[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  /** What became of each, once it is known. */
  readonly right?: string | undefined;
  readonly isLocked?: boolean;
  /** Whether the number keys choose. */
  readonly hasKeys?: boolean;
}

export function OptionList({
  label,
  options,
  value,
  onChange,
  right,
  isLocked = false,
  hasKeys = false,
}: OptionListProps) {
  const name = useId();
  return (
    <fieldset className="lesson-options" aria-label={label}>
      {options.map(({ id, text }, i) => (
        <label
          key={id}
          className="lesson-option"
          data-verdict={right === undefined ? undefined : id === right ? 'right' : 'other'}
        >
          <input
            type="radio"
            name={name}
            value={id}
            checked={id === value}
            disabled={isLocked && id !== value}
            onChange={() => {
              if (!isLocked) onChange(id);
            }}
          />
          <span className="lesson-option-face">
            <span>{text}</span>
            {right !== undefined && id === right && (
              <span className="lesson-option-note">so it is</span>
            )}
            {hasKeys && !isLocked && <KeyCap>{String(i + 1)}</KeyCap>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
