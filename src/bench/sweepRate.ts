/**
 * sweepRate measures how a pool of threads scales, in a process of its own: `sweepRate WORKERS`, answered
 * by one line of JSON.
 *
 * Runs per second of wall time, of one worker and of all, with threads that are started and warm: a large
 * sweep starts them once. Each arm does as many runs per worker; the two alternate, and each gets its
 * best stretch, so that what else the machine was doing meanwhile counts for neither.
 *
 * On a machine that others keep busy, two threads of a process may get no more than one does. So bare
 * threads that only count alternate with the pool: what they gain by being many is all there is to gain.
 */
import { Worker } from 'node:worker_threads';
import { shippedScenario } from '../scenarios/index.ts';
import { answersTo, type Job, type Measures, type PoolWorker } from '../sweeps/index.ts';
import { startNodeWorker } from '../sweeps/node/index.ts';

const STRETCHES = 8;
const JOBS_PER_WORKER = 30;
const workerCount = Number(process.argv[2]);

const scenario = shippedScenario('payment-system');
const runAt = (index: number): Job => ({ scenario, seed: index + 1, maxEvents: 1e9 });
const runs = Array.from({ length: workerCount }, startNodeWorker);

/** About as long as a run, and no memory to share. */
const program = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', () => {
    let sum = 0;
    for (let i = 0; i < 15e6; i++) sum += Math.sqrt(i);
    parentPort.postMessage(sum);
  });`;
const bare = Array.from({ length: workerCount }, startBareThread);

function startBareThread(): PoolWorker<null, number> {
  const thread = new Worker(program, { eval: true });
  return {
    do: (job) =>
      new Promise((resolve) => {
        thread.once('message', resolve);
        thread.postMessage(job);
      }),
    end: () => void thread.terminate(),
  };
}

interface Stretch<Answer> {
  readonly perS: number;
  readonly answers: readonly Answer[];
}

/** Jobs on the first so many of some workers, which go on living. */
async function stretch<Task, Answer>(
  workers: readonly PoolWorker<Task, Answer>[],
  count: number,
  jobAt: (index: number) => Task,
): Promise<Stretch<Answer>> {
  const jobs = count * JOBS_PER_WORKER;
  const idle = workers.slice(0, count);
  const start = (): PoolWorker<Task, Answer> => {
    const worker = idle.pop();
    if (worker === undefined) throw new Error('the pool asked for more workers than it may');
    return { do: worker.do, end: () => undefined };
  };
  const answers: Answer[] = [];
  const startMs = performance.now();
  for await (const answer of answersTo(jobAt, jobs, { size: count, start })) answers.push(answer);
  return { perS: (jobs * 1_000) / (performance.now() - startMs), answers };
}

const onRuns = (count: number): Promise<Stretch<Measures>> => stretch(runs, count, runAt);
const onBare = (count: number): Promise<Stretch<number>> => stretch(bare, count, () => null);
const firstOf = ({ answers }: Stretch<Measures>): string =>
  JSON.stringify(answers.slice(0, JOBS_PER_WORKER));

const expected = firstOf(await onRuns(workerCount));
await onBare(workerCount);
let [onePerS, manyPerS] = [0, 0];
const shares: number[] = [];
for (let i = 0; i < STRETCHES; i++) {
  const [one, many] = [await onRuns(1), await onRuns(workerCount)];
  const [bareOne, bareMany] = [await onBare(1), await onBare(workerCount)];
  for (const runsOfArm of [one, many]) {
    if (firstOf(runsOfArm) !== expected) throw new Error('equal runs give different measures');
  }
  onePerS = Math.max(onePerS, one.perS);
  manyPerS = Math.max(manyPerS, many.perS);
  shares.push(many.perS / one.perS / (bareMany.perS / bareOne.perS));
}
for (const worker of [...runs, ...bare]) worker.end();
const shareOfBare = shares.toSorted((a, b) => a - b)[STRETCHES / 2];
console.log(JSON.stringify({ onePerS, manyPerS, shareOfBare }));
