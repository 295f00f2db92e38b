import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('poison in a partition: order 5 of 30, three partitions, three clerks, 100 ms for each', () => {
  test('its partition waits from offset 1 on, the other two are done after a second', () => {
    const { groups, effects, messagesOf, timesOf } = lessonRun('log-poison');
    // Orders go round: partition 1 gets 2, 5, 8, ... 29. Order 2 is done at 0.1 s, order 5 never.
    expect(groups['billing']?.partitions).toMatchObject([
      { committed: 10, lag: 0 },
      { committed: 1, lag: 9 },
      { committed: 10, lag: 0 },
    ]);
    expect(effects['clerks']).toMatchObject({ effects: 21, duplicates: 0 });
    expect(Math.max(...timesOf('effectApplied'))).toBe(1);
    // It fails at 0.2 s and, a second of waiting and 0.1 s of work later, again: (10 − 0.2) / 1.1 = 8.9.
    expect(messagesOf('attemptFailed')).toEqual(Array(9).fill(5));
    expect(timesOf('attemptFailed').slice(0, 3)).toEqual([0.2, 1.3, 2.4]);
  });
});

describe('a rebalance: two clerks, two partitions of 20 orders each, one dies at 1.75 s', () => {
  test('with commits of 10 after the work, the 7 since the last commit are filled again', () => {
    const { groups, effects, messagesOf, timesOf } = lessonRun('log-rebalance-a');
    // C2 has done 17 of its 20 at 1.7 s and has committed 10 of them at 1 s.
    expect(effects['clerks']).toMatchObject({ effects: 47, duplicates: 7 });
    expect(messagesOf('effectRepeated')).toEqual([22, 24, 26, 28, 30, 32, 34]);
    // Its session of 3 s ends at 4.75 s; then C1 reads 10 records in 1 s.
    expect(timesOf('memberGivenUp')).toEqual([4.75]);
    expect(timesOf('partitionDealt')).toEqual([0, 0, 4.75, 4.75]);
    expect(Math.max(...timesOf('effectApplied'))).toBeCloseTo(5.75, 6);
    expect(groups['billing']).toMatchObject({ generation: 2, rebalances: 1, lag: 0 });
  });

  test('with commits before the work, the 3 in hand are never filled, and the lag is 0', () => {
    const { groups, effects } = lessonRun('log-rebalance-b');
    // Polls of 5: the fourth, of offsets 15 to 19, is committed at 1.5 s; 17 are done at 1.7 s.
    expect(effects['clerks']).toMatchObject({ effects: 37, duplicates: 0 });
    expect(groups['billing']).toMatchObject({ lag: 0, redeliveries: 0 });
  });
});

describe('a crashed consumer of a group whose entries nobody hands out again', () => {
  test('leaves what it had not acked pending, for ever', () => {
    const { groups, effects, messagesOf } = lessonRun('log-claim-a');
    // Ten entries each, in turn; C2 has done 5 of its 10 at 0.5 s.
    expect(groups['billing']).toMatchObject({ pending: 5, settled: 15, lag: 0, claims: 0 });
    expect(effects['clerks']).toMatchObject({ effects: 15 });
    expect(messagesOf('recordRedelivered')).toEqual([]);
  });

  test('until somebody claims them: at 5 s, and at 5.5 s all is done', () => {
    const { groups, effects, messagesOf, timesOf } = lessonRun('log-claim-b');
    expect(groups['billing']).toMatchObject({ pending: 0, settled: 20, claims: 5 });
    expect(effects['clerks']).toMatchObject({ effects: 20, duplicates: 0 });
    expect(messagesOf('recordClaimed')).toEqual([12, 14, 16, 18, 20]);
    expect(new Set(timesOf('recordClaimed'))).toEqual(new Set([5]));
    expect(Math.max(...timesOf('effectApplied'))).toBe(5.5);
  });
});
