/** TalkClock is the time since the talk began, beside the time at which the beat in hand was to begin. */
import { useEffect, useState } from 'react';
import type { Lesson } from '../../lessons/course/index.ts';
import { type Beat, lessonSeconds } from '../../lessons/index.ts';
import { Button } from '../../ui/index.ts';
import './NotesPanels.css';

export interface TalkClockProps {
  readonly lesson: Lesson;
  readonly beats: readonly Beat[];
  readonly at: number;
  /** When it was started, in milliseconds since 1970; null: not yet. */
  readonly sinceMs: number | null;
  readonly onRestart: () => void;
}

export function TalkClock({ lesson, beats, at, sinceMs, onRestart }: TalkClockProps) {
  const [nowMs, tick] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => tick(Date.now()), 500);
    return () => window.clearInterval(timer);
  }, []);
  const seconds = sinceMs === null ? 0 : Math.max(0, (nowMs - sinceMs) / 1_000);
  const dueS = lessonSeconds(lesson, beats.slice(0, at + 1));
  return (
    <div className="talk-clock">
      <p>
        <strong role="timer" aria-label="Time since the talk began">
          {clockText(seconds)}
        </strong>{' '}
        <span>
          this beat ends at {clockText(dueS)} of {clockText(lessonSeconds(lesson, beats))}
        </span>
      </p>
      <Button variant="quiet" onClick={onRestart}>
        {sinceMs === null ? 'Start' : 'From 0:00'}
      </Button>
    </div>
  );
}

function clockText(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
