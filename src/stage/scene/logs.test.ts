import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Simulation } from '../../engine/index.ts';
import { anyLogRun } from '../../engine/verification/logRuns.ts';
import { layoutFaults } from '../layout/layoutFaults.ts';
import { layoutOf } from '../layout/layoutOf.ts';
import type { Frame } from '../layout/Metrics.ts';
import { staffOf } from '../layout/staff.ts';
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
        const { texts } = sceneOf(world, layout, quiet);
        expect(layoutFaults(layout, world.plan, texts)).toEqual([]);
        const drawn = new Set(layout.wires.map(({ wire }) => wire));
        expect([...drawn].sort()).toEqual(scenario.wires.map((_, wire) => wire));
      }
    }),
    { numRuns: 60, seed: 7 },
  );
});
