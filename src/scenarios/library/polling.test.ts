import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

const seconds = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('an order at 25.5 s, and a clerk that asks for it', () => {
  test('every second, answered at once: ten empty calls in ten seconds, and half a second late', () => {
    const { counters, receives, timesOf } = lessonRun('poll-short');
    // Asked at 0, 1, … 25 s in vain, at 26 s for the order; it is filled by 26.2 s, and asked for on from there.
    expect(timesOf('foundEmpty').filter((s) => s < 10)).toEqual(seconds(0, 9));
    expect(timesOf('foundEmpty')).toEqual([...seconds(0, 25), 26.2, 27.2, 28.2, 29.2]);
    expect(timesOf('delivered')).toEqual([26]);
    expect(receives['clerk']).toEqual({ calls: 31, empty: 30, messages: 1 });
    expect(counters).toMatchObject({ published: 1, deliveries: 1, acked: 1 });
  });

  test('by calls that wait for up to 20 s: one of them empty, and the order as soon as it is there', () => {
    const { counters, receives, timesOf } = lessonRun('poll-long');
    expect(timesOf('asked')).toEqual([0, 20, 25.7]);
    expect(timesOf('foundEmpty')).toEqual([20]);
    expect(timesOf('delivered')).toEqual([25.5]);
    expect(receives['clerk']).toEqual({ calls: 3, empty: 1, messages: 1 });
    expect(counters).toMatchObject({ published: 1, deliveries: 1, acked: 1 });
  });
});

describe('ten orders of 1 s, and one lease of 5.5 s for all that a call brings', () => {
  test('ten in one call: five in time, five visible again at 6.5 s, all at once, and filled twice', () => {
    const { counters, effects, receives, timesOf } = lessonRun('poll-batch-a');
    expect(timesOf('delivered')).toEqual(Array(10).fill(1));
    expect(timesOf('leaseEnded')).toEqual(Array(5).fill(6.5));
    // The second clerk asks at 0, 1, … 6 s in vain, and gets the five at 7 s.
    expect(timesOf('redelivered')).toEqual(Array(5).fill(7));
    // In time: 2 to 6 s. Those of the second clerk: 8 to 12 s.
    expect(timesOf('acked')).toEqual([...seconds(2, 6), ...seconds(8, 12)]);
    expect(timesOf('ackCameTooLate')).toEqual(seconds(7, 11));
    expect(effects['clerk']).toMatchObject({ effects: 15, duplicates: 5 });
    expect(counters).toMatchObject({ published: 10, deliveries: 15, acked: 10 });
    expect(receives['clerk']?.messages).toBe(15);
  });

  test('five in one call: each clerk acks its last half a second before the lease ends', () => {
    const { counters, effects, timesOf } = lessonRun('poll-batch-b');
    expect(timesOf('delivered')).toEqual(Array(10).fill(1));
    expect(timesOf('leaseEnded')).toEqual([]);
    expect(timesOf('acked').at(-1)).toBe(6);
    expect(effects['clerk']).toMatchObject({ effects: 10, duplicates: 0 });
    expect(counters).toMatchObject({ deliveries: 10, acked: 10 });
  });
});
