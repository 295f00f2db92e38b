import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('L15, what may wait: 8/s, five times as many for ten seconds', () => {
  test('all answered now: 505 ms, and one of the three calls fails 1 in 48 orders', () => {
    const { orders } = lessonRun('l15-payment-a', { seed: 10 });
    // 4.5 + 1 + 4.5, and 12.5 + 125 + 12.5, 25 + 250 + 25, 20 + 5 + 20.
    expect(orders.answerMaxUs).toBe(505_000);
    // 800 × (1 − 0.999 × 0.99 × 0.99) = 16.7, and three times its root either way.
    expect(orders.refused).toBe(0);
    expect(orders.timedOut).toBeGreaterThan(16.7 - 12.3);
    expect(orders.timedOut).toBeLessThan(16.7 + 12.3);
  });

  test('payment now, the rest queued: 160 ms, and no e-mail is lost', () => {
    const { orders, counters, effects } = lessonRun('l15-payment-b', { seed: 10 });
    expect(orders.answerMaxUs).toBe(160_000);
    expect(orders.timedOut).toBeLessThan(5);
    expect(counters).toMatchObject({ lost: 0, dropped: 0, duplicateEffects: 0 });
    // What fails once in a hundred is tried again.
    expect(effects['senders']?.effects).toBe(orders.done);
  });

  test('all queued: "pending" after 10 ms, and up to 240 wait for their charge', () => {
    const { orders, queues, effects } = lessonRun('l15-payment-c', { seed: 10 });
    expect(orders.answerMaxUs).toBe(10_000);
    // (40 − 16) × 10; a charge that fails once in a thousand is tried again.
    expect(queues['payments']?.readyMax).toBeGreaterThan(235);
    expect(queues['payments']?.readyMax).toBeLessThan(246);
    expect(effects['workers']).toMatchObject({ effects: 800, duplicates: 0 });
  });
});
