import { describe, expect, it } from 'vitest';
import { at, broker, line, MS, producer, queue, run } from '../engine/verification/worlds.ts';
import { chronicleOf } from './Chronicle.ts';
import { lifeOf } from './lifeOf.ts';

describe('the copies of a message', () => {
  it('that was stored three times are written one by one: the second was lost on its way to disk', () => {
    const stretch = { kind: 'cutWire', from: 'p', to: 'q' } as const;
    const system = line({
      producer: producer([0]),
      broker: broker({ restartUs: 0 }),
      queue: queue({ flush: { kind: 'eachPublish', us: 10 * MS } }),
    });
    const nobodyReads = { nodes: system.nodes.slice(0, 3), wires: system.wires.slice(0, 1) };
    const { world } = run({
      ...system,
      ...nobodyReads,
      faults: [
        // The confirm of 10 ms is lost, so m1 is sent again at 250, and once more after the kill.
        at(9 * MS, stretch),
        at(11 * MS, { ...stretch, kind: 'healWire' }),
        at(255 * MS, { kind: 'stopBroker', target: 'b', how: 'kill' }),
      ],
    });
    const { copies } = lifeOf(chronicleOf(world, world.trace), 1, world.trace.length);
    expect(copies.map(({ state, isOnDisk }) => [state, isOnDisk])).toEqual([
      ['ready', true],
      ['lost', false],
      ['ready', true],
    ]);
  });
});
