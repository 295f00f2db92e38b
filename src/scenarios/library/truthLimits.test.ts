import { describe, expect, test } from 'vitest';
import { justBefore, lessonRun } from './lessonRun.ts';

describe('"A time to live removes old messages on time": eight offers of 1 s, sent at 0.1 s', () => {
  test('behind one that lives longer they are counted until 10 s', () => {
    const { counters } = lessonRun('truth-ttl-a', { untilS: justBefore(10) });
    // M2, which has no limit, and the eight.
    expect(counters).toMatchObject({ ready: 9, dropped: 0 });
    const { timesOf, messagesOf } = lessonRun('truth-ttl-a');
    expect(timesOf('dropped')).toEqual(Array(8).fill(10));
    // None of them was ever delivered.
    expect(messagesOf('delivered')).toEqual([1, 2]);
  });

  test('where all have the same limit they go when it is over', () => {
    const { timesOf, messagesOf } = lessonRun('truth-ttl-b');
    // M2 came at 0 s, the others at 0.1 s.
    expect(timesOf('dropped')).toEqual([1, ...Array(8).fill(1.1)]);
    expect(messagesOf('delivered')).toEqual([1]);
    expect(lessonRun('truth-ttl-b', { untilS: 1.2 }).counters.ready).toBe(0);
  });
});

describe('"A maximal length caps memory": room for ten, 100 orders in a second, none done before', () => {
  test('with one in the hands of each of two clerks there are 12 at most', () => {
    const { counters, queues } = lessonRun('truth-length-a');
    // 10 + 2 × 1.
    expect(queues['orders']).toMatchObject({ readyMax: 10, depthMax: 12 });
    expect(counters.refused).toBe(88);
  });

  test('with forty in the hands of each there are 90', () => {
    const { counters, queues } = lessonRun('truth-length-b');
    // 10 + 2 × 40.
    expect(queues['orders']).toMatchObject({ readyMax: 10, depthMax: 90 });
    expect(counters.refused).toBe(10);
  });
});

describe('"Consuming removes", and "lag 0 means all was processed": 30 records, a fast and a slow group', () => {
  test('each group gets all 30, and all 30 are still there', () => {
    const { logs, effects, timesOf } = lessonRun('truth-log-a');
    expect(effects['clerk']).toMatchObject({ effects: 30 });
    expect(effects['auditor']).toMatchObject({ effects: 30 });
    // 30 × 0.2.
    expect(Math.max(...timesOf('effectApplied'))).toBe(6);
    expect(logs['orders']).toMatchObject({ records: 30, removed: 0 });
  });

  test('a log of ten records removes 5 that the slow group has not read, and its lag is 0', () => {
    const { logs, groups, effects } = lessonRun('truth-log-b');
    expect(logs['orders']).toMatchObject({ records: 10, removed: 20 });
    expect(effects['clerk']).toMatchObject({ effects: 30 });
    // While records come, until 2.9 s, the auditor begins 15: at 0, 0.2, … 2.8 s. Then the last ten.
    expect(effects['auditor']).toMatchObject({ effects: 15 + 10 });
    expect(groups['audit']).toMatchObject({ lag: 0, unread: 0 });
  });
});
