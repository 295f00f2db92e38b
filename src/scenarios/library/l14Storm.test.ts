import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('L14, a retry storm: twenty users, three layers, a database that is down for eight seconds', () => {
  test('four attempts in each layer: 64 calls for one user, 1,281 in all, 6.37 s of waiting', () => {
    const { orders, services, timesOf } = lessonRun('l14-storm-a');
    expect(orders).toMatchObject({ offered: 21, done: 1, timedOut: 20 });
    // 20 × 4 × 4 × 4 for nothing, and one for the user of 9 s.
    expect(services['database']).toMatchObject({ calls: 1_281, timedOut: 1_280, done: 1 });
    expect(services['backend']).toMatchObject({ calls: 321, failed: 320 });
    expect(services['frontend']).toMatchObject({ calls: 81, failed: 80 });
    // Backend: 1 ms, 4 × 50 ms of waiting and 3 pauses of 50 ms. Frontend: 1 + 4 × 351 + 150 = 1,555 ms.
    // App: 1 + 4 × 1,555 + 150 = 6,371 ms.
    expect(timesOf('orderFailed')).toEqual(Array(20).fill(6.371));
  });

  test('a breaker before the database: 21 calls, 0.87 s, and the first user after it is well closes it', () => {
    const { orders, services, breakers, timesOf } = lessonRun('l14-storm-b');
    expect(orders).toMatchObject({ offered: 21, done: 1, refused: 20 });
    // The twenty that are out before the first has timed out, and the one of 9 s.
    expect(services['database']).toMatchObject({ calls: 21, timedOut: 20, done: 1 });
    // The other layers try as often as before, 16 times for each user: refused at the second attempt, and
    // then at the first.
    expect(services['backend']).toMatchObject({ calls: 321, failed: 320 });
    expect(breakers).toEqual({
      'backend → database': { state: 'closed', opened: 1, blocked: 320, triesAtUs: null },
    });
    // Sent at 3 ms, timed out 50 ms later; two seconds after that it lets one try. That one comes at 9 s,
    // takes 1 ms in each of three layers, and 10 ms in the database.
    expect(timesOf('breakerOpened')).toEqual([0.053]);
    expect(timesOf('breakerHalfOpened')).toEqual([2.053]);
    expect(timesOf('breakerClosed')).toEqual([9.013]);
    // Frontend, the first time: 1 ms, then 1 + 50 + 50 in the backend until the breaker refuses the second
    // attempt, then three times 50 ms of pause and 1 ms until it refuses the first: 255 ms. The other times:
    // 1 + 4 × 1 + 3 × 50 = 155 ms. App: 1 + 255 + 3 × (50 + 155).
    expect(timesOf('orderFailed')).toEqual(Array(20).fill(0.871));
  });

  test('four attempts in one layer: 81 calls, and everybody knows after 0.353 s', () => {
    const { orders, services, timesOf } = lessonRun('l14-storm-c');
    expect(orders).toMatchObject({ offered: 21, done: 1, timedOut: 20 });
    expect(services['database']).toMatchObject({ calls: 81, timedOut: 80, done: 1 });
    // 1 ms in each of three layers, 4 × 50 ms of waiting, 3 pauses of 50 ms.
    expect(timesOf('orderFailed')).toEqual(Array(20).fill(0.353));
  });
});
