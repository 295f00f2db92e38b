import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('L5, ack: the clerk dies at 1.3 s, in the middle of M7', () => {
  test('ack before the work: M7 is lost', () => {
    const { counters, losses, effects, guarantees } = lessonRun('l5-ack-a');
    // 1.3 s / 200 ms: M1 to M6 are done, M7 is half done and was acked when it came.
    expect(losses).toEqual([
      { message: 7, queue: 'orders', atUs: 1_300_000, reason: 'ackBeforeWork' },
    ]);
    expect(effects['clerk']).toMatchObject({ effects: 19, duplicates: 0 });
    // Nobody gets anything twice here. It is no promise: a lost ack would bring a message back.
    expect(counters).toMatchObject({ deliveries: 20, redeliveries: 0 });
    expect(guarantees.find((one) => one.name === 'noDuplicateDelivery')).toMatchObject({
      verdict: 'notPromised',
      counterExample: null,
    });
  });

  test('ack before the work, prefetch 5: five are lost, four of them had not begun', () => {
    const { counters, losses, effects } = lessonRun('l5-ack-a5');
    // It holds M7 and the four behind it.
    expect(losses.map((loss) => loss.message)).toEqual([7, 8, 9, 10, 11]);
    expect(effects['clerk']).toMatchObject({ effects: 15, duplicates: 0 });
    expect(counters).toMatchObject({ deliveries: 20, redeliveries: 0 });
  });

  test('ack after the work: nothing is lost, M7 is delivered again', () => {
    const { counters, effects, messagesOf } = lessonRun('l5-ack-b');
    expect(counters).toMatchObject({ lost: 0, acked: 20, deliveries: 21, redeliveries: 1 });
    expect(messagesOf('redelivered')).toEqual([7]);
    // It died before the effect of M7.
    expect(effects['clerk']).toMatchObject({ effects: 20, duplicates: 0 });
  });

  test('ack after the work, prefetch 5: five redelivered, none duplicated', () => {
    const { counters, effects, messagesOf } = lessonRun('l5-ack-b5');
    expect(counters).toMatchObject({ lost: 0, acked: 20, deliveries: 25, redeliveries: 5 });
    expect(messagesOf('redelivered')).toEqual([7, 8, 9, 10, 11]);
    expect(effects['clerk']).toMatchObject({ effects: 20, duplicates: 0 });
  });

  test('the crash costs the second until the restart, and half of M7', () => {
    // 20 × 200 ms + 1 s + 100 ms of work for nothing.
    expect(Math.max(...lessonRun('l5-ack-b').timesOf('effectApplied'))).toBe(5.1);
    // Without M7: 200 ms less.
    expect(Math.max(...lessonRun('l5-ack-a').timesOf('effectApplied'))).toBe(4.9);
  });
});
