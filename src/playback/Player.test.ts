import { describe, expect, it } from 'vitest';
import { Simulation } from '../engine/index.ts';
import { shippedScenario } from '../scenarios/index.ts';
import { Player } from './Player.ts';
import { speeds } from './speeds.ts';
import { Timeline } from './Timeline.ts';

const scenario = shippedScenario('payment-system');

/** A player with a wall clock that stands still while the engine works, and frames by hand. */
function playerOf() {
  const timeline = new Timeline(scenario);
  const player = new Player(timeline, () => 0);
  let nowMs = 1_000;
  const frames = (count: number, everyMs = 16): void => {
    for (let i = 0; i < count; i++) {
      nowMs += everyMs;
      player.frame(nowMs);
    }
  };
  return { timeline, player, frames };
}

describe('the player', () => {
  it('moves the playhead by the wall clock at the chosen pace', () => {
    const { timeline, player, frames } = playerOf();
    player.play();
    frames(101, 10);
    expect(timeline.nowUs).toBe(1e6);
    player.pace = speeds.findIndex((speed) => speed.usPerS === 100_000);
    frames(100, 10);
    expect(timeline.nowUs).toBe(1.1e6);
  });

  it('stands still while it is paused', () => {
    const { timeline, player, frames } = playerOf();
    frames(100);
    expect(timeline.nowUs).toBe(0);
    player.play();
    frames(10);
    const atUs = timeline.nowUs;
    player.pause();
    frames(100);
    expect(timeline.nowUs).toBe(atUs);
  });

  it('goes where somebody went, in the frames that follow, though it is paused', () => {
    const timeline = new Timeline(scenario);
    // A clock on which the budget of a frame is over at once.
    let clockMs = 0;
    const player = new Player(timeline, () => (clockMs += 10));
    timeline.goTo(20e6, 100);
    let frames = 0;
    for (let nowMs = 0; timeline.isUnderWay; nowMs += 16) {
      expect(player.frame(nowMs)).toBe(true);
      frames++;
    }
    expect(frames).toBeGreaterThan(5);
    expect(timeline.nowUs).toBe(20e6);
    expect(player.isPlaying).toBe(false);
    expect(player.frame(1e6)).toBe(false);
  });

  it('stands still for as long as something is being shown, and no longer than until somebody moves', () => {
    let nowMs = 1_000;
    const timeline = new Timeline(scenario);
    const player = new Player(timeline, () => nowMs);
    const run = (frames: number): void => {
      for (let i = 0; i < frames; i++) {
        nowMs += 10;
        player.frame(nowMs);
      }
    };
    player.play();
    run(11);
    player.hold(200);
    run(19);
    expect(timeline.nowUs).toBe(100_000);
    run(11);
    expect(timeline.nowUs).toBe(210_000);
    player.hold(10_000);
    player.moved();
    run(10);
    expect(timeline.nowUs).toBe(310_000);
  });

  it('does not leap after a hidden tab', () => {
    const { timeline, player, frames } = playerOf();
    player.play();
    frames(10);
    const atUs = timeline.nowUs;
    frames(1, 3_600_000);
    expect(timeline.nowUs).toBe(atUs);
    frames(1, 16);
    expect(timeline.nowUs).toBe(atUs + 16_000);
  });

  it('ends only when all that is due at the end has happened, however slow the machine', () => {
    // A frame of 400 events ends between its two last ones, which fall into the same instant.
    const spike = shippedScenario('l8-spike-b');
    const timeline = new Timeline(spike);
    let clockMs = 0;
    const player = new Player(timeline, () => (clockMs += 10));
    player.pace = speeds.length - 1;
    player.play();
    for (let nowMs = 0; player.isPlaying; nowMs += 16) player.frame(nowMs);
    const straight = new Simulation(spike);
    straight.runUntil(spike.durationUs);
    expect(timeline.hash()).toBe(straight.hash());
  });

  it('ends at the end of the axis, and playing there lets the run go on', () => {
    const { timeline, player, frames } = playerOf();
    player.pace = speeds.length - 1;
    player.play();
    frames(3);
    expect(player.state).toBe('ended');
    expect(timeline.nowUs).toBe(scenario.durationUs);
    player.play();
    frames(3);
    expect(timeline.nowUs).toBe(scenario.durationUs * 1.5);
  });

  it('says so when the engine cannot keep the pace, and shows nothing that did not happen', () => {
    const timeline = new Timeline(scenario);
    // Each look at the clock finds a second gone: the budget of a frame is used up at once.
    let wallMs = 0;
    const player = new Player(timeline, () => {
      wallMs += 1_000;
      return wallMs;
    });
    player.pace = speeds.length - 1;
    player.play();
    player.frame(1);
    player.frame(17);
    expect(player.state).toBe('behind');
    expect(timeline.nowUs).toBeLessThan(scenario.durationUs);
    const straight = new Timeline(scenario);
    straight.goToEvent(timeline.world.events);
    expect(straight.hash()).toBe(timeline.hash());
  });
});
