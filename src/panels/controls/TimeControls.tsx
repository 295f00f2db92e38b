/** TimeControls are play, steps in both directions, the start, and the pace. */
import {
  ChevronLeft,
  ChevronRight,
  Pause,
  Play,
  RotateCcw,
  SkipBack,
  SkipForward,
} from 'lucide-react';
import { speeds } from '../../playback/index.ts';
import { useSession, useSessionActions } from '../../store/index.ts';
import { Button, IconButton, SpeedSlider } from '../../ui/index.ts';
import { goToMoment } from './goToMoment.ts';

const stops = speeds.map(({ name }) => ({ label: name, tick: name.replace('1 s = ', '') }));

export function TimeControls() {
  const session = useSessionActions();
  const { player, pace } = useSession(({ player, pace }) => ({ player, pace }));
  const isPlaying = player === 'playing' || player === 'behind';
  const play = player === 'ended' ? 'Run on' : 'Play';
  return (
    <fieldset className="controls-time" aria-label="Time">
      <Button
        variant="primary"
        icon={isPlaying ? <Pause /> : <Play />}
        keyHint="Space"
        onClick={() => session.togglePlaying()}
      >
        {isPlaying ? 'Pause' : play}
      </Button>
      <span className="controls-steps">
        <IconButton
          icon={<SkipBack />}
          label="To the moment before"
          onClick={() => void goToMoment(session, -1)}
        />
        <IconButton
          icon={<ChevronLeft />}
          label="One event back"
          onClick={() => session.step(-1)}
        />
        <IconButton icon={<ChevronRight />} label="One event on" onClick={() => session.step(1)} />
        <IconButton
          icon={<SkipForward />}
          label="To the next moment"
          onClick={() => void goToMoment(session, 1)}
        />
      </span>
      <IconButton icon={<RotateCcw />} label="Start over" onClick={() => session.startOver()} />
      <SpeedSlider
        label="Speed"
        stops={stops}
        value={pace}
        onChange={(index) => session.setPace(index)}
      />
      {player === 'behind' && <span className="controls-behind">as fast as it goes</span>}
    </fieldset>
  );
}
