import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('L6, lease: one message, work of 6 s', () => {
  test('under a lease of 5 s it is done three times and is a dead letter all the same', () => {
    const { counters, effects, timesOf } = lessonRun('l6-lease-a');
    // Handed out at 0, 5 and 10 s, each time to whoever is idle; each works 6 s.
    expect(timesOf('delivered').concat(timesOf('redelivered'))).toEqual([0, 5, 10]);
    expect(timesOf('effectApplied').concat(timesOf('effectRepeated'))).toEqual([6, 11, 16]);
    // The third lease ends at 15 s, and three is the limit.
    expect(timesOf('deadLettered')).toEqual([15]);
    expect(effects['encoder']).toMatchObject({ effects: 3, duplicates: 2 });
    // The acks of 6, 11 and 16 s are for leases that ended at 5, 10 and 15 s.
    expect(timesOf('ackCameTooLate')).toEqual([6, 11, 16]);
    expect(counters).toMatchObject({ acked: 0, deadLettered: 1 });
  });

  test('under a lease of 10 s it is done once', () => {
    const { counters, effects, timesOf } = lessonRun('l6-lease-b');
    expect(timesOf('acked')).toEqual([6]);
    expect(effects['encoder']).toMatchObject({ effects: 1, duplicates: 0 });
    expect(counters).toMatchObject({ acked: 1, deadLettered: 0, deliveries: 1 });
  });

  test('without a limit it is done 11 times in 60 s', () => {
    const { effects, timesOf } = lessonRun('l6-lease-c');
    // At 6, 11, 16, … 56 s: (60 − 6) / 5 = 10.8, and the first.
    expect(effects['encoder']).toMatchObject({ effects: 11, duplicates: 10 });
    expect(timesOf('effectRepeated').at(-1)).toBe(56);
  });
});
