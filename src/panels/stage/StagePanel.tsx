/**
 * StagePanel gives the stage an element and its frames. Beside the picture stands its readable twin, a
 * table of the same numbers: for a screen reader always, for the eye on request.
 */
import { useEffect, useRef } from 'react';
import { createStage } from '../../stage/index.ts';
import { type Session, useSession, useSessionActions } from '../../store/index.ts';
import { StageTable } from './StageTable.tsx';
import './StagePanel.css';

export function StagePanel() {
  const session = useSessionActions();
  const { stageView } = useSession(({ stageView }) => ({ stageView }));
  const host = useStage(session);
  return (
    <section className="stage-panel" aria-label="The system" data-view={stageView}>
      <div ref={host} className="stage-panel-host" hidden={stageView === 'table'} />
      <div className="stage-panel-table">
        <StageTable isShown={stageView === 'table'} />
      </div>
    </section>
  );
}

function useStage(session: Session) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return;
    const stage = createStage(host.current, { select: (selection) => session.select(selection) });
    const motion = matchMedia('(prefers-reduced-motion: reduce)');
    const draw = (): void => {
      const { selection, queue } = session.store.getState();
      stage.draw({
        world: session.timeline.world,
        selection,
        focusQueue: queue < 0 ? null : queue,
        reducedMotion: motion.matches,
        showsIds: !session.player.isPlaying,
      });
    };
    const stopFrames = session.onFrame(draw);
    const stopStore = session.store.subscribe(draw);
    draw();
    return () => {
      stopFrames();
      stopStore();
      stage.destroy();
    };
  }, [session]);
  return host;
}
