import { describe, expect, test } from 'vitest';
import { Simulation } from '../../engine/index.ts';
import { shippedScenario } from '../../scenarios/index.ts';
import { layoutOf } from '../layout/layoutOf.ts';
import { staffOf } from '../layout/staff.ts';
import { spotAt } from '../layout/WirePath.ts';
import { messageAt, placeAt } from './hitTest.ts';
import { placeOf } from './pack.ts';
import { sceneOf } from './sceneOf.ts';

const quiet = { traced: 0, reducedMotion: false, showsIds: true };

function stageOf(name: 'l5-ack-a' | 'l8-spike-b', atUs: number) {
  const simulation = new Simulation(shippedScenario(name));
  simulation.runUntil(atUs);
  const { world } = simulation;
  const layout = layoutOf(world.plan, staffOf(world), { width: 1048, height: 545, size: 'normal' });
  return { world, layout, scene: sceneOf(world, layout, quiet) };
}

describe('under the pointer', () => {
  test('is the message of a disc, also a little beside it', () => {
    const { scene } = stageOf('l5-ack-a', 1_250_000);
    const disc = scene.marks.find(({ kind }) => kind === 'ready');
    const { x = 0, y = 0, r = 0, message = 0 } = disc ?? {};
    expect(message).toBeGreaterThan(0);
    expect(messageAt(scene, x, y)).toEqual({ kind: 'message', number: message });
    expect(messageAt(scene, x, y + r + 3)).toEqual({ kind: 'message', number: message });
  });

  test('is the message of a cell, counted from the head of its queue', () => {
    const { world, scene } = stageOf('l8-spike-b', 20_000_000);
    const [heap] = scene.heaps;
    expect(heap?.pack.k).toBe(1);
    if (heap === undefined) return;
    const head = world.queues.head[heap.queue] ?? -1;
    const { x, y } = placeOf(heap.pack, 0);
    expect(messageAt(scene, x, y)).toEqual({
      kind: 'message',
      number: world.messageNumber(head),
    });
  });

  test('is else the box, or the wire', () => {
    const { layout } = stageOf('l5-ack-a', 1_250_000);
    const [queue] = layout.queues;
    const box = layout.boxes.find(({ key }) => key === queue?.box);
    expect(placeAt(layout, (box?.x ?? 0) + 3, (box?.y ?? 0) + 3)).toEqual({
      kind: 'place',
      place: queue?.node,
    });
    const [wire] = layout.wires;
    if (wire === undefined) return;
    const { x, y } = spotAt(wire.path, 0.5);
    expect(placeAt(layout, x, y + 4)).toEqual({ kind: 'wire', wire: wire.wire });
    expect(placeAt(layout, 5, 5)).toBeNull();
  });
});
