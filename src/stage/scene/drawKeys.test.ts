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

/** What a system says of its keys at 3.25 s, and how its consumer is read out. */
function saidOf(
  name: ShippedName,
  frame: Frame,
): { keys: (readonly [string, Words])[]; says: string } {
  const simulation = new Simulation(shippedScenario(name));
  simulation.runUntil(3_250_000);
  const layout = layoutOf(simulation.world.plan, staffOf(simulation.world), frame);
  const { texts, boxes } = sceneOf(simulation.world, layout, {
    traced: 0,
    reducedMotion: false,
    showsIds: true,
  });
  const box = layout.consumers[0]?.box ?? '';
  return {
    keys: [...texts].filter(([key, words]) => key.endsWith('.keys') && words !== ''),
    says: boxes.get(box)?.says ?? '',
  };
}

test.each(frames)(
  'a store for all says how many keys it knows, and for how long: $size',
  (frame) => {
    // Charged in the 2 s before: from 1.3 to 2 s, from 2.3 to 3 s, and none since the last crash.
    const [[, said = ''] = []] = saidOf('l7-ttl-a', frame).keys;
    // In a lecture hall there is no room to say for how long.
    expect(said).toBe(frame.size === 'presenter' ? '16 keys' : '16 keys, kept 2.0 s');
    // One each 100 ms, but for the 200 ms after each crash: 10 + 8 + 8.
    expect(saidOf('l7-memory-b', frame).keys).toEqual([['group-3.keys', '26 keys']]);
  },
);

test.each(frames)('a consumer says how many it has in its memory: $size', (frame) => {
  const { keys, says } = saidOf('l7-memory-a', frame);
  expect(keys).toEqual([['consumer-4.keys', '0 keys']]);
  expect(says).toBe('Cashier C1, working, has 1, knows 0 keys');
});

test.each(frames)('nothing is said where keys are kept for ever: $size', (frame) => {
  expect(saidOf('l7-idempotency-b', frame).keys).toEqual([]);
});
