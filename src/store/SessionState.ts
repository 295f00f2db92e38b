/**
 * SessionState is what the screen shows besides the simulated world: what is playing, chosen, open.
 *
 * The world itself is not in here. `revision` says that it has changed; whoever shows a part of it
 * reads that part then.
 */
import type { PlayerState } from '../playback/index.ts';
import type { PresetChoice } from '../scenarios/index.ts';
import type { WhatIfState } from './whatIf.ts';

export type Selection =
  | { readonly kind: 'message'; readonly number: number }
  | { readonly kind: 'place'; readonly place: number }
  | { readonly kind: 'wire'; readonly wire: number };

export const chartKinds = [
  'depth',
  'age',
  'throughput',
  'latency',
  'redeliveries',
  'effects',
  'consumers',
  'utilisation',
] as const;
export type ChartKind = (typeof chartKinds)[number];
export interface TimeWindow {
  readonly fromUs: number;
  readonly toUs: number;
}

/** Which side of a message the inspector shows. */
export type Lens = 'sequence' | 'why' | 'life';
/** How finely the story is told: fates and faults; changes of state as well; every event. */
export type Grain = 'story' | 'beats' | 'events';
export type ThemeChoice = 'system' | 'paper' | 'ink';

export interface SessionState {
  /** Counts every change of the world at the playhead and of the run; a few times a second at most. */
  readonly revision: number;
  /** Counts every scenario loaded. */
  readonly loading: number;
  /** Queues that behave like those of a broker. */
  readonly presets: readonly PresetChoice[];
  readonly player: PlayerState;
  /** Position in `speeds`. */
  readonly pace: number;
  readonly selection: Selection | null;
  /** The fault flag in hand: the id of a person's act, or `script-n`. */
  readonly flag: string | null;
  /** The instant under the pointer, in the chart or in the sequence; null: none. */
  readonly hoveredUs: number | null;
  /** The node number of the queue, or of the group of a log, that the bar and the chart are about. */
  readonly queue: number;
  readonly chart: ChartKind;
  /** The window of the time axis that is looked at; null: all of it. */
  readonly zoomed: TimeWindow | null;
  readonly lens: Lens;
  readonly grain: Grain;
  readonly whatIf: WhatIfState | null;
  readonly stageView: 'picture' | 'table';
  readonly theme: ThemeChoice;
  readonly isPresenting: boolean;
  readonly dialog: 'keys' | 'systems' | 'compare' | 'run' | 'sweep' | 'diagrams' | null;
  /** What went wrong, in a sentence that a person can use. */
  readonly problem: string | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export const initialState: SessionState = {
  revision: 0,
  loading: 0,
  presets: [],
  player: 'paused',
  pace: 4,
  selection: null,
  flag: null,
  hoveredUs: null,
  queue: -1,
  chart: 'depth',
  zoomed: null,
  lens: 'sequence',
  grain: 'story',
  whatIf: null,
  stageView: 'picture',
  theme: 'system',
  isPresenting: false,
  dialog: null,
  problem: null,
  canUndo: false,
  canRedo: false,
};
