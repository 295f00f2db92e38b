import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

const ends = (...names: Parameters<typeof lessonRun>[0][]) =>
  names.map((name) => Math.max(...lessonRun(name).timesOf('acked')));

describe('L10, many consumers: 600 orders of 200 ms', () => {
  test('1, 2, 4, 8 clerks take 120, 60, 30, 15 s', () => {
    // 600 × 0.2 s / clerks.
    expect(
      ends('l10-consumers-a', 'l10-consumers-b', 'l10-consumers-c', 'l10-consumers-d'),
    ).toEqual([120, 60, 30, 15]);
  });

  test('with a database of four connections they take 120, 60, 30, 30 s', () => {
    // 4 connections / 0.2 s = 20 a second; 600 / 20 = 30 s, however many clerks there are.
    expect(ends('l10-database-a', 'l10-database-b', 'l10-database-c', 'l10-database-d')).toEqual([
      120, 60, 30, 30,
    ]);
  });

  test('and then the queue stands before the database: eight have an order in hand, four work', () => {
    // After 10 s: 10 × 20 are done, 8 are with the clerks, the rest waits in the queue.
    const { counters, timesOf } = lessonRun('l10-database-d', { untilS: 10.1 });
    expect(counters).toMatchObject({ acked: 200, unacked: 8, ready: 600 - 200 - 8 });
    expect(timesOf('started').length).toBe(200 + 4);
  });
});
