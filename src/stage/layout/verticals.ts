/**
 * verticals divides the height of a wide stage: a caption, what a user waits for, a divider with room for
 * what is published, what is queued, and the trays along the foot.
 */
import type { Frame, Metrics } from './Metrics.ts';
import type { Shape } from './shape.ts';
import { type Band, syncHeight } from './syncPart.ts';
import { trayHeight } from './trays.ts';

export interface Verticals {
  readonly hasSync: boolean;
  readonly hasQueued: boolean;
  /** The top of the first caption. */
  readonly top: number;
  /** Of a caption and what follows it. */
  readonly caption: number;
  /** What the synchronous part needs. */
  readonly sync: number;
  readonly divider: number;
  /** What is left for the queued part, or for the synchronous one where there is no other. */
  readonly queued: Band;
  /** From the queued part down to the end of the stage, and what of it lies below the trays. */
  readonly foot: number;
  readonly below: number;
}

export function verticalsOf(shape: Shape, frame: Frame, m: Metrics): Verticals {
  const inHall = frame.size === 'presenter';
  const hasSync = shape.askers.length > 0;
  const hasQueued = shape.lanes.length + shape.feeders.length > 0;
  const hasBoth = hasSync && hasQueued;
  const top = inHall ? m.gap : 2.25 * m.gap;
  const caption = hasBoth ? m.textLine + (inHall ? m.gap / 2 : m.gap) : 0;
  const sync = hasSync ? syncHeight(shape, m) : 0;
  const between = inHall ? 1.5 * m.gap : 2 * m.gap;
  const divider = top + caption + sync + between;
  const queuedTop = hasBoth ? divider + between : top + caption;
  const below = inHall ? m.gap : m.margin * 0.75;
  const foot = trayHeight(m) + below + between;
  const queued = { top: queuedTop, bottom: frame.height - foot };
  return { hasSync, hasQueued, top, caption, sync, divider, queued, foot, below };
}
