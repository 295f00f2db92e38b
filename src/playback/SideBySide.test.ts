import { describe, expect, it } from 'vitest';
import { type ShippedName, shippedScenario } from '../scenarios/index.ts';
import { Player } from './Player.ts';
import { SideBySide } from './SideBySide.ts';
import { Timeline } from './Timeline.ts';

function sideBySide(...names: ShippedName[]) {
  const timelines = names.map((name) => new Timeline(shippedScenario(name)));
  return { timelines, both: new SideBySide(() => timelines) };
}

function hashAt(name: ShippedName, atUs: number): string {
  const timeline = new Timeline(shippedScenario(name));
  timeline.seek(atUs);
  return timeline.hash();
}

describe('runs side by side', () => {
  it('are what each is by itself, wherever one goes', () => {
    const { timelines, both } = sideBySide('l4-durability-a', 'l4-durability-d');
    for (const atUs of [3e6, 12e6, 10.6e6, 7]) {
      both.seek(atUs);
      expect(timelines.map((timeline) => timeline.hash())).toEqual([
        hashAt('l4-durability-a', atUs),
        hashAt('l4-durability-d', atUs),
      ]);
    }
  });

  it('have one axis, as long as the longest', () => {
    const { timelines, both } = sideBySide('l6-lease-a', 'l6-lease-c');
    expect(both.endUs).toBe(60e6);
    expect(timelines.map(({ endUs }) => endUs)).toEqual([60e6, 60e6]);
    both.extend();
    expect(timelines.map(({ endUs }) => endUs)).toEqual([90e6, 90e6]);
  });

  it('are never further apart than a stride, and the clock is that of the last', () => {
    const { timelines, both } = sideBySide('l10-consumers-a', 'l10-consumers-d');
    both.aim(20e6);
    let slices = 0;
    while (!both.goOn(40)) {
      slices++;
      const instants = timelines.map(({ nowUs }) => nowUs);
      expect(Math.max(...instants) - Math.min(...instants)).toBeLessThanOrEqual(both.endUs / 600);
      expect(both.nowUs).toBe(Math.min(...instants));
    }
    expect(slices).toBeGreaterThan(20);
    expect(both.isTogether).toBe(true);
    expect(both.nowUs).toBe(20e6);
  });

  it('play under one player, frame by frame, at the same instant', () => {
    const { timelines, both } = sideBySide('l8-spike-b', 'l8-spike-c');
    // A wall clock on which each slice of the engine takes 2 ms: too slow for this pace.
    let wallMs = 0;
    const player = new Player(both, () => (wallMs += 2));
    player.pace = 6;
    player.play();
    for (let frame = 1; both.nowUs < 30e6; frame++) {
      player.frame(frame * 16);
      const [a = 0, b = 0] = timelines.map(({ nowUs }) => nowUs);
      expect(Math.abs(a - b)).toBeLessThanOrEqual(both.endUs / 600);
      if (frame > 20_000) throw new Error('it does not get on');
    }
    expect(player.isPlaying).toBe(true);
    both.align();
    expect(timelines.map((one) => one.hash())).toEqual([
      hashAt('l8-spike-b', both.nowUs),
      hashAt('l8-spike-c', both.nowUs),
    ]);
  });

  it('go from one instant to the next at which anything happens to any of them, and back', () => {
    const { timelines, both } = sideBySide('l10-consumers-a', 'l10-consumers-b');
    const seen: string[] = [];
    const state = (): string => timelines.map((one) => `${one.nowUs} ${one.hash()}`).join(' | ');
    both.seek(1e6);
    seen.push(state());
    for (let i = 0; i < 40; i++) {
      expect(both.step(1)).toBe(true);
      expect(both.isTogether).toBe(true);
      seen.push(state());
    }
    expect(new Set(seen).size).toBe(seen.length);
    const last = timelines.map((one) => one.hash());
    for (let i = 0; i < 10; i++) {
      both.step(-1);
      expect(both.isTogether).toBe(true);
    }
    expect(timelines.map((one) => one.hash())).not.toEqual(last);
    both.seek(both.nowUs + 2e6);
    const there = both.nowUs;
    expect(timelines.map((one) => one.hash())).toEqual([
      hashAt('l10-consumers-a', there),
      hashAt('l10-consumers-b', there),
    ]);
  });
});
