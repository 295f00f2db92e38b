/** ToggleKnob is a word inside a sentence with one alternative: on or off, flipped at once. */
import './knob.css';

export interface ToggleKnobProps {
  readonly label: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  /** The two words, if they are not on and off. */
  readonly words?: readonly [on: string, off: string] | undefined;
  readonly disabled?: boolean | undefined;
}

export function ToggleKnob({
  label,
  value,
  onChange,
  words: [on, off] = ['on', 'off'],
  disabled,
}: ToggleKnobProps) {
  return (
    <button
      type="button"
      role="switch"
      className="ui-knob"
      aria-label={label}
      aria-checked={value}
      disabled={disabled}
      onClick={() => onChange(!value)}
    >
      {value ? on : off}
    </button>
  );
}
