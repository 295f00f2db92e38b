/**
 * SideBySide is several runs under one playhead.
 *
 * They go on in short strides, and none begins the next before all are through: even where the machine is
 * too slow for the pace, what is seen of one is never later than what is seen of another.
 */
import type { Playable } from './Playable.ts';
import type { Timeline } from './Timeline.ts';

/** The axis is so many strides long. */
const STRIDES = 600;

export class SideBySide implements Playable {
  private readonly read: () => readonly Timeline[];
  private targetUs = 0;
  /** Where the present stride ends. */
  private strideEndUs = 0;

  /** `timelines` is asked anew each time: a run may be replaced by another one. */
  constructor(timelines: () => readonly Timeline[]) {
    this.read = timelines;
    this.align();
  }

  get timelines(): readonly Timeline[] {
    return this.read();
  }

  get nowUs(): number {
    return Math.min(...this.timelines.map(({ nowUs }) => nowUs));
  }

  get endUs(): number {
    return Math.max(...this.timelines.map(({ endUs }) => endUs));
  }

  get stopped(): string | null {
    return this.timelines.find(({ stopped }) => stopped !== null)?.stopped ?? null;
  }

  /** Whether all stand at the same instant: between two strides they do. */
  get isTogether(): boolean {
    const { nowUs } = this;
    return this.timelines.every((timeline) => timeline.nowUs === nowUs);
  }

  /** Gives all the same axis, and takes those that are behind to where the first one is. */
  align(): void {
    const { endUs } = this;
    for (const timeline of this.timelines) timeline.endUs = endUs;
    this.seek(Math.max(...this.timelines.map(({ boundForUs }) => boundForUs)));
  }

  /** All the way, for all of them: what is seen of one is never later than what is seen of another. */
  goTo(atUs: number): void {
    this.seek(atUs);
  }

  get isUnderWay(): boolean {
    return false;
  }

  seek(atUs: number): void {
    this.targetUs = this.strideEndUs = Math.max(0, Math.floor(atUs));
    for (const timeline of this.timelines) timeline.seek(atUs);
  }

  aim(atUs: number): void {
    this.targetUs = Math.max(0, Math.floor(atUs));
    if (this.targetUs < this.nowUs) this.seek(this.targetUs);
    else if (this.isTogether) this.stride();
  }

  goOn(maxSteps = Number.POSITIVE_INFINITY): boolean {
    for (;;) {
      for (const timeline of this.timelines) if (!timeline.goOn(maxSteps)) return false;
      if (this.strideEndUs >= this.targetUs) return true;
      this.stride();
      // One stride is a slice: whoever has little time looks at the clock after each.
      if (maxSteps !== Number.POSITIVE_INFINITY) return false;
    }
  }

  /**
   * The next instant at which something happens to any of them: those to whom it happens take one event,
   * the others wait until then. Backwards, the latest instant before.
   */
  step(direction: 1 | -1): boolean {
    return direction === 1 ? this.stepOn() : this.stepBack();
  }

  extend(): void {
    for (const timeline of this.timelines) timeline.extend();
    this.align();
  }

  private stride(): void {
    const strideUs = Math.max(1, Math.ceil(this.endUs / STRIDES));
    this.strideEndUs = Math.min(this.targetUs, this.nowUs + strideUs);
    for (const timeline of this.timelines) timeline.aim(this.strideEndUs);
  }

  private stepOn(): boolean {
    const { timelines } = this;
    const nextUs = timelines.map(({ run }) => run.nextUs());
    const soonestUs = Math.min(...nextUs);
    if (soonestUs > this.endUs) return false;
    timelines.forEach((timeline, i) => {
      if (nextUs[i] === soonestUs) timeline.step(1);
      else timeline.seek(soonestUs);
    });
    return true;
  }

  private stepBack(): boolean {
    const { timelines } = this;
    let went = false;
    for (const timeline of timelines) went = timeline.step(-1) || went;
    const latestUs = Math.max(...timelines.map(({ nowUs }) => nowUs));
    // Whoever had nothing to take back at that instant only waits there again.
    for (const timeline of timelines) if (timeline.nowUs < latestUs) timeline.seek(latestUs);
    return went;
  }
}
