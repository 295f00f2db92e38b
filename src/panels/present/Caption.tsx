/** Caption stands below the stage: what to look for, and how fast the clock of the worlds goes. */
import type { ReactNode } from 'react';
import type { Beat, LessonWorlds } from '../../lessons/index.ts';
import { speeds } from '../../playback/index.ts';
import { useWorlds, WithKeys } from '../lesson/index.ts';

const US_PER_S = 1_000_000;

export interface CaptionProps {
  readonly worlds: LessonWorlds;
  readonly beat: Beat;
  /** What else has to stand below the stage. */
  readonly children?: ReactNode;
}

export function Caption({ worlds, beat, children }: CaptionProps) {
  const { lesson } = worlds;
  const run = beat.step === 'run' ? lesson.beats[beat.run] : undefined;
  const { now, pace, isPlaying } = useWorlds(worlds, ({ nowUs, pace, isPlaying }) => ({
    now: (nowUs / US_PER_S).toFixed(2),
    pace,
    isPlaying,
  }));
  return (
    <div className="caption">
      <p className="caption-watch">
        {run !== undefined && (
          <>
            <strong>{run.title}</strong> <WithKeys lesson={lesson}>{run.watch}</WithKeys>
          </>
        )}
        {beat.step === 'bet' && <>{lesson.differ}</>}
      </p>
      {children}
      <p className="caption-clock">
        {isPlaying && (
          <>
            {speeds[pace]?.name}
            {run?.slowedFor === undefined ? '' : `, slowed for ${run.slowedFor}`}
          </>
        )}{' '}
        <strong>{now} s</strong>
      </p>
    </div>
  );
}
