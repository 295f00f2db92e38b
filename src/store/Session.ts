/**
 * Session is one person's sitting with one system: its timeline, its player, and what is on screen.
 *
 * Panels read it and send it acts; nothing else changes a run. Moving marks do not pass through the
 * store: the stage and the chart listen to frames and read the world directly.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type Act,
  EngineError,
  type Intervention,
  type Scenario,
  type World,
} from '../engine/index.ts';
import type { Difference, WhatIf } from '../explain/index.ts';
import {
  Comparison,
  type Ghost,
  nothingDone,
  Player,
  type RunDeeds,
  realTime,
  Timeline,
} from '../playback/index.ts';
import { type LinkedView, type PresetChoice, plainView } from '../scenarios/index.ts';
import { actLabel } from './actLabel.ts';
import { viewedIn, viewOf } from './linkedView.ts';
import { initialState, type Selection, type SessionState } from './SessionState.ts';
import { changedRun, runOf } from './whatIf.ts';

/** While playing, panels are told of a change this often. The stage is told each frame. */
const REVISION_EVERY_MS = 120;
/** Events of an abandoned future that a quiet frame may simulate. */
const GHOST_STEPS = 3_000;
/** Events of a what-if that a frame may simulate besides, also while the run plays. */
const WHAT_IF_STEPS = 1_500;

/** What a session starts from: a run, and where its playhead stands. */
export interface SessionStart {
  /** What is run: the system, with its presets if it has any. */
  readonly scenario: Scenario;
  /** Queues that behave like those of a broker, and the system without them. */
  readonly presets?: readonly PresetChoice[];
  readonly system?: Scenario;
  readonly seed?: number;
  readonly acts?: readonly Intervention[];
  /** Positions in the script of faults that do not happen. */
  readonly leftOut?: readonly number[];
  readonly atUs?: number;
  /** What is looked at. */
  readonly view?: LinkedView;
}

/** What is different between two worlds at their ends. */
type Compare = (before: World, after: World) => Difference[];

export class Session {
  readonly store: StoreApi<SessionState>;
  timeline: Timeline;
  /** The system before any presets. */
  system: Scenario;
  readonly player: Player;
  private readonly frameListeners = new Set<() => void>();
  private readonly changeListeners = new Set<() => void>();
  private readonly zoomListeners = new Set<(by: 1 | -1) => void>();
  private readonly wallMs: () => number;
  private lastRevisionMs = 0;
  private actsMade = 0;
  private past: RunDeeds[] = [];
  private future: RunDeeds[] = [];
  private comparison: Comparison | null = null;
  private compare: Compare = () => [];

  constructor(start: SessionStart, wallMs: () => number) {
    this.wallMs = wallMs;
    this.system = start.system ?? start.scenario;
    this.store = createStore<SessionState>(() => initialState);
    this.timeline = this.timelineOf(start);
    this.player = new Player(this.timeline, wallMs);
    this.begin(start);
  }

  // Loading

  /** Opens a run in place of the present one. */
  open(start: SessionStart): void {
    this.system = start.system ?? start.scenario;
    this.timeline = this.timelineOf(start);
    this.player.load(this.timeline);
    this.begin(start);
  }

  /** The system from the start, without any act of the person. With the same seed it can be undone. */
  startOver(seed = this.timeline.seed): void {
    if (seed !== this.timeline.seed) {
      const { system, presets, timeline } = this;
      this.open({ scenario: timeline.scenario, system, presets, seed });
      return;
    }
    this.player.pause();
    const { acts, leftOut } = this.timeline;
    if (acts.length + leftOut.length > 0) this.remember();
    this.guard(() => {
      this.timeline.seek(0);
      this.timeline.replaceDeeds(nothingDone, 'before');
      this.timeline.clearGhosts();
    });
    this.player.moved();
    this.set({ flag: null, selection: null });
    this.changed();
  }

  get presets(): readonly PresetChoice[] {
    return this.store.getState().presets;
  }

  /** What is looked at, as a link says it. */
  get view(): LinkedView {
    return viewOf(this.timeline.world, this.store.getState());
  }

  /**
   * Makes queues behave like those of a broker: the same system, seed and acts, run anew up to the
   * playhead. `scenario` is the system with these presets.
   */
  setPresets(presets: readonly PresetChoice[], scenario: Scenario): void {
    const { system, view } = this;
    const { seed, acts, leftOut, nowUs } = this.timeline;
    const made = acts.map(({ act }) => act);
    this.open({ scenario, system, presets, seed, acts: made, leftOut, atUs: nowUs, view });
  }

  private timelineOf({ scenario, seed, acts = [], leftOut = [] }: SessionStart): Timeline {
    this.actsMade = acts.length;
    const placed = acts.map((act, i) => ({ id: `act-${i + 1}`, act }));
    return new Timeline(scenario, {
      acts: placed,
      leftOut,
      ...(seed === undefined ? {} : { seed }),
    });
  }

  private begin({ presets = [], atUs = 0, view = plainView }: SessionStart): void {
    this.past = [];
    this.future = [];
    this.endWhatIf();
    this.player.pace = realTime;
    this.guard(() => this.timeline.seek(Math.min(atUs, this.timeline.endUs)));
    this.set({
      loading: this.store.getState().loading + 1,
      presets,
      pace: realTime,
      ...viewedIn(this.timeline.world, view),
      flag: null,
      zoomed: null,
      hoveredUs: null,
      player: this.player.state,
      canUndo: false,
      canRedo: false,
    });
    this.changed();
  }

  // Frames

  /** Tells a drawing of every frame in which something may look different. Returns how to stop. */
  onFrame(listener: () => void): () => void {
    this.frameListeners.add(listener);
    return () => this.frameListeners.delete(listener);
  }

  /** Tells of every change of the run itself or of the playhead, once it has settled. */
  onChange(listener: () => void): () => void {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  }

  /** Tells a picture that somebody wants to look closer (1), or from farther away (-1). */
  onZoom(listener: (by: 1 | -1) => void): () => void {
    this.zoomListeners.add(listener);
    return () => this.zoomListeners.delete(listener);
  }

  zoom(by: 1 | -1): void {
    for (const listener of this.zoomListeners) listener(by);
  }

  /** One frame of the wall clock. */
  frame(nowMs: number): void {
    let moved = false;
    this.guard(() => {
      moved = this.player.frame(nowMs);
      if (!moved && this.timeline.workOnGhosts(GHOST_STEPS)) this.tellFrames();
    });
    if (moved) this.tellFrames();
    this.workOnWhatIf();
    const state = this.player.state;
    const isNewState = state !== this.store.getState().player;
    if (isNewState || (moved && nowMs - this.lastRevisionMs >= REVISION_EVERY_MS)) {
      this.lastRevisionMs = nowMs;
      this.set({ player: state, revision: this.store.getState().revision + 1 });
      if (isNewState) this.settled();
    }
  }

  // Time

  togglePlaying(): void {
    this.player.toggle();
    this.changed();
  }

  pause(): void {
    this.player.pause();
    this.changed();
  }

  seek(atUs: number): void {
    this.guard(() => this.timeline.seek(Math.max(0, Math.min(atUs, this.timeline.endUs))));
    this.player.moved();
    this.changed();
  }

  step(direction: 1 | -1): void {
    this.player.pause();
    this.guard(() => this.timeline.step(direction));
    this.player.moved();
    this.changed();
  }

  /** Lets `go` move the playhead, and returns what it found there. */
  visit<Found>(go: (timeline: Timeline) => Found | null): Found | null {
    this.player.pause();
    let found: Found | null = null;
    this.guard(() => {
      found = go(this.timeline);
    });
    this.player.moved();
    this.changed();
    return found;
  }

  setPace(index: number): void {
    this.player.pace = index;
    this.set({ pace: this.player.pace });
  }

  runOn(): void {
    this.timeline.extend();
    this.player.moved();
    this.changed();
  }

  // Acts

  /** Does something to the system, now. */
  act(act: Act): void {
    this.actAt({ ...act, atUs: this.timeline.actingUs });
  }

  actAt(act: Intervention): void {
    this.remember();
    const id = `act-${++this.actsMade}`;
    this.guard(() => this.timeline.intervene(id, act, `without ${this.label(act)}`));
    this.changed();
  }

  /** Replaces an act. While it is dragged, `isLive`: the ghost stays what it was before the drag. */
  editAct(id: string, act: Intervention, isLive = false): void {
    const old = this.timeline.acts.find((placed) => placed.id === id);
    if (old === undefined) return;
    if (!isLive) this.remember();
    const label = `before: ${this.label(old.act)} at ${(old.act.atUs / 1e6).toFixed(2)} s`;
    // Simulated time is whole microseconds, wherever the hand let go.
    const whole = { ...act, atUs: Math.max(0, Math.round(act.atUs)) };
    this.guard(() => this.timeline.edit(id, whole, label, isLive));
    this.changed();
  }

  /** A drag begins: what follows is one change, to be undone at once. */
  beginDrag(id: string): void {
    const placed = this.timeline.acts.find((candidate) => candidate.id === id);
    if (placed === undefined) return;
    this.editAct(id, placed.act);
  }

  removeAct(id: string): void {
    const old = this.timeline.acts.find((placed) => placed.id === id);
    if (old === undefined) return;
    this.remember();
    this.guard(() => this.timeline.remove(id, `with ${this.label(old.act)}`));
    if (this.store.getState().flag === id) this.set({ flag: null });
    this.changed();
  }

  /** Leaves a fault of the script out of this run. */
  leaveOut(fault: number): void {
    const act = this.timeline.scenario.faults[fault];
    if (act === undefined) return;
    this.remember();
    this.guard(() => this.timeline.leaveOut(fault, `with ${this.label(act)}`));
    this.set({ flag: null });
    this.changed();
  }

  /**
   * Asks what would have been. The run on screen becomes the other one where acts and knobs can do that,
   * and the one that was stays as a ghost, to be taken back by an undo; in any case both are played to the
   * end of the axis, and what they come to is compared: by whoever asks, who has what tells outcomes apart.
   */
  tryWhatIf({ label, change }: WhatIf, compare: Compare): void {
    const before = runOf(this.timeline);
    const after = changedRun(this.timeline, change, `act-${++this.actsMade}`);
    const isForked = after.scenario === before.scenario;
    const untilUs = this.timeline.endUs;
    if (isForked) {
      this.remember();
      this.guard(() => this.timeline.replaceDeeds(after.deeds, 'as it was'));
    }
    this.comparison = new Comparison(before, after, untilUs);
    this.compare = compare;
    this.set({ whatIf: { label, untilUs, isForked, differences: null } });
    this.changed();
  }

  /** Lets go of a what-if; the run stays as it is. */
  endWhatIf(): void {
    this.comparison = null;
    if (this.store.getState().whatIf !== null) this.set({ whatIf: null });
  }

  private workOnWhatIf(): void {
    const { comparison } = this;
    if (comparison === null) return;
    this.guard(() => {
      if (comparison.work(WHAT_IF_STEPS)) return;
      this.comparison = null;
      const { whatIf } = this.store.getState();
      const differences = this.compare(comparison.before, comparison.after);
      if (whatIf !== null) this.set({ whatIf: { ...whatIf, differences } });
    });
  }

  clearGhosts(): void {
    this.timeline.clearGhosts();
    this.changed();
  }

  /** Takes up a future that was given up; the present one takes its place among those. */
  takeUp(ghost: Ghost): void {
    this.remember();
    this.guard(() => {
      this.timeline.forget(ghost);
      this.timeline.replaceDeeds(ghost.deeds, `the run before “${ghost.label}”`);
    });
    this.changed();
  }

  forget(ghost: Ghost): void {
    this.timeline.forget(ghost);
    this.changed();
  }

  undo(): void {
    this.travel(this.past, this.future);
  }

  redo(): void {
    this.travel(this.future, this.past);
  }

  private remember(): void {
    // Two runs are compared as they were when somebody asked: with another change that is over.
    this.endWhatIf();
    this.past.push(this.timeline.deeds);
    this.future = [];
  }

  private travel(from: RunDeeds[], to: RunDeeds[]): void {
    const deeds = from.pop();
    if (deeds === undefined) return;
    this.endWhatIf();
    to.push(this.timeline.deeds);
    this.guard(() => this.timeline.replaceDeeds(deeds, 'before'));
    this.changed();
  }

  private label(act: Intervention): string {
    return actLabel(this.timeline.scenario, act);
  }

  // What is on screen

  set(part: Partial<SessionState>): void {
    this.store.setState(part);
  }

  select(selection: Selection | null): void {
    const { plan, consumers } = this.timeline.world;
    this.set({ selection, flag: null });
    if (selection?.kind === 'place') {
      const { place } = selection;
      const nodes = plan.nodes.length;
      const queue = place >= nodes ? consumers.queue[place - nodes] : place;
      const kind = plan.nodes[queue ?? -1]?.kind;
      if (queue !== undefined && (kind === 'queue' || kind === 'group')) this.set({ queue });
    }
    this.tellFrames();
  }

  /** Says that the world at the playhead is another one, or that the run is. */
  private changed(): void {
    this.set({
      revision: this.store.getState().revision + 1,
      player: this.player.state,
      canUndo: this.past.length > 0,
      canRedo: this.future.length > 0,
    });
    this.tellFrames();
    if (!this.player.isPlaying) this.settled();
  }

  private tellFrames(): void {
    for (const listener of this.frameListeners) listener();
  }

  private settled(): void {
    for (const listener of this.changeListeners) listener();
  }

  /** A broken invariant is our mistake: it stops playback and is shown, never swallowed. */
  private guard(work: () => void): void {
    try {
      work();
      if (this.timeline.stopped !== null) this.set({ problem: this.timeline.stopped });
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      this.player.pause();
      this.set({ problem: `The simulation stopped itself: ${error.message}.` });
    }
  }

  /** The wall clock, for whoever asks for frames. */
  now(): number {
    return this.wallMs();
  }
}
