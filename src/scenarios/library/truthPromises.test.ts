import { describe, expect, test } from 'vitest';
import { justBefore, lessonRun } from './lessonRun.ts';

describe('"The broker guarantees exactly once": ten orders, a lost confirm, a crash after the effect', () => {
  test('a log that knows its ids takes the resend once, and the crash fills an order twice', () => {
    const { logs, effects, messagesOf, timesOf } = lessonRun('truth-once-a');
    // M4 is sent at 0.3 s; its confirm is lost. 1 s of waiting, 0.1 s of backoff, 10 ms of wire.
    expect(timesOf('duplicateIgnored', 4)).toEqual([1.41]);
    expect(logs['orders']).toMatchObject({ records: 10, duplicates: 1 });
    // M6 arrives at 0.51 s and is filled at 0.56 s, when the clerk dies; handed out again after 2 s.
    expect(messagesOf('effectRepeated')).toEqual([6]);
    expect(effects['clerk']).toMatchObject({ effects: 11, duplicates: 1 });
  });

  test('with a window of 1 s the resend, 1.1 s later, is a new record', () => {
    const { logs, effects, messagesOf } = lessonRun('truth-once-b');
    expect(logs['orders']).toMatchObject({ records: 11, duplicates: 0 });
    expect(messagesOf('effectRepeated')).toEqual([4, 6]);
    expect(effects['clerk']).toMatchObject({ effects: 12, duplicates: 2 });
  });

  test('with a key at the clerk there are ten effects of eleven records', () => {
    const { logs, effects } = lessonRun('truth-once-c');
    expect(logs['orders']).toMatchObject({ records: 11 });
    expect(effects['clerk']).toMatchObject({ effects: 10, duplicates: 0, suppressed: 2 });
  });
});

describe('"Idempotent is: look, then act": work of 1.5 s under a lease of 1 s, two cashiers', () => {
  test('the key is written down after the charge, and the second has looked before: $20', () => {
    const { effects, timesOf } = lessonRun('truth-look-a');
    // C1 looks at 0 s and charges at 1.5 s; C2 looks at 1 s, when the lease is over, and charges at 2.5 s.
    expect(timesOf('started').slice(0, 2)).toEqual([0, 1]);
    expect(timesOf('effectApplied')).toEqual([1.5]);
    expect(timesOf('effectRepeated')).toEqual([2.5]);
    // At 2 s the second lease is over, and whoever looks then finds the key.
    expect(timesOf('effectSuppressed')).toEqual([2]);
    expect(effects['cashier']).toMatchObject({ effects: 2, amount: 20 });
  });

  test('the key is looked for and recorded in one step with the charge: $10', () => {
    const { effects, timesOf } = lessonRun('truth-look-b');
    expect(timesOf('effectApplied')).toEqual([1.5]);
    expect(timesOf('effectSuppressed')).toEqual([2, 2.5]);
    expect(effects['cashier']).toMatchObject({ effects: 1, amount: 10 });
  });
});

describe('"A durable queue keeps messages": the broker is killed at 3.01 s', () => {
  const worlds = ['truth-durable-a', 'truth-durable-b', 'truth-durable-c'] as const;

  test.each(worlds)('%s: 31 are published, 15 acked, 16 inside', (name) => {
    const { counters } = lessonRun(name, { untilS: justBefore(3.01) });
    // One every 100 ms from 0 to 3 s; one filled every 200 ms: 3 / 0.2.
    expect(counters).toMatchObject({ published: 31, acked: 15 });
    expect(counters.ready + counters.unacked).toBe(16);
  });

  test('transient: all 16 are lost, though each was confirmed', () => {
    const { counters, losses, guarantees } = lessonRun('truth-durable-a');
    expect(counters).toMatchObject({ lost: 16, confirmed: 31 });
    expect(losses.map(({ message, reason }) => [message, reason])).toEqual(
      Array.from({ length: 16 }, (_, i) => [16 + i, 'transient']),
    );
    expect(guarantees.find(({ name }) => name === 'noLossAfterConfirm')?.isPromised).toBe(false);
  });

  test('persistent, no confirm: the one on its way to disk is lost, and its shop does not know', () => {
    const { counters, losses } = lessonRun('truth-durable-b');
    // M31 came at 3 s, and a write takes 20 ms.
    expect(losses).toEqual([
      { message: 31, queue: 'orders', atUs: 3_010_000, reason: 'notFlushed' },
    ]);
    expect(counters).toMatchObject({ lost: 1, acked: 30, confirmed: 0 });
  });

  test('persistent and confirmed: it is sent again, and none is lost', () => {
    const { counters, messagesOf } = lessonRun('truth-durable-c');
    expect(messagesOf('resent')).toContain(31);
    expect(new Set(messagesOf('resent'))).toEqual(new Set([31]));
    expect(counters).toMatchObject({ lost: 0, acked: 31, confirmed: 31 });
  });
});

describe('"Confirmed means routed, and done": ten orders fit a binding, ten fit none', () => {
  test('all twenty are confirmed at once; ten are in no queue, and none is filled', () => {
    const { counters } = lessonRun('truth-confirm-a', { untilS: 0.1 });
    expect(counters).toMatchObject({ published: 20, confirmed: 20, offered: 10, effects: 0 });
  });

  test('at the end ten are filled, and ten have gone nowhere without a word', () => {
    const { counters, losses, messagesOf, timesOf } = lessonRun('truth-confirm-a');
    expect(counters.effects).toBe(10);
    // 10 × 0.5 s.
    expect(Math.max(...timesOf('effectApplied'))).toBe(5);
    expect(messagesOf('unroutable')).toHaveLength(10);
    expect(messagesOf('sentBack')).toEqual([]);
    // No queue had them, so no queue has lost them.
    expect(losses).toEqual([]);
  });

  test('mandatory: the same ten are sent back first, and confirmed all the same', () => {
    const { counters, messagesOf } = lessonRun('truth-confirm-b');
    expect(messagesOf('sentBack')).toEqual(lessonRun('truth-confirm-a').messagesOf('unroutable'));
    expect(counters).toMatchObject({ confirmed: 20, effects: 10 });
  });
});

describe('"Confirmed means on disk": a log is killed at 8.05 s', () => {
  test('with a write every 5 s, 31 of 81 confirmed records are gone', () => {
    const { counters, logs, effects, messagesOf } = lessonRun('truth-disk-a');
    expect(counters.confirmed).toBe(81);
    // The disk is written before the order of 5 s comes: those of 0.0 to 4.9 s.
    expect(logs['orders']).toMatchObject({ records: 50 });
    // At 5 s the clerk had done 5 / 0.2 = 25 and had committed 24; when he notices he has done 41.
    expect(messagesOf('effectRepeated')).toEqual(Array.from({ length: 17 }, (_, i) => 25 + i));
    // M51 to M81 are never filled.
    expect(effects['clerk']).toMatchObject({ effects: 50 + 17, duplicates: 17 });
  });

  test('written before they are confirmed, all 81 are there and filled', () => {
    const { counters, logs, effects, messagesOf } = lessonRun('truth-disk-b');
    expect(counters.confirmed).toBe(81);
    expect(logs['orders']).toMatchObject({ records: 81 });
    // M41 was begun at 8 s.
    expect(messagesOf('effectRepeated')).toEqual([41]);
    expect(effects['clerk']).toMatchObject({ effects: 81 + 1, duplicates: 1 });
  });
});
