import { describe, expect, test } from 'vitest';
import type { ShippedName } from './index.ts';
import { lessonRun } from './lessonRun.ts';

const lastOf = (name: ShippedName): number => Math.max(...lessonRun(name).timesOf('effectApplied'));

/** The mean of so many runs' mean waits, in milliseconds. */
function meanWaitMs(name: ShippedName, seeds: number): number {
  let sum = 0;
  for (let seed = 1; seed <= seeds; seed++) sum += lessonRun(name, { seed }).waitUs.mean / 1_000;
  return sum / seeds;
}

describe('"First in, first out means no parallelism", or "it scales freely": 40 orders of 100 ms', () => {
  test('four keys in four partitions: four at a time, each key in its order', () => {
    const { logs, messagesOf } = lessonRun('truth-groups-a');
    expect(logs['orders']?.partitions.map(({ records }) => records)).toEqual([10, 10, 10, 10]);
    // 40 × 0.1 / 4.
    expect(lastOf('truth-groups-a')).toBe(1);
    for (const key of [0, 1, 2, 3]) {
      const ofKey = messagesOf('effectApplied').filter((message) => message % 4 === key);
      expect(ofKey).toEqual(ofKey.toSorted((a, b) => a - b));
      expect(ofKey).toHaveLength(10);
    }
  });

  test('one key: one at a time, whoever else is there', () => {
    const { logs, groups } = lessonRun('truth-groups-b');
    expect(logs['orders']?.partitions.filter(({ records }) => records > 0)).toHaveLength(1);
    expect(groups['billing']).toMatchObject({ lag: 0 });
    // 40 × 0.1.
    expect(lastOf('truth-groups-b')).toBe(4);
  });
});

describe('"More consumers, more throughput": 40 orders of 100 ms', () => {
  test('two clerks at two partitions: 2 s', () => {
    // 40 × 0.1 / 2.
    expect(lastOf('truth-consumers-a')).toBe(2);
  });

  test('eight clerks at two partitions: 2 s, and six never have anything to do', () => {
    const { groups } = lessonRun('truth-consumers-b');
    expect(groups['billing']?.partitions).toHaveLength(2);
    expect(lastOf('truth-consumers-b')).toBe(2);
  });

  test('eight clerks at a queue: 0.5 s', () => {
    // 40 × 0.1 / 8.
    expect(lastOf('truth-consumers-c')).toBe(0.5);
  });
});

describe('"A queue makes the system more available, and faster": 100 orders, ten a second', () => {
  test('called: 90 are done and answered after 70 ms, 10 fail', () => {
    const { orders } = lessonRun('truth-available-a');
    // Those of 2.0 to 2.9 s. 10 ms there, 50 ms of work, 10 ms back.
    expect(orders).toMatchObject({ done: 90, timedOut: 10, answerMaxUs: 70_000 });
  });

  test('queued: 95 are accepted, after 20 ms; 85 are done within 100 ms, in 70', () => {
    const { counters, timesOf } = lessonRun('truth-available-b');
    // The broker refuses those of 6.0 to 6.4 s. 10 ms there, 10 ms back.
    expect(counters).toMatchObject({ confirmed: 95, refused: 5 });
    expect(timesOf('confirmed', 1)).toEqual([0.02]);
    // To the broker, to the desk, and the work: 10 + 10 + 50 ms.
    expect(timesOf('effectApplied', 1)).toEqual([0.07]);
    const inTime = Array.from({ length: 100 }, (_, i) => i + 1).filter((order) => {
      const [doneAt] = timesOf('effectApplied', order);
      return doneAt !== undefined && doneAt - (order - 1) / 10 < 0.1;
    });
    // 100 less 10 that find the desk down, less 5 that find the broker down.
    expect(inTime).toHaveLength(85);
    // The 10 are done in the end: when the desk is back, 10 ms of wire and 50 ms of work later.
    expect(counters.effects).toBe(95);
    expect(timesOf('effectApplied', 21)).toEqual([3.06]);
  });
});

describe('"80 % is safe, 95 % is efficient": 40 orders a second, by chance', () => {
  test('busy 80 % an order waits 4 times its work, busy 95 % 19 times', () => {
    // ρ / (1 − ρ): 0.8 / 0.2 × 20 ms, and 0.95 / 0.05 × 23.75 ms. Runs of two minutes scatter.
    expect(Math.abs(meanWaitMs('truth-busy-a', 12) / 80 - 1)).toBeLessThan(0.1);
    expect(Math.abs(meanWaitMs('truth-busy-b', 12) / 451.25 - 1)).toBeLessThan(0.15);
  });

  test('with this seed 89 ms, and with 19 % more work 424 ms', () => {
    expect(Math.round(lessonRun('truth-busy-a').waitUs.mean / 1_000)).toBe(89);
    expect(Math.round(lessonRun('truth-busy-b').waitUs.mean / 1_000)).toBe(424);
  });

  test('both have the same orders', () => {
    const [a, b] = [lessonRun('truth-busy-a'), lessonRun('truth-busy-b')];
    expect(b.timesOf('published')).toEqual(a.timesOf('published'));
  });
});

describe('"Use a bigger prefetch": 20 orders of 100 ms, three clerks more come at 150 ms', () => {
  test('prefetch 1: all is done at 0.65 s', () => {
    // By then the first has done 6, each of the others (0.65 − 0.15) / 0.1 = 5: 21. By 0.6 s, 18.
    expect(lastOf('truth-prefetch-a')).toBe(0.65);
  });

  test('prefetch 20: the first one has them all, and it takes 2 s', () => {
    const { timesOf } = lessonRun('truth-prefetch-b');
    expect(new Set(timesOf('delivered'))).toEqual(new Set([0]));
    // 20 × 0.1.
    expect(lastOf('truth-prefetch-b')).toBe(2);
  });
});

describe('a bigger prefetch uses up the attempts of innocents: two crashes, two deliveries at most', () => {
  test('prefetch 1: M3 and M5 are delivered twice, and all are filled', () => {
    const { counters, messagesOf } = lessonRun('truth-innocent-a');
    expect(messagesOf('redelivered')).toEqual([3, 5]);
    expect(counters).toMatchObject({ acked: 20, deadLettered: 0 });
  });

  test('prefetch 10: M5 and seven that were never begun are dead letters', () => {
    const { counters, messagesOf } = lessonRun('truth-innocent-b');
    // The first crash, in M3, returns M3 to M12. M3 and M4 are filled, and M13 and M14 come in.
    // The second, in M5, returns M5 to M14, and ends M5 to M12: their second delivery.
    expect(messagesOf('deadLettered')).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
    expect(counters).toMatchObject({ acked: 12, deadLettered: 8 });
    const begun = new Set(messagesOf('started'));
    expect([5, 6, 7, 8, 9, 10, 11, 12].filter((message) => begun.has(message))).toEqual([5]);
  });
});

describe('"Partitions are as good as a shared queue": four clerks, busy 80 %', () => {
  test('four lines wait about five times as long as one', () => {
    const [four, one] = [meanWaitMs('truth-shared-a', 12), meanWaitMs('truth-shared-b', 12)];
    // M/M/1: 4 × 100 ms. M/M/4: the chance to wait is 0.5964 (Erlang C), over 40 − 32 a second: 74.5 ms.
    // 400 / 74.5 = 5.37. A run of a minute begins with nobody waiting, so both are a little below.
    expect(Math.abs(four / 400 - 1)).toBeLessThan(0.2);
    expect(Math.abs(one / 74.55 - 1)).toBeLessThan(0.2);
    expect(Math.abs(four / one / 5.37 - 1)).toBeLessThan(0.2);
  });

  test('with this seed 331 ms and 62 ms', () => {
    expect(Math.round(lessonRun('truth-shared-a').waitUs.mean / 1_000)).toBe(331);
    expect(Math.round(lessonRun('truth-shared-b').waitUs.mean / 1_000)).toBe(62);
  });

  test('both have the same orders', () => {
    const [a, b] = [lessonRun('truth-shared-a'), lessonRun('truth-shared-b')];
    expect(b.timesOf('published')).toEqual(a.timesOf('published'));
  });
});
