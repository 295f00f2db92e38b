/** PartAlone is one part of the screen in large, and nothing beside it. */
import type { ReactNode } from 'react';
import { type Beat, isBeforeRun, isResultOut } from '../../lessons/index.ts';
import { RunPanel, WorldsChart, WorldsPicture } from '../lesson/index.ts';
import type { AudienceScreenProps } from './AudienceScreen.tsx';
import { hasPicture } from './boards.tsx';

export interface PartAloneProps extends AudienceScreenProps {
  readonly beat: Beat;
  readonly number: ReactNode;
}

export function PartAlone({ worlds, spotlight, beat, number }: PartAloneProps) {
  const { lesson } = worlds;
  const isOpen = !isBeforeRun(beat.step);
  const chart = <WorldsChart worlds={worlds} isOpen={isOpen} />;
  if (spotlight === 'number') return number;
  if (spotlight === 'chart') return chart;
  if (spotlight === 'sequence') {
    // A lesson that follows no message is about a curve.
    return hasPicture(lesson) ? <WorldsPicture worlds={worlds} /> : chart;
  }
  const run = beat.step === 'run' ? lesson.beats[beat.run] : undefined;
  if (run !== undefined) return <RunPanel worlds={worlds} beat={run} />;
  return (
    <ul className="board-shown">
      {(isResultOut(beat.step) ? lesson.shown : [lesson.question]).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
