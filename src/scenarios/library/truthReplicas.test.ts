import { describe, expect, test } from 'vitest';
import { justBefore, lessonRun } from './lessonRun.ts';

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('"Replicated means safe": an order every 100 ms, fetched every 250 ms, a leader dies at 2.05 s', () => {
  test('confirmed by the leader alone, the last three are gone', () => {
    const { counters, effects, losses, logs, timesOf } = lessonRun('truth-acks-a');
    // The fetch that came at 2.0 s had begun at 1.75 s: it had the orders of 0.0 to 1.7 s, M1 to M18.
    // M19 to M21 came at 1.8, 1.9 and 2.0 s.
    expect(losses.map(({ message, reason }) => [message, reason])).toEqual(
      numbers(19, 21).map((message) => [message, 'leaderOnly']),
    );
    expect(timesOf('recordLost')).toEqual([2.55, 2.55, 2.55]);
    for (const message of numbers(19, 21))
      expect(timesOf('confirmed', message)).toEqual([(message - 1) / 10]);
    expect(counters).toMatchObject({ published: 40, confirmed: 40 });
    expect(effects['clerk']).toMatchObject({ effects: 40 - 3, duplicates: 0 });
    expect(logs['orders']?.replicas).toMatchObject([{ leader: 2, inSync: [2, 3], down: [1] }]);
  });

  test('confirmed by all in sync, the same three were not confirmed, and are sent again', () => {
    const { counters, effects, losses, messagesOf, timesOf } = lessonRun('truth-acks-b');
    expect(messagesOf('recordForgotten')).toEqual(numbers(19, 21));
    expect(losses).toEqual([]);
    // M18 came at 1.7 s, and the followers had it at 2.0 s.
    expect(timesOf('confirmed', 18)).toEqual([2]);
    expect(effects['clerk']).toMatchObject({ effects: 40, duplicates: 0 });
    expect(counters).toMatchObject({ published: 40, confirmed: 40 });
  });

  test('in both nobody can order for the half second of the election', () => {
    for (const name of ['truth-acks-a', 'truth-acks-b'] as const) {
      const { timesOf } = lessonRun(name);
      const between = timesOf('appended').filter((s) => s > 2.05 && s < 2.55);
      expect(between).toEqual([]);
      // M22 to M26, of 2.1 to 2.5 s, find no leader.
      expect(timesOf('appendRefused').filter((s) => s < 2.55).length).toBeGreaterThanOrEqual(5);
    }
  });
});

describe('"acks=all is: on all replicas": a leader is alone from 1.05 to 4 s, and dies at 3.95 s', () => {
  test('alone in sync a second after the others died, it confirms what it alone has', () => {
    const { logs, timesOf } = lessonRun('truth-acks-c', { untilS: justBefore(3.95) });
    // The others had all that came up to 1.05 s: M1 to M11. Each left a second later.
    expect(logs['orders']?.replicas).toMatchObject([{ inSync: [1], ends: [40, 11, 11] }]);
    expect(timesOf('leftInSync')).toEqual([2.05, 2.05]);
    // M12 to M21 waited for that, those after them for nobody.
    for (const message of numbers(12, 21)) expect(timesOf('confirmed', message)).toEqual([2.05]);
    expect(timesOf('confirmed', 40)).toEqual([3.9]);
  });

  test('a leader that was not in sync loses 29 confirmed orders', () => {
    const { effects, losses, timesOf } = lessonRun('truth-acks-c');
    expect(losses.map(({ message, reason }) => [message, reason])).toEqual(
      numbers(12, 40).map((message) => [message, 'uncleanElection']),
    );
    expect(timesOf('leaderElected')).toEqual([4.45]);
    expect(effects['clerk']).toMatchObject({ effects: 60 - 29 });
  });

  test('where only one in sync may lead, nothing is lost and nothing is taken until 6 s', () => {
    const { effects, losses, timesOf, messagesOf } = lessonRun('truth-acks-d');
    expect(losses).toEqual([]);
    expect(timesOf('leaderMissing')).toEqual([4.45]);
    expect(timesOf('leaderElected')).toEqual([6]);
    expect(timesOf('appended').filter((s) => s > 3.95 && s < 6)).toEqual([]);
    // The orders of 4.0 to 5.9 s; that of 6.0 s would be the 61st.
    expect([...new Set(messagesOf('resent'))].sort((a, b) => a - b)).toEqual(numbers(41, 60));
    expect(effects['clerk']).toMatchObject({ effects: 60, duplicates: 0 });
  });

  test('with two in sync asked for, the leader alone confirms nothing, and nothing confirmed is lost', () => {
    const before = lessonRun('truth-acks-e', { untilS: justBefore(3.95) });
    expect(before.counters.confirmed).toBe(11);
    const { effects, losses, messagesOf } = lessonRun('truth-acks-e');
    // M12 to M21 were in its log when the others had left; M22 to M40 it refused.
    expect(messagesOf('recordForgotten')).toEqual(numbers(12, 21));
    expect(losses).toEqual([]);
    expect(effects['clerk']).toMatchObject({ effects: 60, duplicates: 0 });
  });

  test('the last one in sync, back without its disk, leads, and all 40 confirmed orders are gone', () => {
    const { effects, losses, timesOf } = lessonRun('truth-acks-f');
    expect(losses.map(({ message, reason }) => [message, reason])).toEqual(
      numbers(1, 40).map((message) => [message, 'diskLost']),
    );
    expect(timesOf('leaderElected')).toEqual([6]);
    expect(effects['clerk']).toMatchObject({ effects: 20 });
  });
});
