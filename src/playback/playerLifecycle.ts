/** playerLifecycle says what the player may do: the wall clock moves the playhead only while it plays. */
import { setup } from 'xstate';

export type PlayerEvent =
  | { type: 'PLAY' }
  | { type: 'PAUSE' }
  | { type: 'TOGGLE' }
  | { type: 'REACH_END' }
  | { type: 'MOVE' }
  | { type: 'FALL_BEHIND' }
  | { type: 'CATCH_UP' };

export const playerLifecycle = setup({
  types: { events: {} as PlayerEvent },
}).createMachine({
  id: 'player',
  initial: 'paused',
  states: {
    paused: { on: { PLAY: 'playing', TOGGLE: 'playing', REACH_END: 'ended' } },
    playing: {
      initial: 'onTime',
      on: { PAUSE: 'paused', TOGGLE: 'paused', REACH_END: 'ended' },
      states: {
        onTime: { on: { FALL_BEHIND: 'behind' } },
        // The engine could not keep the pace within a frame: playback slows down and says so.
        behind: { on: { CATCH_UP: 'onTime' } },
      },
    },
    // At the end of the time axis. Moving the playhead back leaves it.
    ended: { on: { MOVE: 'paused', PLAY: 'playing', TOGGLE: 'playing' } },
  },
});
