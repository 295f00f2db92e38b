/**
 * ChoiceKnob is one of a few words inside a sentence. Opening it shows the other words, each with a
 * line that says what it means; the select-only combobox pattern, so that the choice is announced.
 */
import { Check } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import './ChoiceKnob.css';
import { KnobPopover } from './KnobPopover';
import './knob.css';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** One line on what it means. */
  readonly note?: string | undefined;
}

export interface ChoiceKnobProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean | undefined;
}

export function ChoiceKnob<Value extends string>({
  label,
  choices,
  value,
  onChange,
  disabled,
}: ChoiceKnobProps<Value>) {
  const knob = useRef<HTMLButtonElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const id = useId();
  const [open, setOpen] = useState(false);
  const chosen = choices.findIndex((choice) => choice.value === value);
  const [active, setActive] = useState(chosen);

  const choose = (index: number) => {
    const choice = choices[index];
    sheet.current?.hidePopover();
    knob.current?.focus();
    if (choice && choice.value !== value) onChange(choice.value);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const handled = open ? whileOpen(event) : opens(event);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const opens = (event: KeyboardEvent): boolean => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return false;
    sheet.current?.showPopover();
    return true;
  };
  const whileOpen = (event: KeyboardEvent): boolean => {
    switch (event.key) {
      case 'ArrowDown':
        setActive(Math.min(choices.length - 1, active + 1));
        return true;
      case 'ArrowUp':
        setActive(Math.max(0, active - 1));
        return true;
      case 'Home':
        setActive(0);
        return true;
      case 'End':
        setActive(choices.length - 1);
        return true;
      case 'Enter':
      case ' ':
        choose(active);
        return true;
      case 'Tab':
        sheet.current?.hidePopover();
        return false;
      default: {
        const initial = event.key.toLowerCase();
        const found = choices.findIndex(
          (choice, index) => index > active && choice.label.toLowerCase().startsWith(initial),
        );
        if (event.key.length !== 1 || found < 0) return false;
        setActive(found);
        return true;
      }
    }
  };

  return (
    <>
      <button
        ref={knob}
        type="button"
        role="combobox"
        className="ui-knob"
        data-open={open}
        popoverTarget={`${id}-list`}
        aria-label={label}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open ? `${id}-${active}` : undefined}
        disabled={disabled}
        onKeyDown={onKeyDown}
        onKeyUp={(event) => {
          // Some browsers click on the release of Space, which would open the list again.
          if (event.key === ' ' && open) event.preventDefault();
        }}
      >
        {choices[chosen]?.label}
      </button>
      <KnobPopover
        sheet={sheet}
        knob={knob}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        onOpenChange={(isOpen) => {
          setOpen(isOpen);
          setActive(chosen);
        }}
      >
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the combobox, which keeps the focus
          // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant stands in for the focus
          <div
            key={choice.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={choice.value === value}
            data-active={index === active}
            className="ui-choice"
            onPointerMove={() => setActive(index)}
            onClick={() => choose(index)}
          >
            <span className="ui-choice-check">{choice.value === value && <Check />}</span>
            <span className="ui-choice-label">{choice.label}</span>
            {choice.note !== undefined && <span className="ui-choice-note">{choice.note}</span>}
          </div>
        ))}
      </KnobPopover>
    </>
  );
}
