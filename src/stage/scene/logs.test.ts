import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Simulation } from '../../engine/index.ts';
import { anyLogRun } from '../../engine/verification/logRuns.ts';
import type { Layout } from '../layout/Layout.ts';
import { layoutFaults } from '../layout/layoutFaults.ts';
import { layoutOf } from '../layout/layoutOf.ts';
import type { Frame } from '../layout/Metrics.ts';
import { staffOf } from '../layout/staff.ts';
import { textWidth } from '../layout/textWidth.ts';
import type { Scene } from './Scene.ts';
import { sceneOf } from './sceneOf.ts';

const frames: Frame[] = [
  { width: 1048, height: 545, size: 'normal' },
  { width: 1380, height: 640, size: 'presenter' },
  { width: 390, height: 600, size: 'phone' },
];
const quiet = { traced: 0, reducedMotion: false, showsIds: true };

test('a log with three groups stands without a fault, and every wire of it is drawn', () => {
  fc.assert(
    fc.property(anyLogRun(), fc.constantFrom(...frames), ({ scenario, acts }, frame) => {
      const simulation = new Simulation(scenario, { interventions: acts, maxEvents: 2_000 });
      for (const atUs of [0, 60_000, 200_000, 400_000]) {
        simulation.runUntil(atUs);
        const { world } = simulation;
        const layout = layoutOf(world.plan, staffOf(world), frame);
        const scene = sceneOf(world, layout, quiet);
        const { texts } = scene;
        expect(layoutFaults(layout, world.plan, texts)).toEqual([]);
        expect(wordsThatCollide(scene, layout)).toEqual([]);
        const drawn = new Set(layout.wires.map(({ wire }) => wire));
        expect([...drawn].sort()).toEqual(scenario.wires.map((_, wire) => wire));
      }
    }),
    { numRuns: 60, seed: 7 },
  );
});

/** The words in the rows of a group: within its field, and not on one another. */
function wordsThatCollide({ names }: Scene, { queues, metrics: { small } }: Layout): string[] {
  const faults: string[] = [];
  for (const { field } of queues) {
    const inside = names.flatMap(({ x, y, text, anchor, isWords }) => {
      if (isWords !== true || y < field.y || y > field.y + field.height + 1) return [];
      const width = textWidth(text, small);
      const left = anchor === 'end' ? x - width : x;
      return left > field.x + field.width ? [] : [{ left, right: left + width, y, text }];
    });
    inside.forEach((one, i) => {
      const sticksOut = one.left < field.x - 1 || one.right > field.x + field.width + 1;
      if (sticksOut) faults.push(`${one.text} sticks out`);
      for (const other of inside.slice(i + 1)) {
        const isLevel = Math.abs(one.y - other.y) < small * 0.8;
        const meet = one.left < other.right && other.left < one.right;
        if (isLevel && meet) faults.push(`${one.text} lies on ${other.text}`);
      }
    });
  }
  return faults;
}
