import { describe, expect, test } from 'vitest';
import { Simulation } from '../../engine/index.ts';
import { type ShippedScenario, shippedScenario } from '../../scenarios/index.ts';
import { layoutOf } from '../layout/layoutOf.ts';
import { staffOf } from '../layout/staff.ts';
import { marksOf } from '../scene/pack.ts';
import { emptyScene, type Scene } from '../scene/Scene.ts';
import { sceneOf } from '../scene/sceneOf.ts';
import { BREAK_MS, beatAt, beatScene, FREEZE_MS } from './beats.ts';
import { Motion } from './Motion.ts';

const quiet = { traced: 0, reducedMotion: false, showsIds: true };
const frame = { width: 1048, height: 531, size: 'normal' as const };

/** A stage that has seen the instant before a crash, and then the crash. */
function crash(name: ShippedScenario['name'], beforeUs: number, crashUs: number, usPerS = 0) {
  const simulation = new Simulation(shippedScenario(name));
  const { world } = simulation;
  simulation.runUntil(beforeUs);
  const layout = layoutOf(world.plan, staffOf(world), frame);
  const before = sceneOf(world, layout, quiet);
  const motion = new Motion();
  motion.cut(world);
  simulation.runUntil(crashUs);
  const after = sceneOf(world, layout, quiet);
  const holdMs = motion.follow(world, layout, before, after, 1_000, usPerS);
  // All that is seen, each millisecond: time does not go back for a motion.
  const seen: Scene[] = [];
  for (let ms = 0; ms <= holdMs + 1; ms++) seen.push(motion.at(after, 1_000 + ms)?.scene ?? after);
  const at = (ms: number): Scene => seen[ms] ?? after;
  return { world, layout, before, after, holdMs, at };
}

const places = ({ marks }: Scene, message: number): string[] =>
  marks.filter((mark) => mark.message === message).map(({ x, y }) => `${x} ${y}`);

describe('a crash', () => {
  test('is shown in three beats: all stands, the node breaks, its messages go', () => {
    expect([0, 299, 300, 699, 700].map(beatAt)).toEqual([
      'freeze',
      'freeze',
      'break',
      'break',
      'fates',
    ]);
  });

  test('of a consumer: what it held goes back by its wire, one after the other in the order of its number', () => {
    const { before, after, holdMs, at } = crash('l5-ack-b5', 1_299_999, 1_300_000);
    const held = before.marks
      .filter(({ kind }) => kind === 'unacked')
      .map(({ message }) => message);
    expect(held).toHaveLength(5);
    expect(holdMs).toBeGreaterThan(FREEZE_MS + BREAK_MS);
    // First nothing has happened, then they are where they were, outlined, and at the end where they are.
    expect(at(100)).toBe(before);
    for (const message of held) {
      expect(places(at(FREEZE_MS + 100), message)).toEqual(places(before, message));
      expect(places(at(holdMs - 1), message)).not.toEqual(places(before, message));
      expect(places(at(holdMs + 1), message)).toEqual(places(after, message));
    }
    expect(at(FREEZE_MS + 100).rings.length).toBe(5);
    const begun = held
      .sort((a, b) => a - b)
      .map((message) => {
        let ms = FREEZE_MS + BREAK_MS;
        while (places(at(ms), message)[0] === places(before, message)[0]) ms++;
        return ms;
      });
    expect(begun).toEqual([...begun].sort((a, b) => a - b));
    expect(new Set(begun).size).toBe(5);
  });

  test('of a broker: what lay in memory is crossed out from the oldest on, and is all the time complete', () => {
    const { holdMs, at } = crash('l4-durability-a', 10_599_999, 10_600_000);
    const crossed = (scene: Scene): number =>
      scene.heaps
        .filter(({ look }) => look === 'lost')
        .reduce((sum, { pack }) => sum + marksOf(pack), 0);
    const all = (scene: Scene): number =>
      scene.heaps.reduce((sum, { pack }) => sum + marksOf(pack), 0);
    let last = 0;
    for (let ms = FREEZE_MS; ms <= holdMs; ms += 20) {
      const scene = at(ms);
      expect(all(scene)).toBe(213);
      expect(crossed(scene)).toBeGreaterThanOrEqual(last);
      last = crossed(scene);
    }
    expect(crossed(at(FREEZE_MS + 1))).toBe(0);
    expect(crossed(at(holdMs))).toBe(213);
  });

  test('holds the time while it plays, but not at a pace at which it would be stale', () => {
    expect(crash('l5-ack-b5', 1_290_000, 1_300_000, 1_000_000).holdMs).toBeGreaterThan(700);
    expect(crash('l5-ack-b5', 1_290_000, 1_300_000, 10_000_000).holdMs).toBe(0);
  });

  test('that somebody has sought past is not shown as if it were now', () => {
    expect(crash('l5-ack-b5', 1_000_000, 2_000_000).holdMs).toBe(0);
  });

  test('is over when time goes on: whoever advances does not wait', () => {
    const simulation = new Simulation(shippedScenario('l5-ack-b5'));
    const { world } = simulation;
    simulation.runUntil(1_299_999);
    const layout = layoutOf(world.plan, staffOf(world), frame);
    const before = sceneOf(world, layout, quiet);
    const motion = new Motion();
    motion.cut(world);
    simulation.runUntil(1_300_000);
    const after = sceneOf(world, layout, quiet);
    motion.follow(world, layout, before, after, 1_000, 0);
    expect(motion.at(after, 1_100)).not.toBeNull();
    simulation.runUntil(1_300_001);
    motion.follow(world, layout, after, after, 1_120, 0);
    expect(motion.at(after, 1_121)).toBeNull();
  });

  test('without anybody in it has nothing to move', () => {
    const beats = { before: emptyScene(), victims: [], lengthMs: FREEZE_MS + BREAK_MS };
    const after = emptyScene();
    expect(beatScene(beats, after, FREEZE_MS + 1).marks).toEqual([]);
  });
});
