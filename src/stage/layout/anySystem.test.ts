import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planOf, Simulation } from '../../engine/index.ts';
import { anySystem } from './anySystem.ts';
import { layoutFaults } from './layoutFaults.ts';
import { layoutOf } from './layoutOf.ts';
import type { Frame } from './Metrics.ts';
import { staffOf } from './staff.ts';

const anyFrame: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({
    width: fc.integer({ min: 700, max: 1_900 }),
    height: fc.integer({ min: 300, max: 1_000 }),
    size: fc.constant('normal' as const),
  }),
  fc.record({
    width: fc.integer({ min: 1_100, max: 1_900 }),
    height: fc.integer({ min: 500, max: 1_000 }),
    size: fc.constant('presenter' as const),
  }),
  fc.record({
    width: fc.integer({ min: 340, max: 560 }),
    height: fc.integer({ min: 300, max: 900 }),
    size: fc.constant('phone' as const),
  }),
);

test('any system stands without a fault on any stage', () => {
  fc.assert(
    fc.property(anySystem, anyFrame, (scenario, frame) => {
      const plan = planOf(scenario);
      const staff = staffOf(new Simulation(scenario).world);
      expect(layoutFaults(layoutOf(plan, staff, frame), plan)).toEqual([]);
    }),
    { numRuns: 300, seed: 7 },
  );
});
