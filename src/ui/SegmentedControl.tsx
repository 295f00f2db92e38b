/**
 * SegmentedControl is one choice out of a few that are all in sight, such as A, B or both.
 *
 * Inside are radio buttons, so that the arrow keys, the form semantics and the announcement are the
 * browser's own.
 */
import { type ReactNode, useId } from 'react';
import './SegmentedControl.css';

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
}

export interface SegmentedControlProps<Value extends string> {
  readonly label: string;
  readonly segments: readonly Segment<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

export function SegmentedControl<Value extends string>({
  label,
  segments,
  value,
  onChange,
}: SegmentedControlProps<Value>) {
  const name = useId();
  return (
    <fieldset className="ui-segments" aria-label={label}>
      {segments.map((segment) => (
        <label key={segment.value} className="ui-segment">
          <input
            type="radio"
            className="ui-segment-radio"
            name={name}
            value={segment.value}
            checked={segment.value === value}
            onChange={() => onChange(segment.value)}
          />
          <span className="ui-segment-face">{segment.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
