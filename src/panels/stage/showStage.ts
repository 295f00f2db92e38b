/** showStage lets an element show a session's system, in every frame. Without React: the first picture has none. */
import { createStage, type StageEvents } from '../../stage/index.ts';
import type { Session } from '../../store/index.ts';

/** Up to this pace there is time to read the names of single messages. */
const SLOW_USPS = 100_000;

/** `say` hears a sentence for whoever does not see what has changed. Returns how to end it. */
export function showStage(
  host: HTMLElement,
  session: Session,
  say?: (sentence: string) => void,
  leastRatio = 1,
): () => void {
  const events: StageEvents = {
    select: (selection) => session.select(selection),
    hold: (ms) => session.player.hold(ms),
    ...(say === undefined ? {} : { say }),
  };
  const stage = createStage(host, events, leastRatio);
  const motion = matchMedia('(prefers-reduced-motion: reduce)');
  let asked = 0;
  const draw = (): void => {
    cancelAnimationFrame(asked);
    asked = 0;
    const { selection, queue } = session.store.getState();
    const { isPlaying, speed } = session.player;
    stage.draw({
      world: session.timeline.world,
      selection,
      focusQueue: queue < 0 ? null : queue,
      reducedMotion: motion.matches,
      showsIds: !isPlaying || speed.usPerS <= SLOW_USPS,
      usPerS: isPlaying ? speed.usPerS : 0,
    });
  };
  /** An act changes many things at once: they are one picture, in the next frame. */
  const ask = (): void => {
    if (asked === 0) asked = requestAnimationFrame(draw);
  };
  const stopFrames = session.onFrame(() => (session.player.isPlaying ? draw() : ask()));
  const stopStore = session.store.subscribe(ask);
  const stopZoom = session.onZoom((by) => stage.zoom(by));
  draw();
  return () => {
    cancelAnimationFrame(asked);
    stopFrames();
    stopStore();
    stopZoom();
    stage.destroy();
  };
}
