import { expect, it } from 'vitest';
import { worldLetter, worldsLike } from './families.ts';
import { shippedNames, shippedScenario } from './index.ts';

it('the worlds of a lesson are those whose names differ in their letter', () => {
  expect(worldsLike('l8-spike-b')).toEqual(['l8-spike-a', 'l8-spike-b', 'l8-spike-c']);
  expect(worldsLike('l5-ack-a5')).toEqual(['l5-ack-a5', 'l5-ack-b5']);
  expect(worldsLike('payment-system')).toEqual([]);
  expect(worldLetter('l5-ack-b5')).toBe('B');
  expect(worldLetter('payment-system')).toBeNull();
});

it('they have one seed and, at the beginning, the same orders', () => {
  for (const name of shippedNames) {
    const [first, ...others] = worldsLike(name).map(shippedScenario);
    for (const other of others) expect(other.seed, other.name).toBe(first?.seed);
  }
});
