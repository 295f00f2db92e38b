/** InterviewControls is the hand on a card: its time, the key that breaks it, the toggle that mends it. */
import { ChevronLeft, ChevronRight, Pause, Play, RotateCcw } from 'lucide-react';
import { beatNames, type Card } from '../../interview/cards/index.ts';
import type { InterviewState } from '../../interview/index.ts';
import type { LessonWorlds } from '../../lessons/index.ts';
import { speeds } from '../../playback/index.ts';
import { Button, IconButton } from '../../ui/index.ts';
import { useWorlds } from '../lesson/index.ts';
import './InterviewPanels.css';

export interface InterviewControlsProps {
  readonly worlds: LessonWorlds<Card>;
  readonly state: InterviewState;
  readonly onPlay: () => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
  readonly onBreak: () => void;
  readonly onMend: () => void;
  readonly onRestart: () => void;
}

export function InterviewControls(props: InterviewControlsProps) {
  const { worlds, state, onPlay, onBack, onNext, onBreak, onMend, onRestart } = props;
  const { breaks, worlds: pair } = worlds.lesson;
  const { isPlaying, pace, atS } = useWorlds(worlds, (now) => ({
    isPlaying: now.isPlaying,
    pace: now.pace,
    atS: (now.nowUs / 1_000_000).toFixed(2),
  }));
  const isUnbroken = state.reached === 0;
  return (
    <section className="interview-controls" aria-label="Controls">
      <div className="interview-hands">
        <Button variant={isUnbroken ? 'primary' : 'plain'} keyHint={breaks.key} onClick={onBreak}>
          {breaks.label}
        </Button>
        <Button
          variant={state.beat === 1 ? 'primary' : 'plain'}
          keyHint="M"
          pressed={state.isMended && !isUnbroken}
          onClick={onMend}
        >
          {pair[1].title}
        </Button>
      </div>
      <div className="interview-time">
        <span className="interview-pace">
          {atS} s · {speeds[pace]?.name}
        </span>
        <Button icon={isPlaying ? <Pause /> : <Play />} keyHint="Space" onClick={onPlay}>
          {isPlaying ? 'Pause' : 'Play'}
        </Button>
        <IconButton
          icon={<RotateCcw />}
          label="The card from the start"
          keyHint="R"
          onClick={onRestart}
        />
        <IconButton
          icon={<ChevronLeft />}
          label="The beat before"
          keyHint="←"
          disabled={state.beat === 0}
          onClick={onBack}
        />
        <Button
          variant={state.beat > 1 && state.beat < 4 ? 'primary' : 'plain'}
          icon={<ChevronRight />}
          keyHint="→"
          disabled={state.beat === beatNames.length - 1}
          onClick={onNext}
        >
          Next beat
        </Button>
      </div>
    </section>
  );
}
