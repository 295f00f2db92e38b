import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('L1, coupling: e-mail is down from 10 s to 20 s', () => {
  test('called directly, it makes 102 of 300 orders fail', () => {
    const { orders, counters, timesOf } = lessonRun('l1-coupling-a');
    // 10 orders a second for 30 s.
    expect(orders.offered).toBe(300);
    // Ten threads wait 5 s each for e-mail. The first to do so is the order of 9.9 s, which is with
    // e-mail when it dies; with those of 10.0 to 10.8 s all ten threads are taken. They give up from
    // 14.95 s on, the threads take the orders of 15.0 to 15.9 s, and those wait in vain as well,
    // although e-mail is back at 20 s: they asked while it was dead. 2 × 10 time out.
    expect(orders.timedOut).toBe(20);
    // Between, there is no thread: the orders of 10.9 to 14.9 s and of 16.0 to 20.0 s, 2 × 41.
    expect(orders.refused).toBe(82);
    expect(counters.ordersFailed).toBe(102);
    expect(orders.done).toBe(198);
    // Payment was in the best of health; checkout did not even ask it.
    const refusedAt = timesOf('callRefused');
    expect(Math.min(...refusedAt)).toBeCloseTo(10.9, 6);
    expect(Math.max(...refusedAt)).toBeCloseTo(20, 6);
  });

  test('behind a queue, it makes none fail and comes ten seconds late', () => {
    const { orders, counters, effects, sojournUs, queues } = lessonRun('l1-coupling-b');
    expect(orders).toMatchObject({ offered: 300, done: 300, refused: 0, timedOut: 0 });
    expect(counters).toMatchObject({ ordersFailed: 0, lost: 0, acked: 300 });
    expect(effects['email']).toMatchObject({ effects: 300, duplicates: 0 });
    // The e-mail of the order of 9.9 s was half-way out at 10 s and is the first one at 20 s:
    // published at 9.951 s, sent at 20.05 s.
    expect(sojournUs.max).toBe(10_099_000);
    // Ten seconds at ten a second, and the one in hand.
    expect(queues['emails']?.depthMax).toBe(101);
  });

  test('the customer waits less without the e-mail: 51 ms, not 101 ms', () => {
    // Checkout 1 ms + payment 50 ms (+ e-mail 50 ms).
    expect(lessonRun('l1-coupling-a').orders.answerMaxUs).toBe(101_000);
    expect(lessonRun('l1-coupling-b').orders.answerMaxUs).toBe(51_000);
  });
});
