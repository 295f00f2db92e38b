import { expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

test('L0: without a queue four of five that come at once are refused', () => {
  const { orders } = lessonRun('l0-hook-a');
  // One finds the server free.
  expect(orders).toMatchObject({ offered: 5, done: 1, refused: 4 });
});

test('L0: with a queue none is, and the last waits four seconds', () => {
  const { counters, timesOf } = lessonRun('l0-hook-b');
  expect(counters).toMatchObject({ refused: 0, acked: 5 });
  // One after the other from 1 s on, a second each.
  expect(timesOf('delivered')).toEqual([1, 2, 3, 4, 5]);
});
