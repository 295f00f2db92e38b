/**
 * expectRepeatable plays a run to its end twice: straight, and with a detour back to a checkpoint. Both
 * must be the same to the bit, and so must the checkpoint be when it is come back to.
 */
import { expect } from 'vitest';
import type { Simulation } from '../index.ts';

/** `start` begins the run anew; `after` so many events of it the checkpoint is taken. */
export function expectRepeatable(start: () => Simulation, after: number): void {
  const straight = start();
  while (straight.step());
  const detour = start();
  for (let i = 0; i < after && detour.step(); i++);
  const checkpoint = detour.checkpoint();
  const there = detour.world.stateHash();
  while (detour.step());
  detour.restore(checkpoint);
  expect(detour.world.stateHash()).toBe(there);
  while (detour.step());
  expect(detour.hash()).toBe(straight.hash());
  expect(detour.world.stateHash()).toBe(straight.world.stateHash());
}
