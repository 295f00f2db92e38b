/** showStage lets an element show a session's system, in every frame. Without React: the first picture has none. */
import { createStage } from '../../stage/index.ts';
import type { Session } from '../../store/index.ts';

/** Returns how to end it. */
export function showStage(host: HTMLElement, session: Session): () => void {
  const stage = createStage(host, { select: (selection) => session.select(selection) });
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
}
