/**
 * Player turns wall-clock time into simulated time: it moves the playhead of a run, frame by frame.
 *
 * It owns no timer: whoever has frames calls `frame`. A frame has a budget; when the engine needs more
 * than that, playback slows down and says so, and input never waits. A long gap between two frames (a
 * hidden tab, a sleeping laptop) is ignored, so that nothing leaps.
 */
import { stateAfter } from '../engine/index.ts';
import type { Playable } from './Playable.ts';
import { type PlayerEvent, type PlayerState, playerLifecycle } from './playerLifecycle.ts';
import { realTime, type Speed, speeds } from './speeds.ts';

/** Milliseconds of a frame that the engine may use. */
const FRAME_BUDGET_MS = 9;
/** A gap between frames above this is a pause that nobody asked for. */
const GAP_MS = 250;
/** Events between two looks at the clock. */
const SLICE = 400;

export class Player {
  private run: Playable;
  private current = playerLifecycle.initial;
  private readonly wallMs: () => number;
  private speedIndex = realTime;
  private lastFrameMs = Number.NaN;
  /** Simulated time owed that is less than a microsecond. */
  private fractionUs = 0;
  /** Until then time stands still, though it plays. */
  private heldUntilMs = Number.NEGATIVE_INFINITY;

  constructor(run: Playable, wallMs: () => number) {
    this.run = run;
    this.wallMs = wallMs;
  }

  get state(): PlayerState {
    return this.current;
  }

  get isPlaying(): boolean {
    return this.state === 'playing' || this.state === 'behind';
  }

  get speed(): Speed {
    return speeds[this.speedIndex] as Speed;
  }

  /** Position in `speeds`. */
  get pace(): number {
    return this.speedIndex;
  }

  set pace(index: number) {
    this.speedIndex = Math.max(0, Math.min(speeds.length - 1, Math.round(index)));
  }

  /** Plays another run from now on, paused. */
  load(run: Playable): void {
    this.run = run;
    this.tell('PAUSE');
    this.tell('MOVE');
  }

  play(): void {
    // Playing at the end of the axis lets the run go on beyond it.
    if (this.run.nowUs >= this.run.endUs) this.run.extend();
    this.lastFrameMs = Number.NaN;
    this.tell('PLAY');
  }

  pause(): void {
    this.heldUntilMs = Number.NEGATIVE_INFINITY;
    this.tell('PAUSE');
  }

  /** Lets time stand still for so long from now: something is being shown. Any move by hand ends that. */
  hold(ms: number): void {
    this.heldUntilMs = this.wallMs() + ms;
  }

  toggle(): void {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  /** The playhead was moved by hand: a player at the end is at the end no more. */
  moved(): void {
    this.heldUntilMs = Number.NEGATIVE_INFINITY;
    if (this.run.nowUs < this.run.endUs) this.tell('MOVE');
  }

  /** Call once for each frame. Returns whether the playhead moved. */
  frame(nowMs: number): boolean {
    const gapMs = nowMs - this.lastFrameMs;
    this.lastFrameMs = nowMs;
    if (this.run.isUnderWay) {
      this.goOnWithinBudget();
      return true;
    }
    if (!this.isPlaying || !(gapMs > 0) || gapMs > GAP_MS) return false;
    if (this.wallMs() < this.heldUntilMs) return false;
    this.run.aim(this.targetUs(gapMs));
    const isThere = this.goOnWithinBudget();
    this.tell(isThere ? 'CATCH_UP' : 'FALL_BEHIND');
    // A slow machine may stand at the last instant with some of its events still to come.
    if ((isThere && this.run.nowUs >= this.run.endUs) || this.run.stopped !== null) {
      this.tell('REACH_END');
    }
    return true;
  }

  /** What its lifecycle does not allow now is passed over: pausing what is paused, say. */
  private tell(event: PlayerEvent): void {
    this.current = stateAfter(playerLifecycle, this.current, event) ?? this.current;
  }

  private targetUs(gapMs: number): number {
    const { usPerS } = this.speed;
    const { nowUs, endUs } = this.run;
    if (usPerS === Number.POSITIVE_INFINITY) return endUs;
    const advance = (gapMs / 1_000) * usPerS + this.fractionUs;
    const wholeUs = Math.floor(advance);
    this.fractionUs = advance - wholeUs;
    return Math.min(endUs, nowUs + wholeUs);
  }

  private goOnWithinBudget(): boolean {
    const startMs = this.wallMs();
    while (!this.run.goOn(SLICE)) {
      if (this.run.stopped !== null) return true;
      if (this.wallMs() - startMs > FRAME_BUDGET_MS) return false;
    }
    return true;
  }
}
