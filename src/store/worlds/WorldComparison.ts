/**
 * WorldComparison is two or three runs side by side: one clock, the same seed, and what is done to one is done
 * to all. It finds where they part and what the difference is; how it looks is the mode's business.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Intervention } from '../../engine/index.ts';
import { Player, SideBySide, type Timeline } from '../../playback/index.ts';
import { letterOf, objectionToAct } from '../../scenarios/index.ts';
import { announce } from '../../ui/index.ts';
import { actLabel } from '../actLabel.ts';
import type { Company } from '../Company.ts';
import { focusesOf } from '../focus.ts';
import { Session, type SessionStart } from '../Session.ts';
import type { SessionState } from '../SessionState.ts';
import { FirstDifference, type Parting } from './FirstDifference.ts';
import { FirstFate, type OtherFate } from './FirstFate.ts';
import { type Figures, figuresOf } from './figuresOf.ts';
import { TraceFigures } from './TraceFigures.ts';
import { worldTitles } from './worldTitles.ts';

export interface ComparisonState {
  /** The world whose parts are chosen and talked about, by its position. */
  readonly inHand: number;
  /** The world that is shown alone; null: all. */
  readonly shown: number | null;
  /** There is room for one only: the one in hand. */
  readonly flips: boolean;
}

/** What is said of the whole screen, whichever world it is said in. */
const screenFields = [
  'chart',
  'stageView',
  'theme',
  'isPresenting',
  'dialog',
  'problem',
] as const satisfies readonly (keyof SessionState)[];

export type Screen = Pick<SessionState, (typeof screenFields)[number]>;

/** How much of the axis is simulated at a time in search of where runs part. */
const STRIDES = 48;

export class WorldComparison implements Company {
  readonly sessions: readonly Session[];
  readonly playable: SideBySide;
  readonly player: Player;
  readonly store: StoreApi<ComparisonState>;
  private readonly difference = new FirstDifference();
  private readonly fate = new FirstFate();
  private readonly traces: readonly TraceFigures[];
  private isMirroring = false;

  constructor(
    starts: readonly SessionStart[],
    screen: Partial<Screen>,
    wallMs: () => number,
    shown: number | null = null,
  ) {
    const [first] = starts;
    const seed = first?.seed ?? first?.scenario.seed ?? 1;
    const atUs = first?.atUs ?? 0;
    // What is looked at is one thing, in the first world.
    this.sessions = starts.map(({ view, ...start }, i) => {
      const looked = i === 0 && view !== undefined ? { view } : {};
      return new Session({ ...start, ...looked, seed, atUs }, wallMs);
    });
    this.traces = starts.map(() => new TraceFigures());
    this.store = createStore<ComparisonState>(() => ({ inHand: shown ?? 0, shown, flips: false }));
    this.playable = new SideBySide(() => this.timelines);
    this.player = new Player(this.playable, wallMs);
    for (const session of this.sessions) {
      session.join(this);
      session.set(screen);
    }
    for (const session of this.sessions)
      session.store.subscribe((state, before) => this.mirror(session, state, before));
    for (const other of this.sessions.slice(1)) focusOn(other, focusIn(this.sessions[0]));
  }

  get timelines(): readonly Timeline[] {
    return this.sessions.map(({ timeline }) => timeline);
  }

  /** The session that the controls speak for. */
  get inHand(): Session {
    return (this.sessions[this.store.getState().inHand] ?? this.sessions[0]) as Session;
  }

  get titles(): string[] {
    return worldTitles(
      this.sessions.map(({ system, presets, timeline }) => ({
        system,
        presets,
        acts: timeline.acts.map(({ act }) => act),
        leftOut: timeline.leftOut,
      })),
    );
  }

  // What is seen of it

  take(world: number): void {
    const { shown } = this.store.getState();
    this.store.setState({ inHand: world, shown: shown === null ? null : world });
  }

  /** One world alone, or all. */
  show(shown: number | null): void {
    this.store.setState(shown === null ? { shown } : { shown, inHand: shown });
  }

  /** All, then each world alone; where there is room for one only, one after the other. */
  showNext(): void {
    const { shown, inHand, flips } = this.store.getState();
    if (flips) {
      this.take((inHand + 1) % this.sessions.length);
      return;
    }
    const next = shown === null ? 0 : shown + 1;
    this.show(next < this.sessions.length ? next : null);
  }

  // What tells them apart

  figures(): Figures[] {
    return this.sessions.map(({ timeline }, i) =>
      figuresOf(timeline, this.traces[i] as TraceFigures),
    );
  }

  /** Where they part, as far as they are simulated. */
  parting(): Parting | null {
    return this.difference.among(this.timelines);
  }

  /** The first headline that not all of them have. */
  otherFate(): OtherFate | null {
    return this.fate.among(this.timelines);
  }

  /**
   * Goes to where they part; from there on to the first headline that not all have. Simulates ahead as far
   * as need be. Returns the instant; null, and stays, where they do not differ up to the end.
   */
  goToDifference(): number | null {
    const fromUs = this.playable.nowUs;
    const atUs = this.inHand.visit((timeline) => {
      const parting = this.findAhead(() => this.parting());
      if (parting === null) return this.back(timeline, fromUs);
      const isThere = fromUs === parting.atUs;
      const fate = isThere ? this.findAhead(() => this.otherFate()) : null;
      const toUs = fate?.atUs ?? parting.atUs;
      timeline.seek(toUs);
      return toUs;
    });
    return atUs;
  }

  private back(timeline: Timeline, toUs: number): null {
    timeline.seek(toUs);
    return null;
  }

  private findAhead<Found>(find: () => Found | null): Found | null {
    for (;;) {
      const found = find();
      const horizonUs = Math.min(...this.timelines.map((timeline) => timeline.horizonUs));
      const { endUs, stopped } = this.playable;
      if (found !== null || horizonUs >= endUs || stopped !== null) return found;
      this.playable.seek(Math.min(endUs, horizonUs + Math.ceil(endUs / STRIDES)));
    }
  }

  // As a company

  takes({ timeline }: Session, act: Intervention): boolean {
    return objectionToAct(timeline.scenario, act) === null;
  }

  leftOut(act: Intervention, without: readonly Session[]): void {
    const letters = without.map((session) => letterOf(this.sessions.indexOf(session)));
    const label = actLabel(this.inHand.timeline.scenario, act);
    announce(`Not in ${letters.join(' and ')}: there is nothing there for “${label}”.`);
  }

  /** What is said in one world of all is said in all; and one thing at a time is selected. */
  private mirror(session: Session, state: SessionState, before: SessionState): void {
    if (this.isMirroring) return;
    this.isMirroring = true;
    const changed = screenFields.filter((field) => state[field] !== before[field]);
    const others = this.sessions.filter((other) => other !== session);
    if (changed.length > 0) {
      const part = Object.fromEntries(changed.map((field) => [field, state[field]]));
      for (const other of others) other.set(part);
    }
    const isChosen = state.selection !== null || state.flag !== null;
    if (isChosen && (state.selection !== before.selection || state.flag !== before.flag)) {
      for (const other of others) other.set({ selection: null, flag: null });
      this.take(this.sessions.indexOf(session));
    }
    if (state.queue !== before.queue) {
      for (const other of others) focusOn(other, focusIn(session));
    }
    this.isMirroring = false;
  }
}

/** The name of the queue or group in focus. */
function focusIn(session: Session | undefined): string | undefined {
  return session?.timeline.world.plan.nodes[session.store.getState().queue]?.id;
}

/** The queue or group of that name, where there is one. */
function focusOn(session: Session, id: string | undefined): void {
  const { plan } = session.timeline.world;
  const queue = focusesOf(plan).find((node) => plan.nodes[node]?.id === id);
  if (queue !== undefined) session.set({ queue });
}

export function screenOf(state: SessionState): Screen {
  const { chart, stageView, theme, isPresenting, dialog, problem } = state;
  return { chart, stageView, theme, isPresenting, dialog, problem };
}
