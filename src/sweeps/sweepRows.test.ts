import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportRun, Simulation } from '../engine/index.ts';
import { type JsonValue, readDocument } from '../scenarios/index.ts';
import type { Measures } from './measuresOf.ts';
import type { Pool } from './pool.ts';
import { type Answer, answer, type RunWorker, runWorker } from './RunWorker.ts';
import type { Job } from './runOnce.ts';
import { readSetting } from './Setting.ts';
import { type Shard, wholeSweep } from './Shard.ts';
import { type Sweep, sweepOf } from './Sweep.ts';
import { type SweepRow, sweepRows } from './sweepRows.ts';

/** One queue with chance in arrivals and work: no two seeds agree. */
const document = {
  schemaVersion: 1,
  name: 'small',
  title: 'Small',
  duration: '2s',
  nodes: [
    { kind: 'producer', id: 'shop', arrivals: { kind: 'exponential', perS: 20 } },
    { kind: 'broker', id: 'broker' },
    { kind: 'queue', id: 'orders', broker: 'broker' },
    { kind: 'consumer', id: 'clerk', work: { kind: 'exponential', mean: '60ms' } },
  ],
  wires: [
    { from: 'shop', to: 'orders', latency: '5ms' },
    { from: 'orders', to: 'clerk', latency: '5ms' },
  ],
} satisfies JsonValue;

function sweepWith(settings: readonly string[], seeds: readonly number[]): Sweep {
  const read = settings.map((typed) => {
    const reading = readSetting(typed);
    if (!reading.ok) throw new Error(reading.error);
    return reading.setting;
  });
  const reading = sweepOf(document, read, seeds);
  if (!reading.ok) throw new Error(reading.error);
  return reading.sweep;
}

/** A worker in this very process. `delays` says how long each of its answers is on the way. */
function localWorker(delays: () => number): RunWorker {
  let tell = (_: Answer): void => undefined;
  return runWorker({
    post: async (job: Job) => {
      for (let turn = delays(); turn > 0; turn--) await undefined;
      tell(answer(structuredClone(job)));
    },
    close: () => undefined,
    onAnswer: (listener) => {
      tell = listener;
    },
    onEnd: () => undefined,
  });
}

/** Workers that take turns being slow, in an order of their own for each `salt`. */
function pool(size: number, salt = 1): Pool<Job, Measures> {
  let state = salt;
  const delays = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % 50;
  };
  return { size, start: () => localWorker(delays) };
}

async function rowsOf(
  sweep: Sweep,
  shard: Shard = wholeSweep,
  size = 1,
  salt = 1,
  maxEvents = 1e6,
): Promise<SweepRow[]> {
  const rows: SweepRow[] = [];
  for await (const row of sweepRows(sweep, shard, maxEvents, pool(size, salt))) rows.push(row);
  return rows;
}

describe('the rows of a sweep', () => {
  it('are one for each combination, the last setting changing fastest', async () => {
    const rows = await rowsOf(sweepWith(['clerk.count=1,2', 'duration=1s,2s'], [5, 6, 7]));
    expect(rows.map(({ row, set }) => [row, set['clerk.count'], set['duration']])).toEqual([
      [1, 1, '1s'],
      [2, 1, '2s'],
      [3, 2, '1s'],
      [4, 2, '2s'],
    ]);
    expect(rows[0]).toMatchObject({ scenario: 'small', seeds: 3, firstSeed: 5 });
  });

  it('do not depend on workers, on who is faster, or on shards: joined they are the whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
        fc.subarray(['60ms', '20ms', '5ms'], { minLength: 1 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 1_000 }),
        async (counts, works, seeds, shards, salt) => {
          const sweep = sweepWith(
            [`clerk.count=${counts.join(',')}`, `clerk.work.mean=${works.join(',')}`],
            Array.from({ length: seeds }, (_, i) => salt + i),
          );
          const whole = JSON.stringify(await rowsOf(sweep));
          expect(JSON.stringify(await rowsOf(sweep, wholeSweep, 2, salt))).toBe(whole);
          expect(JSON.stringify(await rowsOf(sweep, wholeSweep, 3, salt))).toBe(whole);
          const parts: SweepRow[] = [];
          for (let number = 1; number <= shards; number++) {
            parts.push(...(await rowsOf(sweep, { number, of: shards }, 1 + (number % 3), salt)));
          }
          expect(JSON.stringify(parts)).toBe(whole);
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);

  it('are the mean and the interval of single runs with the same seeds', async () => {
    // t(0.975) of 1 to 5 degrees of freedom, to the digits of a large table.
    const table = [12.7062047, 4.3026527, 3.1824463, 2.7764451, 2.5705818];
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000_000), fc.integer({ min: 2, max: 6 }), async (first, n) => {
        const seeds = Array.from({ length: n }, (_, i) => first + i);
        const [, row] = await rowsOf(sweepWith(['clerk.count=1,2'], seeds), wholeSweep, 2);
        const runs = [1, 2].map((count) => seeds.map((seed) => meanWait(count, seed)));
        const differences = runs[1]!.map((wait, i) => wait - runs[0]![i]!);
        for (const [estimate, list] of [
          [row!.measures['waitUs.mean']!, runs[1]!],
          [row!.measures['waitUs.mean']!.difference!, differences],
        ] as const) {
          const squares = list.flatMap((a) => list.map((b) => (a - b) ** 2));
          const variance = squares.reduce((sum, one) => sum + one, 0) / (2 * n * (n - 1));
          expect(estimate.mean).toBeCloseTo(list.reduce((sum, one) => sum + one, 0) / n, 4);
          const half = table[n - 2]! * Math.sqrt(variance / n);
          expect((estimate.high! - estimate.low!) / 2 / half).toBeCloseTo(1, 6);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('name every measure of a report, and count what a run counts', async () => {
    const [row] = await rowsOf(sweepWith(['clerk.count=1'], [3]));
    const report = reportRun(played(1, 3));
    expect(row!.measures['deliveries']).toMatchObject({ mean: report.counters.deliveries });
    expect(row!.measures['queues.orders.depthMax']).toMatchObject({
      mean: report.queues['orders']!.depthMax,
    });
    expect(row!.measures['effects.clerk.effects']).toMatchObject({ mean: report.counters.effects });
    expect(Object.keys(row!.measures)).toEqual(
      expect.arrayContaining([
        ...['events', 'offered', 'published', 'acked', 'redeliveries', 'duplicateEffects', 'lost'],
        ...['ordersFailed', 'waitUs.mean', 'waitUs.p95', 'waitUs.p99', 'sojournUs.p99'],
        ...['queues.orders.depthMean', 'queues.orders.oldestAgeMaxUs', 'orders.answerMeanUs'],
      ]),
    );
  });

  it('meet the same arrivals: what was not touched differs by nothing at all', async () => {
    const [, row] = await rowsOf(sweepWith(['clerk.count=1,8', 'duration=20s'], [1, 2, 3, 4]));
    const { offered, 'waitUs.mean': wait } = row!.measures;
    expect(offered!.high! - offered!.low!).toBeGreaterThan(0);
    expect(offered!.difference).toEqual({ mean: 0, low: 0, high: 0 });
    expect(wait!.difference!.high).toBeLessThan(0);
  });

  it('of equal values are equal, and differ by nothing', async () => {
    const [one, two] = await rowsOf(sweepWith(['clerk.count=2,2'], [1, 2, 3]));
    expect({ ...two, row: 1 }).toEqual(one);
  });

  it('of one seed have a mean and no interval', async () => {
    const [, row] = await rowsOf(sweepWith(['clerk.count=1,2'], [1]));
    expect(row!.measures['offered']).toMatchObject({
      low: null,
      high: null,
      difference: { mean: 0, low: null, high: null },
    });
  });
});

describe('a run that fails', () => {
  it('is named with its values and its seed, after the rows before it', async () => {
    const sweep = sweepWith(['duration=1s,100s', 'clerk.count=1,2'], [7, 8]);
    const rows: SweepRow[] = [];
    const failing = async (size: number, salt: number): Promise<void> => {
      rows.length = 0;
      for await (const row of sweepRows(sweep, wholeSweep, 500, pool(size, salt))) rows.push(row);
    };
    for (const [size, salt] of [
      [1, 1],
      [2, 5],
      [4, 9],
    ] as const) {
      await expect(failing(size, salt)).rejects.toThrow(
        'small with duration=100s, clerk.count=1, seed 7: stopped after 500 events, the limit of a run',
      );
      expect(rows.map(({ row }) => row)).toEqual([1, 2]);
    }
  });

  it('may be a worker that ended by itself', async () => {
    const start = (): RunWorker => {
      let tell = (_: string): void => undefined;
      return runWorker({
        post: () => void Promise.resolve().then(() => tell('a worker ended with 134')),
        close: () => undefined,
        onAnswer: () => undefined,
        onEnd: (listener) => {
          tell = listener;
        },
      });
    };
    const rows = sweepRows(sweepWith(['clerk.count=1,2'], [4]), wholeSweep, 1e6, {
      size: 2,
      start,
    });
    await expect(rows.next()).rejects.toThrow(
      'small with clerk.count=1, seed 4: a worker ended with 134',
    );
  });
});

describe('a sweep that cannot be', () => {
  it.each([
    [['seed=1,2'], 'seed is not swept: each row is run with the same seeds'],
    [['clerk.count=1', 'nodes[3].count=2'], 'nodes[3].count is the place of clerk.count'],
    [
      ['clerk.count=1,0'],
      'clerk.count=0: nodes[3].count must be a whole number from 1 to 64, got 0.',
    ],
    [
      ['clerk.count=1', 'duration=1s,soon'],
      'clerk.count=1, duration=soon: duration must be a duration above 0 such as',
    ],
    [['shop.arrivals.kind=exponential,burst'], 'shop.arrivals.kind=burst: nodes[0].arrivals'],
    [['clerk.speed=1'], 'clerk.speed=1: nodes[3] must not have "speed"; its keys are kind, id'],
    [['clark.count=1'], 'clark.count=1: clark.count begins neither with a key'],
    [
      [`clerk.count=${'1,'.repeat(200)}1`, `clerk.concurrency=${'1,'.repeat(60)}1`],
      'clerk.concurrency makes 12261 rows; a sweep has at most 10000',
    ],
  ])('is refused before it begins: %j', (settings, error) => {
    expect(() => sweepWith(settings, [1])).toThrow(error);
  });
});

function played(count: number, seed: number): Simulation {
  const nodes = document.nodes.map((node) => (node.id === 'clerk' ? { ...node, count } : node));
  const reading = readDocument({ ...document, nodes }, 'small');
  if (!reading.ok) throw new Error(reading.error);
  const simulation = new Simulation(reading.scenario, { seed });
  simulation.runUntil(2_000_000);
  return simulation;
}

function meanWait(count: number, seed: number): number {
  return reportRun(played(count, seed)).waitUs.mean;
}
