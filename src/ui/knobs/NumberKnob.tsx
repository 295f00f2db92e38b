/**
 * NumberKnob is a number inside a sentence that can be changed where it stands.
 *
 * Arrow keys step it, a drag sideways scrubs it, a click or Enter opens a sheet with a stepper, a
 * slider and an exact field. To assistive technology it is a slider that also has a dialog.
 */
import { Minus, Plus } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useId, useRef, useState } from 'react';
import { IconButton } from '../Button';
import { KnobPopover } from './KnobPopover';
import './knob.css';
import './NumberKnob.css';
import {
  fromSlider,
  type NumberRange,
  readNumber,
  stepNumber,
  toSlider,
  writeNumber,
} from './numberEntry';
import { useScrub } from './useScrub';

export interface NumberKnobProps extends NumberRange {
  /** What the number is, for the title of the sheet and for those who listen. */
  readonly label: string;
  readonly value: number;
  /** Said and shown behind the number in the sheet: "per second". */
  readonly unit?: string | undefined;
  readonly format?: ((value: number) => string) | undefined;
  /** A further rule beside range and step: a sentence if it is broken. */
  readonly validate?: ((value: number) => string | undefined) | undefined;
  /** Every value on the way, while a key is held or something is dragged. */
  readonly onInput?: ((value: number) => void) | undefined;
  /** The value that was settled on. */
  readonly onChange: (value: number) => void;
  readonly disabled?: boolean | undefined;
}

export function NumberKnob(props: NumberKnobProps) {
  const { label, value, unit, format = writeNumber, validate, onInput, onChange, disabled } = props;
  const knob = useRef<HTMLButtonElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const sheetId = useId();
  const [open, setOpen] = useState(false);
  /** The value on the way, until it is settled. */
  const [draft, setDraft] = useState<number | undefined>(undefined);
  const shown = draft ?? value;

  const preview = (next: number) => {
    if (validate?.(next) !== undefined) return;
    setDraft(next);
    if (next !== shown) onInput?.(next);
  };
  const settle = (next: number | undefined) => {
    setDraft(undefined);
    if (next !== undefined && next !== value && validate?.(next) === undefined) onChange(next);
  };
  const scrub = useScrub(
    (steps) => preview(stepNumber(value, steps, props)),
    () => settle(draft),
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const target = keyTarget(event, shown, props);
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    preview(target);
  };

  return (
    <>
      <button
        ref={knob}
        type="button"
        role="slider"
        className="ui-knob"
        data-scrubs="true"
        data-open={open}
        popoverTarget={sheetId}
        aria-haspopup="dialog"
        aria-label={label}
        aria-valuemin={props.min}
        aria-valuemax={props.max}
        aria-valuenow={shown}
        aria-valuetext={unit === undefined ? format(shown) : `${format(shown)} ${unit}`}
        disabled={disabled}
        onKeyDown={onKeyDown}
        onKeyUp={() => settle(draft)}
        onBlur={() => settle(draft)}
        onClick={(event: MouseEvent) => {
          if (scrub.swallowsClick()) event.preventDefault();
        }}
        {...scrub.handlers}
      >
        {format(shown)}
      </button>
      <KnobPopover
        sheet={sheet}
        knob={knob}
        id={sheetId}
        role="dialog"
        aria-label={label}
        onOpenChange={(isOpen) => {
          setOpen(isOpen);
          if (isOpen) field.current?.select();
          else settle(draft);
        }}
      >
        {open && (
          <NumberSheet
            {...props}
            shown={shown}
            field={field}
            onPreview={preview}
            onSettle={settle}
            onClose={() => sheet.current?.hidePopover()}
          />
        )}
      </KnobPopover>
    </>
  );
}

/** Arrows are one step, with Shift ten; Home and End the ends. Page keys belong to remote controls. */
function keyTarget(event: KeyboardEvent, value: number, range: NumberRange): number | undefined {
  const steps = event.shiftKey ? 10 : 1;
  switch (event.key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return stepNumber(value, steps, range);
    case 'ArrowDown':
    case 'ArrowLeft':
      return stepNumber(value, -steps, range);
    case 'Home':
      return range.min;
    case 'End':
      return range.max;
    default:
      return undefined;
  }
}

interface NumberSheetProps extends NumberKnobProps {
  readonly shown: number;
  readonly field: React.RefObject<HTMLInputElement | null>;
  readonly onPreview: (value: number) => void;
  readonly onSettle: (value: number | undefined) => void;
  readonly onClose: () => void;
}

const sliderSteps = 1000;

function NumberSheet(props: NumberSheetProps) {
  const { label, unit, validate, shown, field, onPreview, onSettle, onClose } = props;
  const problemId = useId();
  /** What is being typed; without it the field follows the value. */
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const entry = typed === undefined ? undefined : readNumber(typed, props);
  const problem = entry?.ok ? validate?.(entry.value) : entry?.problem;

  const step = (steps: number) => {
    setTyped(undefined);
    onSettle(stepNumber(shown, steps, props));
  };
  const settleTyped = () => {
    if (entry?.ok && problem === undefined) {
      onSettle(entry.value);
      setTyped(undefined);
    }
  };

  return (
    <>
      <span className="ui-knob-sheet-title">{label}</span>
      <div className="ui-number-sheet-row">
        <IconButton
          icon={<Minus />}
          label="Less"
          disabled={shown <= props.min}
          onClick={() => step(-1)}
        />
        <input
          // The field is what one came for: typing replaces the number at once.
          ref={(element) => {
            if (element && field.current !== element) element.focus();
            field.current = element;
            return undefined;
          }}
          className="ui-number-field"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          aria-label={unit === undefined ? label : `${label}, ${unit}`}
          aria-invalid={problem !== undefined}
          aria-describedby={problemId}
          value={typed ?? String(shown)}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={settleTyped}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              // Otherwise the same key press would also click the knob that gets the focus back.
              event.preventDefault();
              if (problem !== undefined) return;
              settleTyped();
              onClose();
            }
            // The browser closes the sheet next, and what was half typed is not meant.
            if (event.key === 'Escape') setTyped(undefined);
            if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
              event.preventDefault();
              step((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1));
            }
          }}
        />
        <IconButton
          icon={<Plus />}
          label="More"
          disabled={shown >= props.max}
          onClick={() => step(1)}
        />
        {unit !== undefined && <span className="ui-number-sheet-unit">{unit}</span>}
      </div>
      <input
        type="range"
        className="ui-range"
        aria-label={`${label}, coarse`}
        min={0}
        max={sliderSteps}
        value={Math.round(toSlider(shown, props) * sliderSteps)}
        aria-valuetext={writeNumber(shown)}
        onChange={(event) => {
          setTyped(undefined);
          onPreview(fromSlider(Number(event.currentTarget.value) / sliderSteps, props));
        }}
        onPointerUp={() => onSettle(shown)}
        onKeyUp={() => onSettle(shown)}
      />
      <div className="ui-number-sheet-ends" aria-hidden="true">
        <span>{writeNumber(props.min)}</span>
        <span>{writeNumber(props.max)}</span>
      </div>
      <p id={problemId} className="ui-number-problem" aria-live="polite">
        {problem}
      </p>
    </>
  );
}
