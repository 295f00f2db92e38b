/** NotesControls is the hand on the talk: the beats, the picture of the class, and what the lesson can be done to. */
import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { injections, type Lesson } from '../../lessons/course/index.ts';
import {
  type PresentCommand,
  type PresentLink,
  type Spotlight,
  spotlights,
} from '../../lessons/index.ts';
import { Button, SegmentedControl } from '../../ui/index.ts';
import './NotesPanels.css';

export interface NotesControlsProps {
  readonly lesson: Lesson;
  readonly link: PresentLink;
  readonly isPlaying: boolean;
  readonly onDo: (command: PresentCommand) => void;
}

export function NotesControls({ lesson, link, isPlaying, onDo }: NotesControlsProps) {
  const { spotlight, isBlank, held, theme } = link;
  return (
    <section className="notes-controls" aria-label="The talk">
      <Button icon={<ChevronLeft />} keyHint="←" onClick={() => onDo({ type: 'BACK' })}>
        Beat before
      </Button>
      <Button
        variant="primary"
        icon={<ChevronRight />}
        keyHint="→"
        onClick={() => onDo({ type: 'NEXT' })}
      >
        Next beat
      </Button>
      <Button
        icon={isPlaying ? <Pause /> : <Play />}
        keyHint="Space"
        onClick={() => onDo({ type: 'PLAY' })}
      >
        {isPlaying ? 'Pause' : 'Play'}
      </Button>
      <Button keyHint="B" pressed={held !== null} onClick={() => onDo({ type: 'FREEZE' })}>
        Freeze
      </Button>
      <Button keyHint="V" pressed={isBlank} onClick={() => onDo({ type: 'BLANK' })}>
        Blank
      </Button>
      <span className="notes-rescue">
        <Button keyHint="End" onClick={() => onDo({ type: 'DECISIVE' })}>
          Jump to the decisive instant
        </Button>
      </span>
      <SegmentedControl<Spotlight>
        label="What the class looks at, keys 1 to 6"
        segments={spotlights.map((part) => ({ value: part, label: part }))}
        value={spotlight}
        onChange={(part) => onDo({ type: 'SPOTLIGHT', part })}
      />
      {lesson.byHand !== undefined && (
        <Button keyHint={lesson.byHand.order.key} onClick={() => onDo({ type: 'ORDER' })}>
          {lesson.byHand.order.label}
        </Button>
      )}
      {lesson.controls.map((control, i) =>
        control.kind === 'number' ? null : (
          <Button
            key={control.label}
            keyHint={control.key}
            onClick={() => onDo({ type: 'PRESS', control: i })}
          >
            {control.label}
          </Button>
        ),
      )}
      {lesson.id === 'l16' &&
        injections.map(({ id, key, label }) => (
          <Button key={id} keyHint={key} onClick={() => onDo({ type: 'INJECT', fault: id })}>
            {label}
          </Button>
        ))}
      <Button
        variant="quiet"
        onClick={() => onDo({ type: 'THEME', theme: theme === 'ink' ? 'paper' : 'ink' })}
      >
        {theme === 'ink' ? 'Light' : 'Dark'} for the class
      </Button>
    </section>
  );
}
