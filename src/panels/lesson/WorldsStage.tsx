/**
 * WorldsStage shows the worlds of a lesson one below the other, or one of them alone. It is the one place
 * that knows how several worlds share the room.
 */
import { useRef } from 'react';
import type { Staged } from '../../lessons/course/index.ts';
import type { LessonWorlds } from '../../lessons/index.ts';
import { SessionProvider } from '../../store/index.ts';
import { StagePanel } from '../index.ts';
import { useRoomForStages } from './useRoomForStages.ts';
import { useWorlds } from './useWorlds.ts';
import { WorldBook } from './WorldBook.tsx';
import './LessonPanels.css';

/** The position of the world that is shown alone, or all. */
export type Shown = number | 'all';

export interface WorldsStageProps {
  readonly worlds: LessonWorlds<Staged>;
  readonly shown: Shown;
  /** All of them may need so many times the room, and be scrolled; 1: nobody can scroll. */
  readonly mayNeed?: number;
  /** There is no room for all of them; or, where `onTall` hears of it, for one of them alone. */
  readonly onCrowded: () => void;
  readonly onTall?: () => void;
}

export function WorldsStage({ worlds, shown, mayNeed = 2, onCrowded, onTall }: WorldsStageProps) {
  const host = useRef<HTMLDivElement>(null);
  const titles = useWorlds(worlds, ({ slots }) =>
    slots.map(({ letter, world }) => ({ letter, title: world.title })),
  );
  useRoomForStages(
    host,
    `${shown} ${titles.map(({ title }) => title).join()}`,
    mayNeed,
    (count) => {
      if (count > 1) onCrowded();
      else onTall?.();
    },
  );
  return (
    <div
      ref={host}
      className="lesson-stages"
      data-count={shown === 'all' ? worlds.slots.length : 1}
    >
      {worlds.slots.map((slot, i) =>
        shown === 'all' || shown === i ? (
          <SessionProvider key={slot.id} session={slot.session}>
            <section className="lesson-world" aria-label={`World ${titles[i]?.letter}`}>
              <div className="lesson-world-head">
                <h2 className="lesson-world-title">
                  <span className="lesson-letter">{titles[i]?.letter}</span> {titles[i]?.title}
                </h2>
                <WorldBook worlds={worlds} slot={slot} />
              </div>
              <StagePanel letter={slot.letter} />
            </section>
          </SessionProvider>
        ) : null,
      )}
    </div>
  );
}
