/**
 * Presentation is a lesson before a class: where it is, the worlds that the class sees, and, while their
 * picture is held, those that are made ready behind it.
 *
 * Nothing here knows a window or a key. Whoever has the remote sends commands; the link is the whole state,
 * so that a reload, a copy and the window with the notes show the same.
 */
import { type Actor, createActor } from 'xstate';
import { runBeginsAt, runEndsAt } from '../beatInstants.ts';
import { type Beat, isBeforeRun } from '../beatsOf.ts';
import { handsOf, injections, type Lesson, type RunBeat } from '../course/index.ts';
import { LessonWorlds } from '../LessonWorlds.ts';
import type { StageState } from '../progress/Progress.ts';
import { decisiveRun, decisiveStage, ORDERS_BY_HAND, standardStage } from './instants.ts';
import {
  type AudienceTheme,
  type PresentContext,
  presentLifecycle,
  type Scene,
  type Spotlight,
} from './presentLifecycle.ts';
import type { PresentLink } from './presentLink.ts';

/** What the one in front can wish for, in either window. */
export type PresentCommand =
  | { readonly [Type in PlainCommand]: { readonly type: Type } }[PlainCommand]
  | { readonly type: 'GO'; readonly beat: number }
  | { readonly type: 'STEP'; readonly by: 1 | -1 }
  | { readonly type: 'PACE'; readonly by: 1 | -1 }
  | { readonly type: 'SPOTLIGHT'; readonly part: Spotlight }
  | { readonly type: 'TALLY'; readonly counts: readonly number[] | null }
  | { readonly type: 'THEME'; readonly theme: AudienceTheme }
  /** Does what a control of the lesson does, or turns it to a value. */
  | { readonly type: 'PRESS'; readonly control: number }
  | { readonly type: 'SET'; readonly control: number; readonly value: number }
  /** A fault of the last lesson, in all designs at once. */
  | { readonly type: 'INJECT'; readonly fault: string };

export const plainCommands = [
  /** On; first it finishes what moves, or plays what has not been seen. */
  'NEXT',
  /** The beat before, exactly as it was come to. */
  'BACK',
  'PLAY',
  'FREEZE',
  'BLANK',
  /** To the instant that the lesson is about, whatever was done before. */
  'DECISIVE',
  'START',
  'RESET',
  /** One world alone, or all. */
  'WORLD',
  /** An order by hand, where the lesson takes them. */
  'ORDER',
  /** The whole picture, nothing blank. */
  'CLEAR',
  /** The timer from nought. It starts by itself with the first key that goes on. */
  'TIMER',
] as const;
export type PlainCommand = (typeof plainCommands)[number];

/** What would show the run before the class has bet on it. */
const touchesWorlds: ReadonlySet<PresentCommand['type']> = new Set([
  'PLAY',
  'STEP',
  'START',
  'RESET',
  'ORDER',
  'PRESS',
  'SET',
  'INJECT',
]);

/** Whoever sees no motion sees so much more of the run after each fault. */
const BETWEEN_FAULTS_US = 3_000_000;

/** No screen shows so many worlds to the last row: they are shown one at a time. */
function isCrowd({ worlds }: Lesson): boolean {
  return worlds.length > 3;
}

/** The last lesson has no script: its designs are examined by faults that are caused by hand. */
function isExamined({ id }: Lesson): boolean {
  return id === 'l16';
}

export interface PresentationOptions {
  readonly wallMs: () => number;
  /** Milliseconds since 1970: for the timer, which is right after a reload too. */
  readonly epochMs: () => number;
  /** Whoever asked for no motion sees where it leads. */
  readonly isStill?: () => boolean;
}

export class Presentation {
  readonly lesson: Lesson;
  /** The worlds that the class sees. */
  readonly live: LessonWorlds;
  private ahead: LessonWorlds | null = null;
  private readonly actor: Actor<typeof presentLifecycle>;
  /** How each beat was come to. */
  private entered: readonly (StageState | null)[];
  private wasPlaying = false;
  private version = 0;
  private readonly options: PresentationOptions;
  private readonly listeners = new Set<() => void>();
  private stopAhead: () => void = () => undefined;

  constructor(lesson: Lesson, link: PresentLink, options: PresentationOptions) {
    this.lesson = lesson;
    this.options = options;
    const { scene, held } = link;
    this.actor = createActor(presentLifecycle, {
      input: { ...link, lesson, scene, held: held?.scene ?? null },
    });
    this.actor.start();
    this.entered = link.entered;
    const stage = link.stage ?? standardStage(lesson, this.beatInHand);
    this.live = new LessonWorlds(lesson, options.wallMs, held?.stage ?? stage);
    if (held !== null) this.makeReady(stage);
    if (scene.world === null && (link.stage === null || isCrowd(lesson))) this.showWorlds();
    this.givePace();
    this.live.subscribe(() => this.tell());
    this.actor.subscribe(() => this.tell());
  }

  // What there is

  get context(): PresentContext {
    return this.actor.getSnapshot().context;
  }

  /** The place that commands are about. */
  get inHand(): Scene {
    const snapshot = this.actor.getSnapshot();
    const { beat, world } = snapshot.context;
    return { beat, world, isAnswered: snapshot.matches({ telling: 'answer' }) };
  }

  /** The place that the class sees. */
  get shown(): Scene {
    return this.context.held ?? this.inHand;
  }

  get isHeld(): boolean {
    return this.context.held !== null;
  }

  get isBlank(): boolean {
    return this.actor.getSnapshot().matches({ screen: 'blank' });
  }

  /** The worlds that commands are about: behind a held picture others than those in it. */
  get worlds(): LessonWorlds {
    return this.ahead ?? this.live;
  }

  get runBeat(): RunBeat | undefined {
    const { step, run } = this.beatInHand;
    return step === 'run' ? this.lesson.beats[run] : undefined;
  }

  get link(): PresentLink {
    const { held, tally, spotlight, theme, sinceMs } = this.context;
    return {
      id: this.lesson.id,
      scene: this.inHand,
      stage: this.worlds.state(),
      held: held === null ? null : { scene: held, stage: this.live.state() },
      entered: this.entered,
      isBlank: this.isBlank,
      tally,
      spotlight,
      theme,
      sinceMs,
    };
  }

  /** Tells of every change that is no frame. Returns how to stop. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Another number at each change. */
  snapshot = (): number => this.version;

  frame(nowMs: number): void {
    this.live.frame(nowMs);
    this.ahead?.frame(nowMs);
  }

  // What is done

  do(command: PresentCommand): void {
    if (touchesWorlds.has(command.type) && !this.isOpen) return;
    const { worlds } = this;
    switch (command.type) {
      case 'NEXT':
        if (this.context.sinceMs === null) this.startTimer();
        this.next();
        break;
      case 'TIMER':
        this.startTimer();
        break;
      case 'BACK':
        this.back();
        break;
      case 'GO':
        this.go(command.beat);
        break;
      case 'PLAY':
        if (worlds.isPlaying) worlds.pause();
        else this.playOn();
        break;
      case 'FREEZE':
        if (this.isHeld) this.letGo();
        else this.freeze();
        break;
      case 'DECISIVE':
        this.toDecisive();
        break;
      case 'START':
        this.seek(0);
        break;
      case 'STEP':
        worlds.step(command.by);
        break;
      case 'PACE':
        worlds.setPace(worlds.pace + command.by);
        break;
      case 'RESET':
        worlds.startOver();
        this.givePace();
        break;
      case 'WORLD':
        this.actor.send({ type: 'WORLD', world: this.nextWorld() });
        break;
      case 'ORDER':
        this.order();
        break;
      case 'PRESS':
        this.press(command.control);
        break;
      case 'SET':
        this.set(command.control, command.value);
        break;
      case 'INJECT':
        this.inject(command.fault);
        break;
      case 'TALLY':
        this.count(command.counts);
        break;
      default:
        this.actor.send(command);
    }
  }

  /** Whether the worlds may run: the class has bet, or the lesson needs no bet. */
  get isOpen(): boolean {
    return !isBeforeRun(this.beatInHand.step);
  }

  private get beatInHand(): Beat {
    const { beats, beat } = this.context;
    return beats[beat] as Beat;
  }

  private startTimer(): void {
    this.actor.send({ type: 'TIMER', sinceMs: this.options.epochMs() });
  }

  private next(): void {
    const { worlds } = this;
    const { step, run } = this.beatInHand;
    if (this.ordersLeft > 0) {
      // A remote has no key for an order: its one key places them, and then goes on.
      this.order();
      return;
    }
    const fault = this.faultsLeft[0];
    if (fault !== undefined) {
      this.inject(fault.id);
      return;
    }
    const endUs = step === 'run' ? this.endOf(run) : null;
    if (endUs !== null && worlds.isPlaying) {
      // The key that goes on finishes first what is still moving.
      this.seek(endUs);
      return;
    }
    if (endUs !== null && worlds.nowUs < endUs && !this.isHeld) {
      this.playOn();
      return;
    }
    if (this.showNextWorld()) return;
    const before = this.context.beat;
    this.actor.send({ type: 'NEXT' });
    if (this.context.beat === before) return;
    this.enter(worlds.state());
    if (!this.isHeld && this.runBeat !== undefined) this.playOn();
  }

  /** Comes to the beat in hand with the worlds as they are, at the instant at which it begins. */
  private enter(stage: StageState): void {
    const { beat } = this.context;
    const { step } = this.beatInHand;
    // Designs that are examined stay as far as they have come.
    const isRun = (step === 'run' && !isExamined(this.lesson)) || isBeforeRun(step);
    const { atUs } = standardStage(this.lesson, this.beatInHand);
    this.stand(isRun ? { ...stage, atUs } : { ...stage, atUs: Math.max(stage.atUs, atUs) });
    this.entered = this.entered.slice(0, beat).concat(this.padding(beat), this.worlds.state());
    this.tell();
  }

  /** Beats that nobody came to: they were passed over. */
  private padding(beat: number): null[] {
    return Array.from({ length: Math.max(0, beat - this.entered.length) }, () => null);
  }

  private back(): void {
    const before = this.inHand;
    this.actor.send({ type: 'BACK' });
    if (this.context.beat !== before.beat || !before.isAnswered) this.stand(this.cameTo());
  }

  private go(beat: number): void {
    const { beat: before } = this.context;
    const stage = this.worlds.state();
    this.actor.send({ type: 'GO', beat });
    if (this.context.beat <= before) this.stand(this.cameTo());
    else this.enter(stage);
  }

  /** How the beat in hand was come to, or how the lesson has it. */
  private cameTo(): StageState {
    return this.entered[this.context.beat] ?? standardStage(this.lesson, this.beatInHand);
  }

  private stand(stage: StageState): void {
    this.worlds.restore(stage);
    this.givePace();
    this.showWorlds();
  }

  /** The world that the beat is about, or all of them; of a crowd always one. */
  private showWorlds(): void {
    const world = this.runBeat?.world;
    const alone = this.lesson.worlds.findIndex(({ id }) => id === world);
    const all = isCrowd(this.lesson) ? (this.context.world ?? 0) : null;
    this.actor.send({ type: 'WORLD', world: alone < 0 ? all : alone });
  }

  /**
   * While one world is shown at a time, a beat is over when all of them have been shown: the next one from
   * where the beat begins. Returns whether there is one.
   */
  private showNextWorld(): boolean {
    const { step, run } = this.beatInHand;
    const { world } = this.context;
    const isOfOne = this.runBeat?.world !== undefined;
    const isOver = world === null || world + 1 >= this.lesson.worlds.length;
    if ((step !== 'run' && step !== 'observe') || isOver || isOfOne || this.isHeld) return false;
    if (step === 'run') {
      if (this.endOf(run) === null) return false;
      this.worlds.seek(runBeginsAt(this.lesson, run));
    }
    this.actor.send({ type: 'WORLD', world: world + 1 });
    if (step === 'run') this.playOn();
    return true;
  }

  /** Where a beat of the run ends; null: whenever one goes on. */
  private endOf(run: number): number | null {
    if (isExamined(this.lesson) && run === 0) return this.worlds.endUs;
    return runEndsAt(this.lesson, run);
  }

  private givePace(): void {
    const pace = this.runBeat?.pace;
    if (pace !== undefined) this.worlds.setPace(pace);
  }

  private seek(atUs: number): void {
    this.worlds.pause();
    this.worlds.seek(atUs);
  }

  /** To the end of the beat, or where there is none, of the axis. */
  private playOn(): void {
    const { worlds } = this;
    const { step, run } = this.beatInHand;
    const endUs = step === 'run' ? runEndsAt(this.lesson, run) : null;
    const toUs = endUs === null || worlds.nowUs >= endUs ? worlds.endUs : endUs;
    const isStill = this.options.isStill?.() === true && this.lesson.byHand === undefined;
    if (!isStill) worlds.play(toUs);
    else if (this.faultsLeft.length === 0) worlds.seek(toUs);
  }

  private freeze(): void {
    const { live } = this;
    this.wasPlaying = live.isPlaying;
    live.pause();
    this.makeReady(live.state());
    this.actor.send({ type: 'FREEZE', scene: this.inHand });
  }

  private makeReady(stage: StageState): void {
    this.ahead = new LessonWorlds(this.lesson, this.options.wallMs, stage);
    this.stopAhead = this.ahead.subscribe(() => this.tell());
    this.givePace();
  }

  /** The class sees what was made ready; and what was playing, or is new to it, plays. */
  private letGo(): void {
    const { ahead } = this;
    const { held } = this.context;
    if (ahead === null || held === null) return;
    const isOther = held.beat !== this.context.beat || ahead.nowUs !== this.live.nowUs;
    ahead.pause();
    this.stopAhead();
    this.ahead = null;
    this.live.restore(ahead.state());
    this.givePace();
    this.actor.send({ type: 'FREEZE', scene: this.inHand });
    const { step, run } = this.beatInHand;
    const endUs = step === 'run' ? runEndsAt(this.lesson, run) : null;
    const isOver = endUs !== null && this.live.nowUs >= endUs;
    if (step === 'run' && !isOver && (this.wasPlaying || isOther)) this.playOn();
  }

  private toDecisive(): void {
    if (this.isHeld) {
      this.stopAhead();
      this.ahead = null;
      this.actor.send({ type: 'FREEZE', scene: this.inHand });
    }
    this.actor.send({ type: 'CLEAR' });
    const beat = this.context.beats.findIndex(
      ({ step, run }) => step === 'run' && run === decisiveRun(this.lesson),
    );
    this.actor.send({ type: 'GO', beat });
    this.stand(decisiveStage(this.lesson));
    this.actor.send({ type: 'WORLD', world: null });
  }

  private nextWorld(): number | null {
    const { world } = this.context;
    if (world === null) return 0;
    const next = world + 1;
    if (next < this.lesson.worlds.length) return next;
    return isCrowd(this.lesson) ? 0 : null;
  }

  /** How many orders the beat in hand still takes before it goes on; in most lessons they come by themselves. */
  private get ordersLeft(): number {
    const world = this.runBeat?.world;
    if (this.lesson.byHand === undefined || world === undefined || this.isHeld) return 0;
    return ORDERS_BY_HAND - this.worlds.ordersIn(world).length;
  }

  /** The faults that the beat in hand has still to cause before it goes on; only the last lesson has such. */
  private get faultsLeft(): readonly (typeof injections)[number][] {
    const { step, run } = this.beatInHand;
    if (!isExamined(this.lesson) || step !== 'run' || run !== 0 || this.isHeld) return [];
    const done = this.worlds.lead.timeline.acts.map(({ act }) => act.kind);
    return injections.filter(({ act }) => !done.includes(act.kind));
  }

  private order(): void {
    const world = this.runBeat?.world;
    if (this.lesson.byHand === undefined || world === undefined) return;
    this.worlds.order(world);
    if (!this.worlds.isPlaying) this.worlds.play();
  }

  private press(at: number): void {
    const control = this.lesson.controls[at];
    if (control?.kind === 'act') this.worlds.press(control);
    if (control?.kind === 'variant') this.worlds.turnOn(at);
  }

  /** Only to what the control can be turned to. */
  private set(at: number, value: number): void {
    const control = this.lesson.controls[at];
    if (control?.kind === 'number') {
      this.worlds.set(at, Math.max(control.min, Math.min(control.max, value)));
    }
    if (control?.kind === 'variant' && control.choices[value] !== undefined) {
      this.worlds.set(at, value);
    }
  }

  /** One count for each option, or none at all. */
  private count(counts: readonly number[] | null): void {
    if (counts !== null && counts.length !== handsOf(this.lesson)?.options.length) return;
    this.actor.send({ type: 'TALLY', counts });
  }

  private inject(fault: string): void {
    const injection = injections.find(({ id }) => id === fault);
    if (injection === undefined || !isExamined(this.lesson)) return;
    const acts = Object.fromEntries(this.worlds.slots.map(({ id }) => [id, [injection.act]]));
    const { worlds } = this;
    worlds.press({ kind: 'act', key: injection.key, label: injection.label, acts });
    if (worlds.isPlaying) return;
    if (this.options.isStill?.() !== true) worlds.play();
    else worlds.seek(Math.min(worlds.endUs, worlds.nowUs + BETWEEN_FAULTS_US));
  }

  private tell(): void {
    this.version++;
    for (const listener of this.listeners) listener();
  }
}
