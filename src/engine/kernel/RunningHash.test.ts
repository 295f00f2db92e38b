import { describe, expect, it } from 'vitest';
import { RunningHash } from './RunningHash.ts';

function hashOf(...values: readonly number[]): string {
  const hash = new RunningHash();
  for (const value of values) hash.add(value);
  return hash.toString();
}

describe('the running hash', () => {
  it('is the same for the same numbers, on every machine', () => {
    expect(hashOf(1, 2, 3)).toBe('24a7f22c56cf37ab');
    const hash = new RunningHash();
    hash.addEvent(10_600_000, 7, 3, 1);
    hash.addEvent(2 ** 40, 1, 0, 0);
    expect(hash.toString()).toBe('07e28aba5223feee');
  });

  it('sees order, sign, and the bits above the thirty-second', () => {
    const hashes = [
      hashOf(1, 2),
      hashOf(2, 1),
      hashOf(1, -2),
      hashOf(1, 2, 0),
      hashOf(1, 2 + 2 ** 32),
      hashOf(1, 2 + 2 ** 40),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('sees each part of an event', () => {
    const hashes = [
      [5, 1, 2, 3],
      [6, 1, 2, 3],
      [5 + 2 ** 33, 1, 2, 3],
      [5, 2, 2, 3],
      [5, 1, 3, 3],
      [5, 1, 2, 4],
      [5, 1, 3, 2],
    ].map(([atUs = 0, kind = 0, a = 0, b = 0]) => {
      const hash = new RunningHash();
      hash.addEvent(atUs, kind, a, b);
      return hash.toString();
    });
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('hardly ever agrees for different runs', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 20_000; i++) seen.add(hashOf(i, i * 3, 7));
    expect(seen.size).toBe(20_000);
  });

  it('goes on from a copy', () => {
    const hash = new RunningHash();
    hash.add(1);
    const copy = hash.copy();
    hash.add(2);
    const whole = hash.toString();
    hash.restore(copy);
    hash.add(2);
    expect(hash.toString()).toBe(whole);
  });
});
