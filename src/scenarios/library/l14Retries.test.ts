import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('L14, retries: what all hundred orders need is down for ten seconds', () => {
  test('five attempts at once: a hundred dead letters by 2.5 s', () => {
    const { counters, timesOf } = lessonRun('l14-retries-a');
    expect(counters).toMatchObject({ acked: 0, deadLettered: 100, deliveries: 500 });
    // 500 attempts of 50 ms by ten clerks.
    expect(Math.max(...timesOf('deadLettered'))).toBe(2.5);
  });

  test('five attempts with backoff: all hundred done by 15.7 s', () => {
    const { counters, timesOf } = lessonRun('l14-retries-b');
    expect(counters).toMatchObject({ acked: 100, deadLettered: 0, deliveries: 500 });
    // The last of the first wave fails at 0.5 s; then 1, 2, 4 and 8 s of waiting, and four attempts
    // more of 50 ms: 0.5 + 15 + 0.2.
    expect(Math.max(...timesOf('acked'))).toBeCloseTo(15.7, 6);
    expect(timesOf('attemptFailed').length).toBe(400);
  });

  test('no retry: a hundred lost in half a second', () => {
    const { counters, timesOf } = lessonRun('l14-retries-c');
    expect(counters).toMatchObject({ acked: 0, dropped: 100, deliveries: 100 });
    // 100 × 50 ms / 10.
    expect(Math.max(...timesOf('dropped'))).toBe(0.5);
  });

  test('retry for ever: all hundred done', () => {
    const { counters, timesOf } = lessonRun('l14-retries-d');
    expect(counters).toMatchObject({ acked: 100, deadLettered: 0, dropped: 0 });
    // From 10 s on, 100 × 50 ms / 10: half a second.
    expect(Math.max(...timesOf('acked'))).toBeLessThanOrEqual(10.5);
  });

  // The engine asks for the provider when an attempt ends, not when it begins. So the ten attempts
  // that begin at 9.95 s, while it is down, and end at 10.00 s succeed: 1,990, and done by 10.45 s.
  test('retry for ever: 2,000 calls for nothing', () => {
    const { counters, timesOf } = lessonRun('l14-retries-d');
    // Ten clerks, twenty attempts a second each, for 10 s.
    expect(timesOf('attemptFailed').length).toBe(2_000);
    expect(counters.deliveries).toBe(2_100);
  });
});
