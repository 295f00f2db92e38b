/**
 * LessonControls is the hand on a lesson: its time at the left, its beats, and the three controls at most
 * that it gives.
 */
import { ChevronLeft, ChevronRight, Pause, Play, RotateCcw } from 'lucide-react';
import type { Control } from '../../lessons/course/index.ts';
import type { LessonWorlds } from '../../lessons/index.ts';
import { speeds } from '../../playback/index.ts';
import { Button, IconButton, NumberKnob, SegmentedControl } from '../../ui/index.ts';
import { useWorlds } from './useWorlds.ts';

export interface LessonControlsProps {
  readonly worlds: LessonWorlds;
  /** Whether the worlds may be run: a bet is locked, or needs none. */
  readonly isOpen: boolean;
  /** "slowed for the crash", or null. */
  readonly note: string | null;
  readonly onPlay: () => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
  readonly onReset: () => void;
}

export function LessonControls(props: LessonControlsProps) {
  const { worlds, isOpen, note, onPlay, onBack, onNext, onReset } = props;
  const { isPlaying, pace } = useWorlds(worlds, (now) => ({
    isPlaying: now.isPlaying,
    pace: now.pace,
  }));
  const { controls } = worlds.lesson;
  return (
    <section className="lesson-controls" aria-label="Controls">
      <fieldset className="lesson-time" aria-label="Time">
        <Button
          variant="primary"
          icon={isPlaying ? <Pause /> : <Play />}
          keyHint="Space"
          disabled={!isOpen}
          onClick={onPlay}
        >
          {isPlaying ? 'Pause' : 'Play'}
        </Button>
        <Button icon={<ChevronLeft />} keyHint="←" aria-label="Previous beat" onClick={onBack}>
          Beat
        </Button>
        <Button icon={<ChevronRight />} keyHint="→" aria-label="Next beat" onClick={onNext}>
          Beat
        </Button>
        <IconButton
          icon={<RotateCcw />}
          label="The worlds as they were, from the start"
          disabled={!isOpen}
          onClick={onReset}
        />
        <span className="lesson-pace">
          {speeds[pace]?.name}
          {note !== null && <em>, {note}</em>}
        </span>
      </fieldset>
      {controls.length > 0 && (
        <fieldset className="lesson-hands" aria-label="What you can change">
          {controls.map((control, i) => (
            <OneControl
              key={control.label}
              worlds={worlds}
              control={control}
              at={i}
              isOpen={isOpen}
            />
          ))}
        </fieldset>
      )}
    </section>
  );
}

interface OneControlProps {
  readonly worlds: LessonWorlds;
  readonly control: Control;
  readonly at: number;
  readonly isOpen: boolean;
}

function OneControl({ worlds, control, at, isOpen }: OneControlProps) {
  const { setting, isOn } = useWorlds(worlds, (now) => ({
    setting: now.settingOf(at),
    isOn: control.kind === 'act' && now.isOn(control),
  }));
  if (control.kind === 'act') {
    return (
      <Button keyHint={control.key} disabled={!isOpen} onClick={() => worlds.press(control)}>
        {isOn ? (control.back?.label ?? control.label) : control.label}
      </Button>
    );
  }
  if (control.kind === 'number') {
    return (
      <span className="lesson-knob">
        {control.before}{' '}
        <NumberKnob
          label={control.label}
          unit={control.unit}
          value={setting}
          min={control.min}
          max={control.max}
          step={control.step}
          disabled={!isOpen}
          onChange={(value) => worlds.set(at, value)}
        />{' '}
        {control.after}
      </span>
    );
  }
  return (
    <span className="lesson-variant" data-closed={!isOpen}>
      <span>{control.label}</span>
      <SegmentedControl
        label={control.label}
        segments={control.choices.map(({ label }, i) => ({ value: String(i), label }))}
        value={String(setting)}
        onChange={(value) => {
          if (isOpen) worlds.set(at, Number(value));
        }}
      />
    </span>
  );
}
