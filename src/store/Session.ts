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
  type PlacedAct,
  type Playable,
  Player,
  type RunDeeds,
  realTime,
  Timeline,
} from '../playback/index.ts';
import { type LinkedView, type PresetChoice, plainView } from '../scenarios/index.ts';
import { actLabel } from './actLabel.ts';
import type { Company } from './Company.ts';
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
  /** Those with whom it is compared, itself among them: what is done to one is done to all. */
  private company: Company | null = null;
  private readonly ownPlayer: Player;
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
    this.ownPlayer = new Player(this.timeline, wallMs);
    this.begin(start);
  }

  /** What moves the playhead. */
  get player(): Player {
    return this.company?.player ?? this.ownPlayer;
  }

  private get playable(): Playable {
    return this.company?.playable ?? this.timeline;
  }

  private get together(): readonly Session[] {
    return this.company?.sessions ?? [this];
  }

  /** From now on time and acts are those of a company. */
  join(company: Company): void {
    this.ownPlayer.pause();
    this.company = company;
    this.forgetPast();
  }

  // Loading

  /** Opens a run in place of the present one. */
  open(start: SessionStart): void {
    this.replace(start);
    // The axis may be another one, and undoing would not be the same for all.
    for (const session of this.together) session.forgetPast();
    this.align();
  }

  /** The system from the start, without any act of the person. With the same seed it can be undone. */
  startOver(seed = this.timeline.seed): void {
    this.player.pause();
    const isDone = this.together.some(
      ({ timeline }) => timeline.acts.length + timeline.leftOut.length > 0,
    );
    for (const session of this.together) {
      const { system, presets, timeline } = session;
      if (seed !== timeline.seed) {
        session.replace({ scenario: timeline.scenario, system, presets, seed });
        continue;
      }
      if (isDone) session.remember();
      session.guard(() => {
        timeline.seek(0);
        timeline.replaceDeeds(nothingDone, 'before');
        timeline.clearGhosts();
      });
      session.set({ flag: null, selection: null });
    }
    this.align();
    this.player.moved();
    this.allChanged();
  }

  private replace(start: SessionStart): void {
    this.system = start.system ?? start.scenario;
    this.timeline = this.timelineOf(start);
    this.player.load(this.playable);
    this.begin(start);
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
    this.open({ ...this.asStart(), scenario, presets });
  }

  /** What opens this very run. */
  asStart(): SessionStart {
    const { system, presets, view } = this;
    const { scenario, seed, acts, leftOut, nowUs } = this.timeline;
    const made = acts.map(({ act }) => act);
    return { scenario, system, presets, seed, acts: made, leftOut, atUs: nowUs, view };
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
    if (this.company === null) this.player.pace = realTime;
    this.guard(() => this.timeline.seek(Math.min(atUs, this.timeline.endUs)));
    this.set({
      loading: this.store.getState().loading + 1,
      presets,
      pace: this.player.pace,
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
    for (const session of this.together) for (const listener of session.zoomListeners) listener(by);
  }

  /** One frame of the wall clock, for all of a company. */
  frame(nowMs: number): void {
    let moved = false;
    const wasUnderWay = this.playable.isUnderWay;
    this.guard(() => {
      // In the middle of a stride one would be seen ahead of another.
      moved = this.player.frame(nowMs) && (this.company?.playable.isTogether ?? true);
    });
    for (const session of this.together) session.framed(nowMs, moved);
    if (wasUnderWay && !this.playable.isUnderWay) this.allChanged();
  }

  /** Shows what a frame has brought; a quiet one goes on with what was given up. */
  private framed(nowMs: number, moved: boolean): void {
    const isQuiet = !moved && !this.player.isPlaying;
    this.guard(() => {
      if (isQuiet && this.timeline.workOnGhosts(GHOST_STEPS)) this.tellFrames();
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
    this.align();
    this.allChanged();
  }

  pause(): void {
    this.player.pause();
    this.align();
    this.allChanged();
  }

  seek(atUs: number): void {
    this.guard(() => this.playable.goTo(Math.max(0, Math.min(atUs, this.playable.endUs))));
    this.player.moved();
    this.allChanged();
  }

  /** Goes there at once, however far it is: for worlds that must stand at one instant. */
  arriveAt(atUs: number): void {
    this.guard(() => this.playable.seek(Math.max(0, Math.min(atUs, this.playable.endUs))));
    this.player.moved();
    this.allChanged();
  }

  step(direction: 1 | -1): void {
    this.player.pause();
    this.align();
    this.guard(() => this.playable.step(direction));
    this.player.moved();
    this.allChanged();
  }

  /** Lets `go` move the playhead, and returns what it found there. */
  visit<Found>(go: (timeline: Timeline) => Found | null): Found | null {
    this.player.pause();
    let found: Found | null = null;
    this.guard(() => {
      found = go(this.timeline);
      this.playable.seek(this.timeline.nowUs);
    });
    this.player.moved();
    this.allChanged();
    return found;
  }

  setPace(index: number): void {
    const { player } = this;
    player.pace = index;
    for (const session of this.together) session.set({ pace: player.pace });
  }

  runOn(): void {
    this.playable.extend();
    this.player.moved();
    this.allChanged();
  }

  /** In a company all stand at the same instant, on the same axis. */
  private align(): void {
    this.guard(() => this.company?.playable.align());
  }

  // Acts

  /** Does something to the system, now. */
  act(act: Act): void {
    const atUs = Math.max(...this.together.map(({ timeline }) => timeline.actingUs));
    this.actAt({ ...act, atUs });
  }

  actAt(act: Intervention): void {
    const without = this.together.filter(
      (session) => session !== this && this.company?.takes(session, act) === false,
    );
    for (const session of this.together) {
      session.remember();
      if (without.includes(session)) continue;
      const id = `act-${++session.actsMade}`;
      session.guard(() => session.timeline.intervene(id, act, `without ${session.label(act)}`));
    }
    if (without.length > 0) this.company?.leftOut(act, without);
    this.align();
    this.allChanged();
  }

  /** Replaces an act. While it is dragged, `isLive`: the ghost stays what it was before the drag. */
  editAct(id: string, act: Intervention, isLive = false): void {
    const old = this.timeline.acts.find((placed) => placed.id === id);
    if (old === undefined) return;
    const label = `before: ${this.label(old.act)} at ${(old.act.atUs / 1e6).toFixed(2)} s`;
    // Simulated time is whole microseconds, wherever the hand let go.
    const whole = { ...act, atUs: Math.max(0, Math.round(act.atUs)) };
    for (const session of this.together) {
      const same = session === this ? old : session.likeIt(old);
      if (!isLive) session.remember();
      if (same === undefined) continue;
      session.guard(() => session.timeline.edit(same.id, whole, label, isLive));
    }
    this.align();
    this.allChanged();
  }

  /** The act of this run that is the same as one of another run. */
  private likeIt({ act }: PlacedAct): PlacedAct | undefined {
    const text = JSON.stringify(act);
    return this.timeline.acts.find((placed) => JSON.stringify(placed.act) === text);
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
    const label = `with ${this.label(old.act)}`;
    for (const session of this.together) {
      const same = session === this ? old : session.likeIt(old);
      session.remember();
      if (same === undefined) continue;
      session.guard(() => session.timeline.remove(same.id, label));
      if (session.store.getState().flag === same.id) session.set({ flag: null });
    }
    this.align();
    this.allChanged();
  }

  /** Leaves a fault of the script out of this run. */
  leaveOut(fault: number): void {
    const act = this.timeline.scenario.faults[fault];
    if (act === undefined) return;
    for (const session of this.together) {
      const { timeline } = session;
      const same = session === this ? fault : faultLike(timeline.scenario, act);
      session.remember();
      session.guard(() => timeline.leaveOut(same, `with ${this.label(act)}`));
      session.set({ flag: null });
    }
    this.align();
    this.allChanged();
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
      for (const session of this.together) session.remember();
      this.guard(() => this.timeline.replaceDeeds(after.deeds, 'as it was'));
    }
    this.comparison = new Comparison(before, after, untilUs);
    this.compare = compare;
    this.set({ whatIf: { label, untilUs, isForked, differences: null } });
    this.align();
    this.allChanged();
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
    for (const session of this.together) session.timeline.clearGhosts();
    this.allChanged();
  }

  /** Takes up a future that was given up; the present one takes its place among those. */
  takeUp(ghost: Ghost): void {
    for (const session of this.together) session.remember();
    this.guard(() => {
      this.timeline.forget(ghost);
      this.timeline.replaceDeeds(ghost.deeds, `the run before “${ghost.label}”`);
    });
    this.align();
    this.allChanged();
  }

  forget(ghost: Ghost): void {
    this.timeline.forget(ghost);
    this.changed();
  }

  undo(): void {
    for (const session of this.together) session.travel(session.past, session.future);
    this.align();
    this.allChanged();
  }

  redo(): void {
    for (const session of this.together) session.travel(session.future, session.past);
    this.align();
    this.allChanged();
  }

  private forgetPast(): void {
    this.past = [];
    this.future = [];
    this.set({ canUndo: false, canRedo: false });
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

  private allChanged(): void {
    for (const session of this.together) session.changed();
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

/** The position in a script of the fault that is the same as one of another script; -1 where there is none. */
function faultLike({ faults }: Scenario, act: Intervention): number {
  const text = JSON.stringify(act);
  return faults.findIndex((fault) => JSON.stringify(fault) === text);
}
