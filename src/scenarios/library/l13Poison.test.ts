import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('L13, poison: order 20 of 100 can never be processed', () => {
  test('without a limit 19 are done, 80 are stuck behind 281 attempts', () => {
    const { counters, messagesOf, timesOf } = lessonRun('l13-poison-a');
    expect(counters).toMatchObject({ acked: 19, ready: 80, unacked: 1, redeliveries: 281 });
    // M20 is begun at 19 × 0.2 = 3.8 s; (60 − 3.8) / 0.2 = 281 attempts have failed by 60 s.
    expect(messagesOf('attemptFailed')).toEqual(Array(281).fill(20));
    expect(timesOf('attemptFailed')[0]).toBe(4);
  });

  test('with a limit of 3 and a dead-letter queue 99 are done in 20.4 s', () => {
    const { counters, queues, messagesOf, timesOf } = lessonRun('l13-poison-b');
    expect(counters).toMatchObject({ acked: 99, deadLettered: 1, dropped: 0, lost: 0 });
    // (99 + 3) × 0.2: M20 has cost 0.6 s.
    expect(Math.max(...timesOf('acked'))).toBe(20.4);
    expect(messagesOf('deadLettered')).toEqual([20]);
    expect(queues['dead']).toMatchObject({ ready: 1 });
  });

  test('with a limit of 3 and no dead-letter queue 99 are done, one is gone', () => {
    const { counters, losses } = lessonRun('l13-poison-c');
    expect(counters).toMatchObject({ acked: 99, deadLettered: 0, dropped: 1 });
    expect(losses).toMatchObject([{ message: 20, reason: 'deliveryLimit' }]);
  });
});
