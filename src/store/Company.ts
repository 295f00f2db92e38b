/**
 * Company is several sessions that are one sitting: one clock for all, and what a person does to one is
 * done to each, at the same instant.
 */
import type { Intervention } from '../engine/index.ts';
import type { Player, SideBySide } from '../playback/index.ts';
import type { Session } from './Session.ts';

export interface Company {
  readonly sessions: readonly Session[];
  readonly player: Player;
  readonly playable: SideBySide;
  /** Whether an act can be done to a session's system: it may have no such part. */
  takes(session: Session, act: Intervention): boolean;
  /** Is told who went without an act. */
  leftOut(act: Intervention, without: readonly Session[]): void;
}
