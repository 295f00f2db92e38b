import { describe, expect, it } from 'vitest';
import { isPicked, strideFor } from './stride.ts';

const picked = (every: number, events = 10_000): number[] =>
  Array.from({ length: events }, (_, i) => i).filter((i) => isPicked(i, every));

describe('isPicked', () => {
  it('picks each event where the stride is 1', () => {
    expect(picked(1, 50)).toHaveLength(50);
  });

  it.each([2, 3, 7, 8, 16, 37])('picks one event of each block of %i', (every) => {
    const blocks = picked(every, every * 200).map((i) => Math.floor(i / every));
    expect(blocks).toEqual(Array.from({ length: 200 }, (_, block) => block));
  });

  it.each([
    [8, 8],
    [2, 8],
    [4, 16],
    [7, 7],
    [100, 4],
  ])('with a stride of %i meets every event of a pattern of %i', (every, period) => {
    expect(new Set(picked(every).map((i) => i % period)).size).toBe(period);
  });
});

describe('strideFor', () => {
  it('keeps within the budget, and tries each event where it can', () => {
    expect([
      strideFor(10, 100),
      strideFor(100, 100),
      strideFor(101, 100),
      strideFor(950, 100),
    ]).toEqual([1, 1, 2, 10]);
  });
});
