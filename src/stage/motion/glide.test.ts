import { describe, expect, test } from 'vitest';
import { Simulation } from '../../engine/index.ts';
import { shippedScenario } from '../../scenarios/index.ts';
import { layoutOf } from '../layout/layoutOf.ts';
import { staffOf } from '../layout/staff.ts';
import { sceneOf } from '../scene/sceneOf.ts';
import { glidesBetween, midGlide } from './glide.ts';

const quiet = { traced: 0, reducedMotion: false, showsIds: true };

/** The scene at an instant and a moment later, and what glides between the two. */
function between(name: 'l5-ack-b' | 'l8-spike-b', fromUs: number, toUs: number) {
  const simulation = new Simulation(shippedScenario(name));
  const { world } = simulation;
  const layout = layoutOf(world.plan, staffOf(world), { width: 1048, height: 545, size: 'normal' });
  simulation.runUntil(fromUs);
  const before = sceneOf(world, layout, quiet);
  simulation.runUntil(toUs);
  const after = sceneOf(world, layout, quiet);
  return {
    layout,
    before,
    after,
    glides: glidesBetween(before, after, layout, world.plan.nodes.length),
  };
}

describe('glide', () => {
  test('the next message goes from its queue to its consumer, along the wire', () => {
    const { glides, before, after } = between('l5-ack-b', 1_190_000, 1_210_000);
    expect(glides).toHaveLength(1);
    const [glide] = glides;
    expect(glide?.mark.kind).toBe('unacked');
    const start = midGlide(after, glides, 0).marks.find(({ kind }) => kind === 'unacked');
    const was = before.marks.find(({ message }) => message === glide?.mark.message);
    expect(start).toMatchObject({ x: was?.x, y: was?.y });
    const end = midGlide(after, glides, 1).marks.find(({ kind }) => kind === 'unacked');
    expect(end?.x).toBeCloseTo(glide?.mark.x ?? 0);
    expect(end?.y).toBeCloseTo(glide?.mark.y ?? 0);
  });

  test('a message whose consumer died comes back by the same wire', () => {
    const { glides } = between('l5-ack-b', 1_299_000, 1_301_000);
    expect(glides.map(({ mark }) => mark.kind)).toEqual(['ready']);
  });

  test('nothing glides where too much changes at once', () => {
    expect(between('l8-spike-b', 9_000_000, 9_400_000).glides).toEqual([]);
  });
});
