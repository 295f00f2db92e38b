import { describe, expect, test } from 'vitest';
import { planOf, Simulation } from '../../engine/index.ts';
import { shippedNames, shippedScenario } from '../../scenarios/index.ts';
import { type Loads, noLoads } from './fates.ts';
import { layoutFaults } from './layoutFaults.ts';
import { layoutOf } from './layoutOf.ts';
import type { Frame } from './Metrics.ts';
import { shapeOf } from './shape.ts';
import { type Member, staffOf } from './staff.ts';
import { textWidth } from './textWidth.ts';
import { trayGrid, trayWords } from './trays.ts';

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

describe('a small system', () => {
  const rooms: Frame[] = [
    { width: 1048, height: 531, size: 'normal' },
    { width: 1528, height: 700, size: 'normal' },
    { width: 1380, height: 640, size: 'presenter' },
  ];
  const small = shippedNames.filter((name) => {
    const shape = shapeOf(planOf(shippedScenario(name)));
    return shape.lanes.length === 1 && shape.askers.length === 0;
  });

  test.each(small)(
    '%s uses the room: the queue has most of the height, and boxes reach both sides',
    (name) => {
      const plan = planOf(shippedScenario(name));
      const staff = staffOf(new Simulation(shippedScenario(name)).world);
      for (const frame of rooms) {
        const { boxes, queues, trays } = layoutOf(plan, staff, frame);
        const trayTop = boxes.find(({ key }) => key === trays[0]?.box)?.y ?? 0;
        const queue = boxes.find(({ key }) => key === queues[0]?.box);
        expect((queue?.height ?? 0) / trayTop, nameOf(frame)).toBeGreaterThan(0.6);
        const left = Math.min(...boxes.map(({ x }) => x));
        const right = Math.max(...boxes.map(({ x, width }) => x + width));
        expect(right - left, nameOf(frame)).toBeGreaterThan(frame.width * 0.93);
      }
    },
  );

  test.each(small)(
    '%s keeps its scale, whoever works there and whatever lies in the trays',
    (name) => {
      const plan = planOf(shippedScenario(name));
      const groups = plan.nodes.flatMap((node, i) => (node.kind === 'consumer' ? [i] : []));
      for (const frame of rooms) {
        const seen = [1, 2, 5, 12].flatMap((count) => {
          const crew = groups.flatMap((group, g) =>
            Array.from({ length: count }, (_, i) => ({
              consumer: g * count + i,
              group,
              member: i + 1,
            })),
          );
          return [noLoads, { refused: 200, deadLettered: 12, lost: 50, duplicateEffect: 25 }].map(
            (loads) => {
              const { metrics, queues, boxes } = layoutOf(plan, crew, frame, loads);
              const queue = boxes.find(({ key }) => key === queues[0]?.box);
              return `${metrics.unit} ${queue?.x} ${queue?.width}`;
            },
          );
        });
        expect(new Set(seen).size, nameOf(frame)).toBe(1);
      }
    },
  );
});

describe('trays', () => {
  const names = ['l14-retries-a', 'l8-spike-c', 'payment-system', 'l4-durability-a'] as const;
  const loads: Loads[] = [];
  for (const refused of [0, 12, 200])
    for (const deadLettered of [0, 25, 200])
      for (const lost of [0, 50, 200])
        for (const duplicateEffect of [0, 100])
          loads.push({ refused, deadLettered, lost, duplicateEffect });

  test.each(names)('of %s stand without a fault whatever they hold', (name) => {
    const plan = planOf(shippedScenario(name));
    const staff = staffOf(new Simulation(shippedScenario(name)).world);
    for (const frame of frames) {
      for (const load of loads) {
        const faults = layoutFaults(layoutOf(plan, staff, frame, load), plan);
        expect(faults, `${nameOf(frame)} ${JSON.stringify(load)}`).toEqual([]);
      }
    }
  });

  test('have room for two hundred of one fate, one mark each, at the sizes that people use', () => {
    const plan = planOf(shippedScenario('payment-system'));
    const staff = staffOf(new Simulation(shippedScenario('payment-system')).world);
    for (const frame of frames.filter(({ width, height }) => width >= 1048 && height >= 545)) {
      const { trays, metrics } = layoutOf(plan, staff, frame, { ...noLoads, lost: 200 });
      const lost = trays.find(({ kind }) => kind === 'lost');
      const words = textWidth(trayWords('lost', '200'), metrics.text, 'bold') + 1.5 * metrics.gap;
      const { width, height } = lost?.field ?? { width: 0, height: 0 };
      const { rows, columns } = trayGrid(metrics, width - words, height, 200);
      expect(rows * columns, nameOf(frame)).toBeGreaterThanOrEqual(200);
    }
  });
});
