/** BeatBar is the ninety seconds of a card: its five beats, how long each takes to say, and how long it has been. */
import { useEffect, useState } from 'react';
import { type BeatName, beatNames, CARD_S, type Card } from '../../interview/cards/index.ts';
import type { InterviewState } from '../../interview/index.ts';
import './InterviewPanels.css';

const titles: Readonly<Record<BeatName, string>> = {
  state: 'State it',
  break: 'Break it',
  fix: 'Fix it',
  number: 'Number',
  price: 'Price',
};

export interface BeatBarProps {
  readonly card: Card;
  readonly state: InterviewState;
  /** When somebody began to tell, on the wall clock; null: not yet. */
  readonly beganMs: number | null;
  readonly onGo: (beat: number) => void;
}

export function BeatBar({ card, state, beganMs, onGo }: BeatBarProps) {
  return (
    <nav className="interview-beats" aria-label="The beats of this card">
      <ol>
        {beatNames.map((name, i) => (
          <li key={name}>
            <button
              type="button"
              aria-current={i === state.beat ? 'step' : undefined}
              data-reached={i <= state.reached}
              onClick={() => onGo(i)}
            >
              {titles[name]} <span className="interview-beat-s">{card.seconds[i]} s</span>
            </button>
          </li>
        ))}
      </ol>
      <Clock beganMs={beganMs} />
    </nav>
  );
}

/** Wall time since the first beat was left. It says nothing aloud: whoever talks does not want to hear it. */
function Clock({ beganMs }: { beganMs: number | null }) {
  const [nowMs, setNowMs] = useState(0);
  useEffect(() => {
    if (beganMs === null) return;
    const tick = (): void => setNowMs(performance.now());
    tick();
    const timer = window.setInterval(tick, 1_000);
    return () => window.clearInterval(timer);
  }, [beganMs]);
  const s = beganMs === null ? 0 : Math.max(0, Math.floor((nowMs - beganMs) / 1_000));
  return (
    <span className="interview-clock" data-over={s > CARD_S}>
      {minutes(s)} of {minutes(CARD_S)}
    </span>
  );
}

function minutes(s: number): string {
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
}
