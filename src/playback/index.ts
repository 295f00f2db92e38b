/** Playback: a run held in the hand (the timeline), and the wall clock that moves it (the player). */
export { Comparison, type RunParts } from './Comparison.ts';
export { Ghost } from './Ghost.ts';
export type { PlacedAct } from './PlacedAct.ts';
export type { Playable } from './Playable.ts';
export { Player } from './Player.ts';
export { type PlayerEvent, type PlayerState, playerLifecycle } from './playerLifecycle.ts';
export { nothingDone, optionsOf, type RunDeeds } from './RunDeeds.ts';
export { ORDERS, type QueueSamples, Samples } from './Samples.ts';
export { SideBySide } from './SideBySide.ts';
export { realTime, type Speed, slowMotion, speeds } from './speeds.ts';
export { Timeline, type TimelineOptions } from './Timeline.ts';
