import { describe, expect, test } from 'vitest';
import { metricsOf } from '../layout/Metrics.ts';
import { packOf } from '../scene/pack.ts';
import type { Pile } from '../scene/Scene.ts';
import { walked } from './Cursor.ts';

const sizes = metricsOf({ width: 1048, height: 545, size: 'normal' }).pack;
const pileOf = (count: number, y = 50, height = 110): Pile => ({
  pack: packOf(count, { x: 100, y, width: 390, height }, sizes),
  held: 0,
  messageAt: () => 0,
});

describe('the cursor', () => {
  test('begins at the exit, and goes along the line of cards', () => {
    const piles = [pileOf(5)];
    const first = walked(null, 3, piles, 'ArrowLeft');
    expect(first).toEqual({ place: 3, row: 0, i: 0 });
    const second = walked(first, 3, piles, 'ArrowLeft');
    expect(second?.i).toBe(1);
    expect(walked(second, 3, piles, 'ArrowRight')?.i).toBe(0);
    expect(walked(first, 3, piles, 'ArrowRight')?.i).toBe(0);
  });

  test('goes up a column of discs one by one, and along by whole columns', () => {
    const piles = [pileOf(100)];
    const [{ pack }] = piles as [Pile];
    const at = { place: 3, row: 0, i: 0 };
    expect(walked(at, 3, piles, 'ArrowUp')?.i).toBe(1);
    expect(walked(at, 3, piles, 'ArrowLeft')?.i).toBe(pack.rows);
  });

  test('goes from partition to partition', () => {
    const piles = [pileOf(3, 0), pileOf(0, 50), pileOf(2, 100)];
    const at = { place: 3, row: 0, i: 2 };
    expect(walked(at, 3, piles, 'ArrowDown')).toEqual({ place: 3, row: 2, i: 1 });
  });

  test('finds nobody in an empty queue or among bricks', () => {
    expect(walked(null, 3, [pileOf(0)], 'ArrowLeft')).toBeNull();
    expect(walked(null, 3, [pileOf(90_000)], 'ArrowLeft')).toBeNull();
  });
});
