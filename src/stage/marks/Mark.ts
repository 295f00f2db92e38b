/**
 * Mark names the nine drawings of a message, and what may vary within one of them.
 *
 * Shape says the state, an outer ring says the history, a terminal shape says the fate. No two
 * marks differ by colour alone, so that they survive a greyscale print.
 */
export const markKinds = [
  'inTransit',
  'ready',
  'unacked',
  'redelivered',
  'duplicateEffect',
  'done',
  'deadLettered',
  'lost',
  'refused',
] as const;

export type MarkKind = (typeof markKinds)[number];

export interface MarkOptions {
  /** inTransit: where it is going, in radians; 0 points right, a quarter turn points down. */
  readonly angle?: number | undefined;
  /** unacked: what is left of the lease, 0 to 1. Without it the lease is the connection: a full ring. */
  readonly leaseLeft?: number | undefined;
  /** ready: a floor line under the disc says that the message is on disk. */
  readonly onDisk?: boolean | undefined;
  /** ready: it may not be handed out yet, since one of its key is in flight. */
  readonly isBarred?: boolean | undefined;
  /** How often the message has been delivered; from 2 on, a broken ring and ×n surround the mark. */
  readonly deliveries?: number | undefined;
}

/** What a shape is painted with: the colour of a state, ink, or the surface behind the mark. */
export type MarkPaint =
  | 'inTransit'
  | 'ready'
  | 'unacked'
  | 'duplicateEffect'
  | 'done'
  | 'deadLettered'
  | 'lost'
  | 'refused'
  | 'ink'
  | 'surface';
