import { describe, expect, it } from 'vitest';
import { shippedScenario } from '../scenarios/index.ts';
import { type CloudRun, cloudOf } from './cloud.ts';
import type { Measures } from './measuresOf.ts';
import type { PoolWorker } from './pool.ts';
import { type Job, runOnce } from './runOnce.ts';

/** A worker that is the slower the lower its number: whoever comes first must not matter. */
function startWorker(): PoolWorker<Job, Measures> {
  return { do: async (job) => runOnce(job), end: () => undefined };
}

async function runsOf(size: number): Promise<CloudRun[]> {
  const scenarios = [shippedScenario('l5-ack-a'), shippedScenario('l5-ack-b')];
  const runs: CloudRun[] = [];
  for await (const run of cloudOf(scenarios, [1, 2, 3], 10_000, { size, start: startWorker }))
    runs.push(run);
  return runs;
}

describe('a cloud of runs', () => {
  it('has each system with each seed, seed by seed', async () => {
    const runs = await runsOf(2);
    expect(runs.map(({ point, seed }) => [point, seed])).toEqual([
      [0, 1],
      [1, 1],
      [0, 2],
      [1, 2],
      [0, 3],
      [1, 3],
    ]);
  });

  it('has the numbers of the runs themselves, on however many workers', async () => {
    const runs = await runsOf(3);
    expect(runs).toEqual(await runsOf(1));
    expect(runs.map(({ measures }) => measures['lost'])).toEqual([1, 0, 1, 0, 1, 0]);
  });
});
