import { describe, expect, test } from 'vitest';
import { planOf, Simulation } from '../../engine/index.ts';
import { shippedNames, shippedScenario } from '../../scenarios/index.ts';
import { layoutFaults } from './layoutFaults.ts';
import { layoutOf } from './layoutOf.ts';
import type { Frame } from './Metrics.ts';
import { type Member, staffOf } from './staff.ts';

const frames: Frame[] = [
  { width: 1048, height: 545, size: 'normal' },
  { width: 1440, height: 800, size: 'normal' },
  { width: 820, height: 460, size: 'normal' },
  { width: 640, height: 700, size: 'normal' },
  { width: 1048, height: 240, size: 'normal' },
  { width: 1100, height: 560, size: 'normal', unit: 1.1429 },
  { width: 1380, height: 640, size: 'presenter' },
  { width: 1900, height: 900, size: 'presenter' },
  { width: 390, height: 600, size: 'phone' },
  { width: 360, height: 300, size: 'phone' },
];

const nameOf = ({ width, height, size }: Frame) => `${width} × ${height} ${size}`;

describe.each(shippedNames)('%s', (name) => {
  const plan = planOf(shippedScenario(name));
  const staff = staffOf(new Simulation(shippedScenario(name)).world);

  test.each(frames.map((frame) => [nameOf(frame), frame] as const))(
    'stands without a fault on %s',
    (_, frame) => {
      const layout = layoutOf(plan, staff, frame);
      expect(layoutFaults(layout, plan)).toEqual([]);
      expect(layout.width).toBe(frame.width);
    },
  );

  test.each([0, 1, 3, 6, 7, 20, 64])('stands with %i consumers in each group', (count) => {
    const groups = plan.nodes.flatMap((node, i) => (node.kind === 'consumer' ? [i] : []));
    let consumer = 0;
    const crew: Member[] = groups.flatMap((group) =>
      Array.from({ length: count }, (_, i) => ({ consumer: consumer++, group, member: i + 1 })),
    );
    for (const frame of frames) {
      const faults = layoutFaults(layoutOf(plan, crew, frame), plan);
      expect(faults, nameOf(frame)).toEqual([]);
    }
  });
});

describe('the payment system', () => {
  const plan = planOf(shippedScenario('payment-system'));
  const staff = staffOf(new Simulation(shippedScenario('payment-system')).world);

  test.each(frames.filter(({ width, height }) => width >= 1048 && height >= 545))(
    'needs no scrolling on $width × $height $size',
    (frame) => {
      expect(layoutOf(plan, staff, frame).height).toBe(frame.height);
    },
  );

  test('is the same for the same input', () => {
    const [frame] = frames as [Frame];
    expect(layoutOf(plan, staff, frame)).toEqual(layoutOf(plan, staff, frame));
  });
});
