import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('"What is not acked in time comes back": one clerk is slow, the other dies at 50 ms', () => {
  test('a lease of the connection: the dead one’s comes back at once, the slow one’s never', () => {
    const { effects, messagesOf, timesOf } = lessonRun('truth-timeout-a');
    expect(timesOf('returned')).toEqual([0.05]);
    expect(messagesOf('redelivered')).toEqual([2]);
    // C2 is back at 1.05 s and needs 0.1 s; C1 needs 20 s, and nobody minds.
    expect(timesOf('effectApplied', 2)).toEqual([1.15]);
    expect(timesOf('effectApplied', 1)).toEqual([20]);
    expect(effects['clerks']).toMatchObject({ effects: 2, duplicates: 0 });
  });

  test('a lease of 5 s: both come back then, dead or slow, and M1 is filled twice', () => {
    const { effects, timesOf } = lessonRun('truth-timeout-b');
    expect(timesOf('leaseEnded')).toEqual([5, 5]);
    // C2, idle since 1.05 s, takes one after the other.
    expect(timesOf('effectApplied', 1)).toEqual([5.1]);
    expect(timesOf('effectApplied', 2)).toEqual([5.2]);
    expect(timesOf('effectRepeated', 1)).toEqual([20]);
    expect(effects['clerks']).toMatchObject({ effects: 3, duplicates: 1 });
  });
});

describe('"A nacked message goes to the back": M5 of 20 can never be processed, 200 ms each', () => {
  test('back to its place: four are filled, 15 wait behind 96 attempts', () => {
    const { counters, messagesOf } = lessonRun('truth-nack-a');
    expect(counters).toMatchObject({ acked: 4, ready: 15, unacked: 1 });
    // (20 − 4 × 0.2) / 0.2.
    expect(messagesOf('attemptFailed')).toEqual(Array(96).fill(5));
  });

  test('back to the tail: 19 are filled by 4 s, and it still goes round', () => {
    const { counters, messagesOf, timesOf } = lessonRun('truth-nack-b');
    expect(counters).toMatchObject({ acked: 19, ready: 0, unacked: 1 });
    // One failed attempt and 19 good ones.
    expect(Math.max(...timesOf('acked'))).toBe(4);
    // That one, and (20 − 4) / 0.2.
    expect(messagesOf('attemptFailed')).toEqual(Array(81).fill(5));
  });
});

describe('"Queues are first in, first out": six orders, Ann needs 450 ms for the first', () => {
  test('two clerks: handed out 1 to 6, filled 2, 3, 4, 5, 1, 6', () => {
    const { messagesOf, timesOf } = lessonRun('truth-fifo-a');
    expect(messagesOf('delivered')).toEqual([1, 2, 3, 4, 5, 6]);
    // Ben fills 2 to 5 at 0.1 to 0.4 s, Ann 1 at 0.45 s, Ben 6 at 0.5 s.
    expect(messagesOf('effectApplied')).toEqual([2, 3, 4, 5, 1, 6]);
    expect(Math.max(...timesOf('effectApplied'))).toBe(0.5);
  });

  test('a single active clerk: filled 1 to 6, in 0.95 s', () => {
    const { messagesOf, timesOf } = lessonRun('truth-fifo-b');
    expect(messagesOf('effectApplied')).toEqual([1, 2, 3, 4, 5, 6]);
    // 0.45 + 5 × 0.1.
    expect(Math.max(...timesOf('effectApplied'))).toBe(0.95);
  });

  test('a single active clerk and one retry: filled 2 to 6, then 1', () => {
    const { messagesOf, timesOf, guarantees } = lessonRun('truth-fifo-c');
    expect(messagesOf('attemptFailed')).toEqual([1]);
    expect(messagesOf('effectApplied')).toEqual([2, 3, 4, 5, 6, 1]);
    // Failed at 0.45 s, 1 s of backoff, 0.1 s of work.
    expect(timesOf('effectApplied', 1)).toEqual([1.55]);
    expect(guarantees.find(({ name }) => name === 'orderWithinQueue')?.verdict).toBe('broken');
  });
});

describe('"The dead-letter queue catches all failures"', () => {
  test('with the right key M3 lies in it after three deliveries', () => {
    const { counters, queues, timesOf } = lessonRun('truth-dlq-a');
    expect(counters).toMatchObject({ acked: 9, deadLettered: 1, dropped: 0 });
    // Begun at 0.2 s, three times 0.1 s.
    expect(timesOf('deadLettered', 3)).toEqual([0.5]);
    expect(queues['dead']).toMatchObject({ ready: 1 });
  });

  test('with a misspelt key it is gone', () => {
    const { counters, queues, losses } = lessonRun('truth-dlq-b');
    expect(counters).toMatchObject({ acked: 9, deadLettered: 0, dropped: 1 });
    expect(queues['dead']).toMatchObject({ offered: 0 });
    expect(losses).toEqual([
      { message: 3, queue: 'orders', atUs: 500_000, reason: 'deadLetterNowhere' },
    ]);
  });

  test('what lies in it has had its effect, nearly always', () => {
    const { messagesOf } = lessonRun('truth-dlq-c');
    const filled = new Set(messagesOf('effectApplied'));
    const dead = messagesOf('deadLettered');
    expect(dead).toHaveLength(24);
    expect(dead.filter((message) => filled.has(message))).toHaveLength(24);
  });

  test('which is what chance says: 26 of 27 in the mean', () => {
    let [dead, deadAndDone] = [0, 0];
    for (let seed = 1; seed <= 10; seed++) {
      const { messagesOf } = lessonRun('truth-dlq-c', { seed });
      const filled = new Set(messagesOf('effectApplied'));
      for (const message of messagesOf('deadLettered')) {
        dead++;
        if (filled.has(message)) deadAndDone++;
      }
    }
    // Dead: (0.1 + 0.2)³ = 0.027 of 10,000, within three standard deviations of 16.
    expect(Math.abs(dead - 270)).toBeLessThan(3 * 16.2);
    // Dead without an effect: 0.1³, ten of them, within three standard deviations of 3.2.
    expect(Math.abs(dead - deadAndDone - 10)).toBeLessThan(3 * 3.2);
  });

  test('a stream has none: after three deliveries M5 is parked where it is', () => {
    const { logs, groups, queues, timesOf } = lessonRun('truth-dlq-d');
    expect(timesOf('attemptFailed', 5)).toHaveLength(3);
    expect(timesOf('recordParked', 5)).toHaveLength(1);
    expect(groups['billing']).toMatchObject({ parked: 1, settled: 9 });
    expect(logs['orders']).toMatchObject({ records: 10 });
    expect(queues).toEqual({});
  });
});

describe('"Retry until it works": 9 orders a second, 10 attempts a second, a fifth of them fails', () => {
  test('no retry: nothing waits, and a fifth is never filled', () => {
    const { counters } = lessonRun('truth-retry-a');
    // Orders of 0 to 60 s: 541. A fifth: 108, give or take √(541 × 0.2 × 0.8) = 9.
    expect(counters).toMatchObject({ published: 541, dropped: 106, ready: 0 });
  });

  test('retry: 9 / 0.8 = 11.25 attempts a second are asked for, and one order a second is left over', () => {
    const { counters } = lessonRun('truth-retry-b');
    // 600 attempts, of which 480 succeed, give or take √(600 × 0.2 × 0.8) = 10: 541 − 480 = 61.
    expect(counters.deliveries).toBe(601);
    expect(counters).toMatchObject({ published: 541, acked: 483, dropped: 0 });
    expect(counters.ready + counters.unacked).toBe(58);
  });
});
