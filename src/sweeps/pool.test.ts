import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersTo, type PoolWorker } from './pool.ts';

/** Waits for so many turns of the event loop's queue of promises: an order without a clock. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await undefined;
}

interface Bench {
  readonly start: () => PoolWorker<number, number>;
  started: number;
  ended: number;
  /** Jobs in the order in which they were begun. */
  readonly begun: number[];
  /** The most jobs at the same time in one worker, and in all. */
  busiest: number;
}

/** Workers that square, each job taking its own time; `failing` jobs are refused. */
function bench(takes: (job: number) => number, failing: readonly number[] = []): Bench {
  const made: Bench = {
    started: 0,
    ended: 0,
    begun: [],
    busiest: 0,
    start: () => {
      made.started++;
      let busy = 0;
      return {
        do: async (job) => {
          made.busiest = Math.max(made.busiest, ++busy);
          made.begun.push(job);
          await turns(takes(job));
          busy--;
          if (failing.includes(job)) throw new Error(`job ${job} failed`);
          return job * job;
        },
        end: () => {
          made.ended++;
        },
      };
    },
  };
  return made;
}

async function collect<Item>(items: AsyncIterable<Item>, into: Item[] = []): Promise<Item[]> {
  for await (const item of items) into.push(item);
  return into;
}

const same = (index: number): number => index;
const times = fc.array(fc.nat(40), { minLength: 1, maxLength: 30 });
const sizes = fc.integer({ min: 1, max: 6 });

describe('a pool', () => {
  it('gives the answers in the order of the jobs, whoever is faster, each job done once', async () => {
    await fc.assert(
      fc.asyncProperty(times, sizes, async (lasts, size) => {
        const workers = bench((job) => lasts[job] ?? 0);
        const progress: number[] = [];
        const answers = await collect(
          answersTo(same, lasts.length, {
            size,
            start: workers.start,
            onProgress: (done, jobs) => {
              expect(jobs).toBe(lasts.length);
              progress.push(done);
            },
          }),
        );
        expect(answers).toEqual(lasts.map((_, job) => job * job));
        expect(workers.begun).toEqual(lasts.map((_, job) => job));
        expect(progress).toEqual(lasts.map((_, i) => i + 1));
        expect(workers.busiest).toBe(1);
        expect(workers.started).toBe(Math.min(size, lasts.length));
        expect(workers.ended).toBe(workers.started);
      }),
    );
  });

  it('throws the first failure in the order of the jobs, after the answers before it', async () => {
    await fc.assert(
      fc.asyncProperty(
        times,
        sizes,
        fc.array(fc.nat(29), { minLength: 1 }),
        async (lasts, size, bad) => {
          const failing = bad.map((job) => job % lasts.length);
          const first = Math.min(...failing);
          const workers = bench((job) => lasts[job] ?? 0, failing);
          const answers: number[] = [];
          const pool = { size, start: workers.start };
          await expect(collect(answersTo(same, lasts.length, pool), answers)).rejects.toThrow(
            `job ${first} failed`,
          );
          expect(answers).toEqual(lasts.slice(0, first).map((_, job) => job * job));
          expect(workers.ended).toBe(workers.started);
        },
      ),
    );
  });

  it('hands out nothing more after a failure', async () => {
    const workers = bench(() => 3, [1]);
    const pool = { size: 2, start: workers.start };
    await expect(collect(answersTo(same, 1_000, pool))).rejects.toThrow('job 1 failed');
    expect(workers.begun.length).toBeLessThan(6);
  });

  it('ends its workers at once when it is cancelled, though their jobs never end', async () => {
    const workers = bench(() => 0);
    const endless = () => ({
      ...workers.start(),
      do: (job: number) => (job < 4 ? Promise.resolve(job) : new Promise<number>(() => undefined)),
    });
    const cancel = new AbortController();
    const answers: number[] = [];
    const all = collect(
      answersTo(same, 10, { size: 2, start: endless, signal: cancel.signal }),
      answers,
    );
    await turns(50);
    cancel.abort(new Error('enough'));
    await expect(all).rejects.toThrow('enough');
    expect(answers).toEqual([0, 1, 2, 3]);
    expect([workers.started, workers.ended]).toEqual([2, 2]);
  });

  it('starts nothing when it is cancelled before it begins', async () => {
    const workers = bench(() => 0);
    const signal = AbortSignal.abort(new Error('enough'));
    const pool = { size: 2, start: workers.start, signal };
    await expect(collect(answersTo(same, 3, pool))).rejects.toThrow('enough');
    expect(workers.started).toBe(0);
  });

  it('ends its workers when nobody wants more answers', async () => {
    const workers = bench(() => 1);
    for await (const answer of answersTo(same, 100, { size: 3, start: workers.start })) {
      if (answer === 4) break;
    }
    expect(workers.ended).toBe(3);
    expect(workers.begun.length).toBeLessThan(100);
  });

  it('without a job starts no worker', async () => {
    const workers = bench(() => 0);
    expect(await collect(answersTo(same, 0, { size: 4, start: workers.start }))).toEqual([]);
    expect(workers.started).toBe(0);
  });

  it('ends those it has started when another cannot be', async () => {
    const workers = bench(() => 1);
    const start = () => {
      if (workers.started === 2) throw new Error('no more threads');
      return workers.start();
    };
    await expect(collect(answersTo(same, 9, { size: 3, start }))).rejects.toThrow(
      'no more threads',
    );
    expect(workers.ended).toBe(2);
  });
});
