/**
 * LessonWorlds are the worlds of a lesson on stage: two or three runs under one clock, with the same seed
 * and the same faults, and the controls that the lesson gives to change them.
 *
 * The first world leads: it plays, and the others are taken to where it is. What a person does to one is
 * done to all that the control names, at the same instant.
 */
import type { Act, Intervention, Scenario } from '../engine/index.ts';
import { speeds } from '../playback/index.ts';
import { Session } from '../store/index.ts';
import {
  type ActControl,
  actsOfWorld,
  type Control,
  type Lesson,
  type LessonWorld,
  type Staged,
  scenarioOfWorld,
  type WorldId,
  withOrdersAt,
  worldOf,
} from './course/index.ts';
import type { StageState } from './progress/Progress.ts';

const US_PER_S = 1_000_000;
/** How long one may take to press. */
const BY_HAND_US = 30 * US_PER_S;

/** A place on stage, the world in it, and its run. */
export interface Slot {
  /** The id of the world that the lesson puts here. */
  readonly id: WorldId;
  readonly letter: string;
  /** The one that is here now: a control may have put another in its place. */
  readonly world: LessonWorld;
  readonly session: Session;
}

export class LessonWorlds<Of extends Staged = Lesson> {
  readonly lesson: Of;
  private held: readonly Slot[];
  private settings: Readonly<Record<string, number>>;
  private placedUs: Readonly<Record<WorldId, readonly number[]>>;
  /** Where playing stops: the end of a beat. */
  private stopUs = Number.POSITIVE_INFINITY;
  private version = 0;
  private readonly listeners = new Set<() => void>();

  constructor(lesson: Of, wallMs: () => number, saved: StageState | null = null) {
    this.lesson = lesson;
    this.settings = saved?.settings ?? {};
    this.placedUs = saved?.placedUs ?? {};
    const atUs = saved?.atUs ?? this.opensAtUs;
    this.held = lesson.worlds.map((first, i) => {
      const world = this.worldIn(first.id);
      const session = new Session(this.startOf(world, saved?.acts[world.id] ?? [], atUs), wallMs);
      return { id: first.id, letter: 'ABCD'.charAt(i), world, session };
    });
    for (const { session } of this.held) this.focus(session);
    this.lead.onChange(() => this.tell());
    this.lead.onFrame(() => this.follow());
    this.giveAxis();
  }

  get slots(): readonly Slot[] {
    return this.held;
  }

  get lead(): Session {
    return (this.held[0] as Slot).session;
  }

  get nowUs(): number {
    return this.lead.timeline.nowUs;
  }

  /** How far the time axis goes: as long as the longest of the worlds. */
  get endUs(): number {
    return Math.max(...this.held.map(({ session }) => session.timeline.scenario.durationUs));
  }

  get opensAtUs(): number {
    return Math.round(this.lesson.opensAtS * US_PER_S);
  }

  get isPlaying(): boolean {
    return this.lead.player.isPlaying;
  }

  /** Whether the worlds run as the lesson says, and nobody has done anything to them. */
  get isUntouched(): boolean {
    const isTurned = Object.entries(this.settings).some(([key, value]) => {
      const control = this.lesson.controls[Number(key)];
      return control !== undefined && value !== standardOf(control);
    });
    const isOrdered = Object.values(this.placedUs).some((placed) => placed.length > 0);
    return (
      !isTurned &&
      !isOrdered &&
      this.held.every(({ session }) => session.timeline.acts.length === 0)
    );
  }

  /** Tells of every change that is no frame. Returns how to stop. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Another number at each change. */
  snapshot = (): number => this.version;

  // Time

  /** One frame of the wall clock. */
  frame(nowMs: number): void {
    this.lead.frame(nowMs);
    if (this.isPlaying || this.nowUs < this.stopUs || this.stopUs === Number.POSITIVE_INFINITY)
      return;
    this.stopUs = Number.POSITIVE_INFINITY;
    this.giveAxis();
    this.tell();
  }

  /** Plays to an instant, or to the end of the axis. */
  play(toUs = Number.POSITIVE_INFINITY): void {
    if (toUs <= this.nowUs) return;
    this.stopUs = toUs;
    this.giveAxis();
    if (!this.isPlaying) this.lead.togglePlaying();
    this.tell();
  }

  pause(): void {
    if (this.isPlaying) this.lead.pause();
    this.stopUs = Number.POSITIVE_INFINITY;
    this.giveAxis();
    this.tell();
  }

  seek(atUs: number): void {
    this.stopUs = Number.POSITIVE_INFINITY;
    this.giveAxis();
    for (const { session } of this.held) session.arriveAt(atUs);
    this.tell();
  }

  /** One event of any of the worlds, forwards or backwards; the others go along. */
  step(direction: 1 | -1): void {
    this.pause();
    const timelines = this.held.map(({ session }) => session.timeline);
    if (direction === 1) {
      const nextUs = Math.min(...timelines.map(({ run }) => run.nextUs()));
      for (const { session } of this.held) {
        if (session.timeline.run.nextUs() === nextUs) session.step(1);
        else session.arriveAt(Math.min(nextUs, this.endUs));
      }
    } else {
      for (const { session } of this.held) session.step(-1);
      const latestUs = Math.max(...timelines.map(({ nowUs }) => nowUs));
      for (const { session } of this.held) {
        if (session.timeline.nowUs < latestUs) session.arriveAt(latestUs);
      }
    }
    this.tell();
  }

  get pace(): number {
    return this.lead.player.pace;
  }

  setPace(index: number): void {
    const within = Math.max(0, Math.min(speeds.length - 1, index));
    for (const { session } of this.held) session.setPace(within);
    this.tell();
  }

  // Controls

  /** Which choice of a control is on stage, or the value it is turned to. */
  settingOf(control: number): number {
    const found = this.lesson.controls[control];
    return this.settings[control] ?? (found === undefined ? 0 : standardOf(found));
  }

  /** Puts another choice on stage, or turns a number: the same instant, run anew. */
  set(control: number, value: number): void {
    this.settings = { ...this.settings, [control]: value };
    this.runAnew();
  }

  /** Places an order by hand, now, in one of the worlds. */
  order(id: WorldId): void {
    const slot = this.held.find((one) => one.id === id);
    if (slot === undefined) return;
    const atUs = slot.session.timeline.actingUs;
    this.placedUs = { ...this.placedUs, [id]: [...this.ordersIn(id), atUs] };
    this.runAnew(Math.max(atUs, this.nowUs));
  }

  /** When orders were placed by hand in a world. */
  ordersIn(id: WorldId): readonly number[] {
    return this.placedUs[id] ?? [];
  }

  /** The same worlds with other settings, up to the same instant. */
  private runAnew(atUs = this.nowUs): void {
    const wasPlaying = this.isPlaying;
    const { stopUs } = this;
    this.held = this.held.map((slot) => {
      const world = this.worldIn(slot.id);
      const { session } = slot;
      const acts = world.id === slot.world.id ? session.timeline.acts.map(({ act }) => act) : [];
      const { pace } = this;
      session.open(this.startOf(world, acts, atUs));
      session.setPace(pace);
      this.focus(session);
      return { ...slot, world };
    });
    this.giveAxis();
    if (wasPlaying) this.play(stopUs);
    this.tell();
  }

  /** The next choice of a control that chooses. */
  turnOn(control: number): void {
    const found = this.lesson.controls[control];
    if (found?.kind !== 'variant') return;
    this.set(control, (this.settingOf(control) + 1) % found.choices.length);
  }

  /** Whether an act that can be taken back has been done and not taken back. */
  isOn(control: ActControl): boolean {
    if (control.back === undefined) return false;
    return this.held.some(({ id, session }) => {
      const done = control.acts[id]?.[0];
      const undone = control.back?.acts[id]?.[0];
      const { acts, nowUs } = session.timeline;
      const ofThis = acts
        .map(({ act }) => act)
        .filter(
          ({ atUs, kind }) => atUs <= nowUs + 1 && (kind === done?.kind || kind === undone?.kind),
        );
      return ofThis.at(-1)?.kind === done?.kind && done !== undefined;
    });
  }

  /** Does what a control does, now, in every world that it names. */
  press(control: ActControl): void {
    const acts = this.isOn(control) ? control.back?.acts : control.acts;
    const { actingUs } = this;
    for (const { id, session } of this.held) {
      for (const act of acts?.[id] ?? []) session.actAt({ ...act, atUs: actingUs });
      const laterUs = actingUs + Math.round((control.later?.afterS ?? 0) * US_PER_S);
      for (const act of control.later?.acts[id] ?? []) session.actAt({ ...act, atUs: laterUs });
    }
    this.follow();
    this.tell();
  }

  /** Does to each world what is found for it, now: the same fault may hit another place in each. */
  strike(find: (session: Session) => Act | null): void {
    const { actingUs } = this;
    for (const { session } of this.held) {
      const act = find(session);
      if (act !== null) session.actAt({ ...act, atUs: actingUs });
    }
    this.follow();
    this.tell();
  }

  /** When something happens that is done now: the same instant in every world. */
  private get actingUs(): number {
    return Math.max(...this.held.map(({ session }) => session.timeline.actingUs));
  }

  /** The worlds as the lesson opens them, without any act of the person. */
  startOver(): void {
    this.settings = {};
    this.placedUs = {};
    this.stopUs = Number.POSITIVE_INFINITY;
    this.held = this.held.map((slot) => {
      const world = this.worldIn(slot.id);
      slot.session.open(this.startOf(world, [], this.opensAtUs));
      this.focus(slot.session);
      return { ...slot, world };
    });
    this.giveAxis();
    this.tell();
  }

  /** The worlds as `state` once had them, to the last event. */
  restore(saved: StageState): void {
    const isSameRun = sameRun(saved, this.state());
    if (this.isPlaying) this.lead.pause();
    if (isSameRun) {
      this.seek(saved.atUs);
      return;
    }
    const { pace } = this;
    this.settings = saved.settings;
    this.placedUs = saved.placedUs;
    this.stopUs = Number.POSITIVE_INFINITY;
    this.held = this.held.map((slot) => {
      const world = this.worldIn(slot.id);
      const { session } = slot;
      session.open(this.startOf(world, saved.acts[world.id] ?? [], saved.atUs));
      session.setPace(pace);
      this.focus(session);
      return { ...slot, world };
    });
    this.giveAxis();
    this.tell();
  }

  /** One world without what was done to it. */
  forgetActs(id: WorldId): void {
    for (const { id: slot, world, session } of this.held) {
      if (slot !== id) continue;
      const { pace } = this;
      session.open(this.startOf(world, [], this.nowUs));
      session.setPace(pace);
      this.focus(session);
    }
    this.giveAxis();
    this.tell();
  }

  /** What has to be kept, to find the stage again as it is. */
  state(): StageState {
    return {
      atUs: this.nowUs,
      settings: this.settings,
      placedUs: this.placedUs,
      acts: Object.fromEntries(
        this.held.map(({ world, session }) => [
          world.id,
          session.timeline.acts.map(({ act }) => act),
        ]),
      ),
    };
  }

  /** The world that the controls put into a place. */
  private worldIn(id: WorldId): LessonWorld {
    const chosen = this.lesson.controls.reduce<WorldId>((world, control, i) => {
      if (control.kind !== 'variant') return world;
      return control.choices[this.settingOf(i)]?.worlds[id] ?? world;
    }, id);
    return worldOf(this.lesson, chosen);
  }

  private startOf(world: LessonWorld, acts: readonly Intervention[], atUs: number) {
    const { byHand } = this.lesson;
    const turned = this.turned(scenarioOfWorld(world));
    const scenario =
      byHand === undefined
        ? turned
        : {
            ...withOrdersAt(turned, byHand.producer, this.ordersIn(world.id)),
            durationUs: BY_HAND_US,
          };
    return {
      scenario,
      seed: this.lesson.seed ?? scenario.seed,
      acts: acts.length > 0 ? acts : actsOfWorld(world),
      atUs,
    };
  }

  /** What books and curves are about: a queue, or the orders that somebody waits for. */
  private focus(session: Session): void {
    const { picture } = this.lesson;
    const { nodes } = session.timeline.world.plan;
    const isAnswered = nodes.some(({ kind }) => kind === 'service');
    if (picture.kind === 'failed' && isAnswered) session.set({ queue: -1 });
    if (!('queue' in picture)) return;
    session.set({ queue: nodes.findIndex(({ id }) => id === picture.queue) });
  }

  private turned(scenario: Scenario): Scenario {
    return this.lesson.controls.reduce((changed, control, i) => {
      const value = this.settings[i];
      return control.kind === 'number' && value !== undefined && value !== control.standard
        ? control.apply(changed, value)
        : changed;
    }, scenario);
  }

  /** Playing ends at the end of a beat, or of the axis; seeking may go anywhere on it. */
  private giveAxis(): void {
    const { endUs } = this;
    for (const { session } of this.held) session.timeline.endUs = endUs;
    this.lead.timeline.endUs = Math.min(endUs, this.stopUs);
    this.lead.player.moved();
  }

  /** Takes the others to where the first one is. */
  private follow(): void {
    const { nowUs } = this;
    for (const { session } of this.held.slice(1)) {
      if (session.timeline.nowUs !== nowUs) session.arriveAt(nowUs);
    }
  }

  private tell(): void {
    this.version++;
    for (const listener of this.listeners) listener();
  }
}

/** Whether two states differ in their instant alone. */
function sameRun(one: StageState, other: StageState): boolean {
  const run = ({ settings, acts, placedUs }: StageState): string =>
    JSON.stringify([settings, acts, placedUs]);
  return run(one) === run(other);
}

/** How a control stands when the lesson opens: a choice that leaves each world in its place. */
function standardOf(control: Control): number {
  if (control.kind === 'number') return control.standard;
  if (control.kind === 'act') return 0;
  const asItIs = control.choices.findIndex(({ worlds }) =>
    Object.entries(worlds).every(([id, world]) => id === world),
  );
  return Math.max(0, asItIs);
}
