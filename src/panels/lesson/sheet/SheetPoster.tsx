/** SheetPoster is the worlds of a lesson at one instant, as sharp as paper is. Nothing in it can be pressed. */
import { type CSSProperties, type RefObject, useEffect, useRef } from 'react';
import { summaryOf } from '../../../explain/index.ts';
import type { LessonWorlds, Slot } from '../../../lessons/index.ts';
import { showStage } from '../../index.ts';
import { usePosterFit } from './usePosterFit.ts';

/** Pixels of the picture for each of the screen: about 300 to the inch. */
const PAPER_RATIO = 3;

export interface SheetPosterProps {
  readonly worlds: LessonWorlds;
  /** The world that is drawn where there is room for one alone. */
  readonly alone: number;
  /** The page that all of it has to fit on. */
  readonly page: RefObject<HTMLElement | null>;
}

export function SheetPoster({ worlds, alone, page }: SheetPosterProps) {
  const { slots } = worlds;
  const { fit, isSettled } = usePosterFit(page);
  const drawn = fit.isAlone ? slots.filter((_, i) => i === alone) : slots;
  const others = slots.filter((slot) => !drawn.includes(slot));
  return (
    <div
      className="sheet-posters"
      data-settled={isSettled}
      style={{ '--sheet-unit': fit.unit } as CSSProperties}
    >
      {drawn.map((slot) => (
        <div key={slot.id}>
          <h2>
            <span className="sheet-letter">{slot.letter}</span> {slot.world.title}{' '}
            <small>{summaryOf(slot.session.timeline.world)}</small>
          </h2>
          {/* A stage fills the room that it has: a smaller one begins anew, with next to none. */}
          <StagePicture key={fit.unit} slot={slot} />
        </div>
      ))}
      {others.length > 0 && (
        <p>
          On the screen beside it:{' '}
          {others.map(({ id, letter, world }) => (
            <span key={id} className="sheet-option">
              <span className="sheet-letter">{letter}</span> {world.title}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

function StagePicture({ slot }: { slot: Slot }) {
  const host = useRef<HTMLDivElement>(null);
  const { session } = slot;
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const end = showStage(element, session, undefined, PAPER_RATIO);
    const sheet = element.querySelector<HTMLElement>('.stage-sheet');
    // It has the height that its system needs, and no more.
    const fit = new ResizeObserver(() => {
      if (sheet !== null) element.style.height = `${sheet.offsetHeight}px`;
    });
    if (sheet !== null) fit.observe(sheet);
    return () => {
      fit.disconnect();
      end();
    };
  }, [session]);
  return <div ref={host} className="sheet-stage" inert />;
}
