import { describe, expect, test } from 'vitest';
import { justBefore, lessonRun } from './lessonRun.ts';

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('Ten orders a second for ten seconds, five filled a second; something dies at 5.05 s', () => {
  test('one broker, in memory: 51 confirmed, 25 filled, 26 lost', () => {
    const before = lessonRun('quorum-a', { untilS: justBefore(5.05) });
    // The orders of 0.0 to 5.0 s; one is filled every 0.2 s, the 25th at 5.0 s.
    expect(before.counters).toMatchObject({ confirmed: 51, acked: 25 });
    const { counters, effects, losses } = lessonRun('quorum-a');
    expect(losses.map(({ message, reason }) => [message, reason])).toEqual(
      numbers(26, 51).map((message) => [message, 'memoryOnly']),
    );
    // M26 was in the clerk's hands, who fills it at 5.2 s and finds nobody to tell.
    expect(counters).toMatchObject({ published: 100, confirmed: 100, acked: 74, lost: 26 });
    expect(effects['clerk']).toMatchObject({ effects: 75, duplicates: 0 });
  });

  test('three replicas, of which the leader dies: a second without a leader, and nothing lost', () => {
    const { counters, effects, losses, quorums, timesOf } = lessonRun('quorum-b');
    expect(losses).toEqual([]);
    expect(counters).toMatchObject({ published: 100, confirmed: 100, acked: 100 });
    expect(effects['clerk']).toMatchObject({ effects: 100, duplicates: 0 });
    expect(timesOf('leaderElected')).toEqual([6.05]);
    // The orders of 5.1 to 6.0 s wait; one disk takes 5 ms, and a majority has written 1 ms later.
    expect(timesOf('confirmed', 50)).toEqual([4.906]);
    for (const message of numbers(52, 61)) expect(timesOf('confirmed', message)).toEqual([6.056]);
    // M26 is filled at 5.2 s. The other 74 begin at 6.05 s, and take 0.2 s each.
    expect(timesOf('delivered').filter((s) => s > 5 && s < 6.05)).toEqual([]);
    expect(timesOf('acked').at(-1)).toBe(20.85);
    expect(quorums['orders']).toEqual({
      replicas: 3,
      majority: 2,
      leader: 2,
      inSync: [2, 3],
      down: [1],
      standsStill: false,
    });
  });

  test('three replicas, of which two die: it stands still for five seconds, and nothing is lost', () => {
    const meanwhile = lessonRun('quorum-c', { untilS: justBefore(10.05) });
    expect(meanwhile.quorums['orders']).toMatchObject({ inSync: [1], standsStill: true });
    // None of the 49 orders of 5.1 to 9.9 s is confirmed.
    expect(meanwhile.counters).toMatchObject({ published: 100, confirmed: 51, ready: 74 });
    const { counters, effects, losses, timesOf } = lessonRun('quorum-c');
    expect(timesOf('majorityLost')).toEqual([5.05]);
    expect(timesOf('majorityBack')).toEqual([10.05]);
    for (const message of numbers(52, 100)) expect(timesOf('confirmed', message)).toEqual([10.056]);
    expect(losses).toEqual([]);
    expect(counters).toMatchObject({ confirmed: 100, acked: 100 });
    expect(effects['clerk']).toMatchObject({ effects: 100, duplicates: 0 });
    expect(timesOf('acked').at(-1)).toBe(24.85);
  });
});
