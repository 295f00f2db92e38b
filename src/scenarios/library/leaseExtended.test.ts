import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('a lease of 5 s, extended every 2 s while the work goes on', () => {
  test('work of 6 s is done once, and acked in time', () => {
    const { counters, effects, timesOf } = lessonRun('lease-extended-a');
    expect(timesOf('leaseExtended')).toEqual([2, 4]);
    expect(timesOf('acked')).toEqual([6]);
    expect(timesOf('leaseEnded')).toEqual([]);
    expect(counters).toMatchObject({ deliveries: 1, acked: 1, deadLettered: 0 });
    expect(effects['encoder']).toMatchObject({ effects: 1, duplicates: 0 });
  });

  test('a crash at 5 s is noticed at 9 s: a lease after what was asked at 4 s', () => {
    const { counters, effects, timesOf } = lessonRun('lease-extended-b');
    expect(timesOf('leaseEnded')).toEqual([4 + 5]);
    expect(timesOf('redelivered')).toEqual([9]);
    // The other encoder extends at 11 and 13 s.
    expect(timesOf('leaseExtended')).toEqual([2, 4, 11, 13]);
    expect(timesOf('acked')).toEqual([9 + 6]);
    expect(counters).toMatchObject({ deliveries: 2, acked: 1, deadLettered: 0 });
    expect(effects['encoder']).toMatchObject({ effects: 1, duplicates: 0 });
  });

  test('work of 12 s gets no more than 10 s: each lease ends after 9', () => {
    const { counters, effects, timesOf } = lessonRun('lease-extended-c');
    // At 6 s after the handing out it would last until 11; the one at 4 s lasts until 9.
    expect(timesOf('extensionRefused')).toEqual([6, 15, 24]);
    expect(timesOf('leaseEnded')).toEqual([9, 18, 27]);
    expect(timesOf('deadLettered')).toEqual([27]);
    expect(effects['encoder']).toMatchObject({ effects: 3, duplicates: 2 });
    expect(counters).toMatchObject({ deliveries: 3, acked: 0, deadLettered: 1 });
  });
});
