import { expect, test } from 'vitest';
import { Simulation } from '../../engine/index.ts';
import { type ShippedName, shippedScenario } from '../../scenarios/index.ts';
import { layoutOf } from '../layout/layoutOf.ts';
import type { Frame } from '../layout/Metrics.ts';
import { staffOf } from '../layout/staff.ts';
import type { Words } from './Scene.ts';
import { sceneOf } from './sceneOf.ts';

const frames: readonly Frame[] = [
  { width: 1048, height: 545, size: 'normal' },
  { width: 1380, height: 640, size: 'presenter' },
  { width: 390, height: 600, size: 'phone' },
];

/** What the box of the shop says at an instant, and how it is read out. */
function shopOf(name: ShippedName, atUs: number, frame: Frame) {
  const simulation = new Simulation(shippedScenario(name));
  simulation.runUntil(atUs);
  const layout = layoutOf(simulation.world.plan, staffOf(simulation.world), frame);
  const scene = sceneOf(simulation.world, layout, {
    traced: 0,
    reducedMotion: false,
    showsIds: true,
  });
  const said = (place: string): string => flat(scene.texts.get(`producer-0.${place}`) ?? '');
  const fates = scene.marks.filter(({ kind }) => kind === 'lost').length;
  return { said, fates, box: scene.boxes.get('producer-0') };
}

function flat(words: Words): string {
  return typeof words === 'string' ? words : words.join('');
}

test.each(frames)('a shop says what it committed and will never publish: $size', (frame) => {
  // 46 orders by 4.5 s: three were turned away, and of 43 the one of 4 s is never published.
  const { said, fates } = shopOf('outbox-a', 4_550_000, frame);
  expect(said('committed')).toBe('43 committed');
  expect(said('broken')).toMatch(/^1 (never published|never sent|untold)$/);
  expect(fates).toBe(1);
});

test.each(frames)(
  'a shop says what stands in its outbox, also while it is down: $size',
  (frame) => {
    const { said, fates, box } = shopOf('outbox-c', 4_020_000, frame);
    expect(said('rate')).toMatch(/^DOWN/);
    expect(said('kept')).toBe('1 in its outbox');
    expect(fates).toBe(0);
    expect(box?.isBroken).toBe(true);
    expect(box?.says).toBe('Shop, DOWN, 37 sent, 1 in its outbox');
  },
);
