import { describe, expect, test } from 'vitest';
import { drawDuration, RandomStreams, reportRun, Simulation } from '../../engine/index.ts';
import { shippedScenario } from './index.ts';
import { lessonRun } from './lessonRun.ts';

const S = 1_000_000;
const worlds = ['l12-keys-a', 'l12-keys-b', 'l12-keys-c', 'l12-keys-d'] as const;

/** What the 100 entries need, in µs: each from its own stream, whoever works on it and in whatever world. */
function worksOf(seed: number): number[] {
  const random = new RandomStreams(seed);
  const work = { kind: 'uniform', lowUs: 50_000, highUs: 400_000 } as const;
  return Array.from({ length: 100 }, (_, i) =>
    drawDuration(work, 0, 1, random, random.open(`work/clerks/order ${i + 1}`)),
  );
}

const sum = (works: readonly number[]): number => works.reduce((total, us) => total + us, 0);

/** When four tellers are done who take what is next as soon as they are free. */
function endWithoutOrder(works: readonly number[]): number {
  const freeAtUs = [0, 0, 0, 0];
  for (const us of works) {
    const next = freeAtUs.indexOf(Math.min(...freeAtUs));
    freeAtUs[next] = (freeAtUs[next] ?? 0) + us;
  }
  return Math.max(...freeAtUs);
}

/** What a person would add up for a seed: all works, a quarter of the rest, and those of the hot account. */
function onPaper(seed: number) {
  const works = worksOf(seed);
  return {
    fifoUs: sum(works),
    noneUs: endWithoutOrder(works),
    busiestUs: Math.max(
      ...[0, 1, 2, 3].map((account) => sum(works.filter((_, i) => i % 4 === account))),
    ),
    // Four of five are about the hot account.
    hotUs: sum(works.filter((_, i) => i % 5 !== 4)),
  };
}

function played(name: (typeof worlds)[number], seed: number) {
  const simulation = new Simulation(shippedScenario(name), { seed });
  simulation.runUntil(40 * S);
  const { counters, order, sojournUs } = reportRun(simulation);
  return { endUs: sojournUs.max, acked: counters.acked, ...order['orders'] };
}

describe('L12, order costs scale, keys buy it back: 100 entries of 50 to 400 ms, four tellers', () => {
  test('first in, first out takes the sum of all work: 21.7 s, and nothing is out of order', () => {
    const { order, timesOf } = lessonRun('l12-keys-a');
    expect(Math.max(...timesOf('acked'))).toBe(onPaper(1).fifoUs / S);
    expect(onPaper(1).fifoUs / S).toBeCloseTo(21.7, 1);
    expect(order['orders']).toMatchObject({ outOfOrder: 0, crossings: 0, outOfOrderWithinKey: 0 });
  });

  test('without order it takes 5.5 s; 45 finish late, 5 of them within an account', () => {
    const { order, timesOf } = lessonRun('l12-keys-b');
    expect(Math.max(...timesOf('acked'))).toBe(onPaper(1).noneUs / S);
    expect(onPaper(1).noneUs / S).toBeCloseTo(5.5, 1);
    expect(order['orders']).toMatchObject({
      finished: 100,
      outOfOrder: 45,
      outOfOrderWithinKey: 5,
    });
  });

  test('with order per account it takes 6.3 s, and nothing is out of order within one', () => {
    const { order, timesOf } = lessonRun('l12-keys-c');
    expect(Math.max(...timesOf('acked'))).toBeCloseTo(6.25, 2);
    // No sooner than the account with the most work.
    expect(onPaper(1).busiestUs / S).toBeLessThanOrEqual(6.251086);
    expect(order['orders']).toMatchObject({ keys: 4, outOfOrder: 72, outOfOrderWithinKey: 0 });
  });

  test('with 80 of 100 for one account it takes 17.5 s: 1.2 times as fast as one teller', () => {
    const { timesOf } = lessonRun('l12-keys-d');
    const end = Math.max(...timesOf('acked'));
    expect(end).toBeCloseTo(17.46, 2);
    // The hot account begins at 0 and is never kept waiting by anything but itself.
    expect(end).toBe(onPaper(1).hotUs / S);
    expect(onPaper(1).fifoUs / S / end).toBeCloseTo(1.24, 2);
  });

  test('for each of 200 seeds: the sum; about a quarter; 0 within an account; about four fifths', () => {
    const late: number[] = [];
    for (let seed = 1; seed <= 200; seed++) {
      const [fifo, none, perKey, hot] = worlds.map((name) => played(name, seed));
      const paper = onPaper(seed);
      const about = `seed ${seed}`;
      expect(
        [fifo, none, perKey, hot].map((world) => world?.acked),
        about,
      ).toEqual([100, 100, 100, 100]);
      expect(fifo, about).toMatchObject({ endUs: paper.fifoUs, outOfOrder: 0 });
      expect(none?.endUs, about).toBe(paper.noneUs);
      expect(none?.endUs ?? 0, about).toBeLessThan((paper.fifoUs + 3 * 400_000) / 4);
      expect(perKey?.outOfOrderWithinKey, about).toBe(0);
      expect(perKey?.endUs, about).toBeGreaterThanOrEqual(paper.busiestUs);
      // An account is kept waiting only while the four tellers are busy with the others.
      expect(perKey?.endUs, about).toBeLessThan(paper.fifoUs / 3);
      expect(hot, about).toMatchObject({ endUs: paper.hotUs, outOfOrderWithinKey: 0 });
      late.push(none?.outOfOrderWithinKey ?? 0);
    }
    // Without order an account that is never out of order is the exception.
    expect(late.filter((count) => count === 0).length).toBeLessThan(5);
  });
});
