import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupReport, Simulation } from '../../engine/index.ts';
import { anyLogRun } from '../../engine/verification/logRuns.ts';
import { shippedScenario } from '../../scenarios/index.ts';
import type { Layout } from '../layout/Layout.ts';
import { layoutFaults } from '../layout/layoutFaults.ts';
import { layoutOf } from '../layout/layoutOf.ts';
import type { Frame } from '../layout/Metrics.ts';
import { staffOf } from '../layout/staff.ts';
import { textWidth } from '../layout/textWidth.ts';
import { marksOf, placeOf } from './pack.ts';
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

test('a group of many records shows each of them, in bricks if need be', () => {
  const scenario = shippedScenario('log-poison');
  for (const count of [1_000, 30_000]) {
    const nodes = scenario.nodes.map((node) =>
      node.kind === 'producer'
        ? { ...node, arrivals: { ...node.arrivals, count, atUs: Array<number>(count).fill(0) } }
        : node,
    );
    const simulation = new Simulation({ ...scenario, nodes });
    // Order 5 has failed once; each member has up to 500 records at hand.
    simulation.runUntil(250_000);
    const { world } = simulation;
    const { unread, partitions } = groupReport(world, 3);
    const read = partitions.reduce((sum, { position, committed }) => sum + position - committed, 0);
    for (const frame of frames) {
      const layout = layoutOf(world.plan, staffOf(world), frame);
      const { heaps, marks } = sceneOf(world, layout, quiet);
      const of = (look: 'ready' | 'unacked'): number =>
        heaps
          .filter((heap) => heap.look === look)
          .reduce((sum, { pack }) => sum + pack.whole * pack.k + pack.remainder, 0);
      expect([of('ready'), of('unacked')]).toEqual([unread, read]);
      for (const { pack, from } of heaps) {
        const last = placeOf(pack, from + marksOf(pack) - 1);
        expect(last.x - pack.size.width / 2).toBeGreaterThanOrEqual(layout.queues[0]?.field.x ?? 0);
      }
      // What blocks its partition is a mark of its own.
      expect(marks.some(({ message, options }) => message === 5 && options?.deliveries === 2)).toBe(
        true,
      );
    }
  }
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
