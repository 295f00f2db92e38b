/** Real threads. Each loads the engine anew, so there are few. */
import { describe, expect, it } from 'vitest';
import { shippedDocument, shippedScenario } from '../../scenarios/index.ts';
import { type Job, runOnce, type SweepRow, sweepOf, sweepRows, wholeSweep } from '../index.ts';
import { standardWorkers, startNodeWorker } from './index.ts';

const job: Job = { scenario: shippedScenario('l5-ack-b'), seed: 9, maxEvents: 1e6 };
/** Runs for minutes. */
const endless: Job = {
  scenario: { ...shippedScenario('payment-system'), durationUs: 86_400_000_000 },
  seed: 1,
  maxEvents: Number.POSITIVE_INFINITY,
};

describe('a thread', () => {
  it('gives the very measures that this thread gives, job after job', async () => {
    const worker = startNodeWorker();
    try {
      for (const seed of [1, 2, 9]) {
        expect(await worker.do({ ...job, seed })).toEqual(runOnce({ ...job, seed }));
      }
      await expect(worker.do({ ...job, maxEvents: 3 })).rejects.toThrow('stopped after 3 events');
      expect(await worker.do(job)).toEqual(runOnce(job));
    } finally {
      worker.end();
    }
  });

  it('ends in the middle of a run', async () => {
    const worker = startNodeWorker();
    await worker.do(job);
    const run = worker.do(endless);
    worker.end();
    await expect(run).rejects.toThrow('a worker ended with 1');
    await expect(worker.do(job)).rejects.toThrow('a worker ended with 1');
  });
}, 30_000);

describe('a sweep on threads', () => {
  const reading = sweepOf(
    JSON.parse(JSON.stringify(shippedDocument('l5-ack-b'))),
    [{ path: 'duration', values: [1, 2, 3].map((s) => ({ text: `${s}s`, value: `${s}s` })) }],
    [1, 2, 3],
  );
  if (!reading.ok) throw new Error(reading.error);
  const { sweep } = reading;

  it('has the same rows on one thread and on three', async () => {
    const rowsOn = async (size: number): Promise<SweepRow[]> => {
      const rows: SweepRow[] = [];
      const pool = { size, start: startNodeWorker };
      for await (const row of sweepRows(sweep, wholeSweep, 1e6, pool)) rows.push(row);
      return rows;
    };
    const rows = await rowsOn(1);
    expect(rows).toHaveLength(3);
    expect(await rowsOn(3)).toEqual(rows);
  });

  it('is cancelled within a run', async () => {
    const cancel = new AbortController();
    const started: number[] = [];
    const pool = {
      size: standardWorkers(),
      start: startNodeWorker,
      signal: cancel.signal,
      onProgress: (done: number) => {
        started.push(done);
        cancel.abort(new Error('enough'));
      },
    };
    await expect(sweepRows(sweep, wholeSweep, 1e6, pool).next()).rejects.toThrow('enough');
    expect(started).toEqual([1]);
  });
}, 30_000);
