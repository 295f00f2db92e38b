/**
 * Motion is what moves on the stage by the clock on the wall while simulated time may stand still: a mark
 * that goes to its new place, a pile that regroups, the beats of a crash. It never changes what is true:
 * it leads from one picture to the next.
 */
import type { World } from '../../engine/index.ts';
import type { Layout } from '../layout/Layout.ts';
import type { Scene } from '../scene/Scene.ts';
import { type Beats, beatAt, beatScene, beatsOf, crashSince } from './beats.ts';
import { carriedOn, type Glide, glidesBetween, midGlide } from './glide.ts';
import { type Morph, morphsAt, type Regroup, regroupsBetween, withoutPiles } from './regroup.ts';

/** How long a jump takes for the eye, and how long nothing may have jumped before. */
const GLIDE_MS = 220;
const CALM_MS = 300;
const REGROUP_MS = 400;
/** A crash is shown in beats at most this often, and never at a pace at which it would be stale. */
const BEATS_EVERY_MS = 3_000;
const FASTEST_BEATS_USPS = 3_000_000;

/** What to paint at a moment. */
export interface Moment {
  readonly scene: Scene;
  readonly morphs: readonly Morph[];
  /** The drawing still shows what was before. */
  readonly isFrozen: boolean;
}

export class Motion {
  private glides: readonly Glide[] = [];
  private glidingFromMs = 0;
  private jumpedMs = Number.NEGATIVE_INFINITY;
  private regroups: readonly Regroup[] = [];
  private regroupingFromMs = 0;
  private beats: Beats | null = null;
  private beatsFromMs = Number.NEGATIVE_INFINITY;
  // Where the picture stood last.
  private factsSeen = 0;
  private seenUs = 0;
  private forgettings = 0;

  /** The picture is another one altogether: nothing leads here from what was. */
  cut(world: World): void {
    this.glides = [];
    this.regroups = [];
    this.beats = null;
    this.note(world);
  }

  /**
   * Lets the eye follow from one picture to the next. Returns for how many milliseconds time had better
   * stand still for that.
   */
  follow(
    world: World,
    layout: Layout,
    before: Scene,
    after: Scene,
    nowMs: number,
    usPerS: number,
  ): number {
    const isSameInstant = world.nowUs === this.seenUs && world.trace.length === this.factsSeen;
    // Time goes on: what was being shown is shown as it ended.
    if (!isSameInstant) this.beats = null;
    const crash = isSameInstant ? -1 : this.crashIn(world, nowMs, usPerS);
    this.note(world);
    this.regroup(before, after, nowMs);
    if (crash >= 0) {
      this.beats = beatsOf(world, layout, crash, before, after);
      this.beatsFromMs = nowMs;
      this.glides = [];
      return this.beats.lengthMs;
    }
    if (this.beats === null) this.glide(world, layout, before, after, nowMs);
    return 0;
  }

  /** What is seen now of a picture; null when it is the picture itself. */
  at(scene: Scene, nowMs: number): Moment | null {
    const beat = nowMs - this.beatsFromMs;
    if (this.beats !== null && beat < this.beats.lengthMs) {
      const shown = beatScene(this.beats, scene, beat);
      return { scene: shown, morphs: [], isFrozen: beatAt(beat) === 'freeze' };
    }
    this.beats = null;
    const gliding = (nowMs - this.glidingFromMs) / GLIDE_MS;
    if (gliding >= 1) this.glides = [];
    const regrouping = (nowMs - this.regroupingFromMs) / REGROUP_MS;
    if (regrouping >= 1) this.regroups = [];
    if (this.glides.length + this.regroups.length === 0) return null;
    const glided = midGlide(scene, this.glides, Math.max(0, gliding));
    const morphs = this.regroups.flatMap((one) => morphsAt(one, Math.max(0, regrouping)));
    return {
      scene: this.regroups.length === 0 ? glided : withoutPiles(glided, this.regroups),
      morphs,
      isFrozen: false,
    };
  }

  private note({ trace, nowUs }: World): void {
    this.factsSeen = trace.length;
    this.seenUs = nowUs;
    this.forgettings = trace.forgettings.length;
  }

  /** The place of a crash that has just happened: not one that somebody has sought past. */
  private crashIn({ trace, nowUs }: World, nowMs: number, usPerS: number): number {
    const isOn = trace.length > this.factsSeen && nowUs >= this.seenUs;
    const isOther = trace.forgettings
      .slice(this.forgettings)
      .some((length) => length < this.factsSeen);
    const isSoon = nowMs - this.beatsFromMs < BEATS_EVERY_MS;
    if (!isOn || isOther || isSoon || usPerS > FASTEST_BEATS_USPS) return -1;
    // While time stands still a step leads to one instant.
    const sinceUs = usPerS === 0 ? nowUs : nowUs - usPerS / 4;
    return crashSince(trace, this.factsSeen, sinceUs);
  }

  private regroup(before: Scene, after: Scene, nowMs: number): void {
    const regroups = regroupsBetween(before, after);
    if (regroups.length > 0) {
      this.regroups = regroups;
      this.regroupingFromMs = nowMs;
      return;
    }
    // What is on its way leads to where the pile is now.
    this.regroups = this.regroups.map((one) => {
      const [pile] = after.piles.get(one.place) ?? [];
      return pile !== undefined && this.regroups.length === 1 ? { ...one, to: pile.pack } : one;
    });
  }

  /** Lets what has jumped glide, if it is little and if the eye has had time since the last jump. */
  private glide(world: World, layout: Layout, before: Scene, after: Scene, nowMs: number): void {
    const jumps = glidesBetween(before, after, layout, world.plan.nodes.length);
    if (jumps.length === 0) {
      // The picture has moved on: what glides ends where it now is.
      this.glides = this.glides.flatMap((glide) => carriedOn(glide, after));
      return;
    }
    this.glides = nowMs - this.jumpedMs > CALM_MS ? jumps : [];
    this.glidingFromMs = nowMs;
    this.jumpedMs = nowMs;
  }
}
