import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('L7, idempotency: a hundred charges of $10', () => {
  test('eight crashes between charge and ack, no key: $1,080', () => {
    const { counters, effects } = lessonRun('l7-idempotency-a');
    // Each of the eight is delivered and charged once more: (100 + 8) × $10.
    expect(counters).toMatchObject({ deliveries: 108, redeliveries: 8, acked: 100 });
    expect(effects['cashier']).toMatchObject({ effects: 108, duplicates: 8, amount: 1_080 });
  });

  test('the same crashes, the key recorded with the charge: $1,000', () => {
    const { counters, effects } = lessonRun('l7-idempotency-b');
    expect(counters).toMatchObject({ deliveries: 108, redeliveries: 8, acked: 100 });
    expect(effects['cashier']).toMatchObject({
      effects: 100,
      duplicates: 0,
      suppressed: 8,
      amount: 1_000,
    });
  });

  test('the key recorded before the charge, one crash between the two: $990', () => {
    const { counters, effects } = lessonRun('l7-idempotency-c');
    expect(counters).toMatchObject({ deliveries: 101, redeliveries: 1, acked: 100, lost: 0 });
    // The one that comes back is taken for charged. No counter of the broker shows anything amiss.
    expect(effects['cashier']).toMatchObject({ effects: 99, suppressed: 1, amount: 990 });
  });

  test('keys kept for 2 s, redelivered after a lease of 3.5 s: $1,080, as if there were none', () => {
    const { counters, effects, keys, timesOf, messagesOf } = lessonRun('l7-ttl-a');
    expect(counters).toMatchObject({ deliveries: 108, redeliveries: 8, acked: 100 });
    expect(effects['cashier']).toMatchObject({ duplicates: 8, suppressed: 0, amount: 1_080 });
    // Each charge records its key, the repeated ones once more: 100 + 8 keys to forget.
    expect(keys['cashier']).toEqual({ remembered: 0, forgotten: 108, lost: 0 });
    // The first of the eight is handed out at 0.9 s, charged at 1 s, forgotten at 3 s, back at 4.4 s.
    const [first = 0] = messagesOf('effectRepeated');
    expect(timesOf('effectApplied', first)).toEqual([1]);
    expect(timesOf('keyForgotten', first)[0]).toBe(3);
    expect(timesOf('leaseEnded', first)).toEqual([4.4]);
    // None comes back twice.
    expect(new Set(messagesOf('effectRepeated')).size).toBe(8);
  });

  test('keys kept for 5 s under the same lease: $1,000', () => {
    const { effects, keys } = lessonRun('l7-ttl-b');
    expect(effects['cashier']).toMatchObject({ duplicates: 0, suppressed: 8, amount: 1_000 });
    expect(keys['cashier']).toEqual({ remembered: 0, forgotten: 100, lost: 0 });
  });

  test('keys in memory, four crashes and four lost acks: $1,040', () => {
    const { counters, effects, keys, timesOf } = lessonRun('l7-memory-a');
    expect(counters).toMatchObject({ deliveries: 108, redeliveries: 8, acked: 100 });
    // What a lost ack brings back it still knows; what a crash brings back it does not.
    expect(effects['cashier']).toMatchObject({ duplicates: 4, suppressed: 4, amount: 1_040 });
    expect(timesOf('keysLost')).toHaveLength(4);
    // Each of the 104 charges has recorded a key: those before the last crash are lost.
    const { remembered = 0, lost = 0 } = keys['cashier'] ?? {};
    expect(remembered + lost).toBe(104);
  });

  test('the same with a store outside of the cashier: $1,000', () => {
    const { effects, keys } = lessonRun('l7-memory-b');
    expect(effects['cashier']).toMatchObject({ duplicates: 0, suppressed: 8, amount: 1_000 });
    expect(keys['cashier']).toEqual({ remembered: 100, forgotten: 0, lost: 0 });
  });
});
