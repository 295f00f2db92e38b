/** playerLifecycle says what the player may do: the wall clock moves the playhead only while it plays. */
import type { Lifecycle } from '../engine/index.ts';

export type PlayerState = 'paused' | 'playing' | 'behind' | 'ended';

export type PlayerEvent = 'PLAY' | 'PAUSE' | 'REACH_END' | 'MOVE' | 'FALL_BEHIND' | 'CATCH_UP';

export const playerLifecycle: Lifecycle<PlayerState, PlayerEvent> = {
  id: 'player',
  initial: 'paused',
  states: {
    paused: { on: { PLAY: 'playing', REACH_END: 'ended' } },
    playing: { on: { PAUSE: 'paused', REACH_END: 'ended', FALL_BEHIND: 'behind' } },
    // The engine could not keep the pace within a frame: playback slows down and says so.
    behind: { on: { PAUSE: 'paused', REACH_END: 'ended', CATCH_UP: 'playing' } },
    // At the end of the time axis. Moving the playhead back leaves it.
    ended: { on: { MOVE: 'paused', PLAY: 'playing' } },
  },
};
