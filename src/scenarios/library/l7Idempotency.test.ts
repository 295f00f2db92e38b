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
});
