/**
 * sweepRate measures how a pool of threads scales, in a process of its own: `sweepRate WORKERS`, answered
 * by one line of JSON.
 *
 * Runs per second of wall time, of one worker and of all, with threads that are started and warm: a large
 * sweep starts them once. Each arm does as many runs per worker; the two alternate, and each gets its
 * best of three, so that what else the machine was doing in between counts for neither.
 */
import { shippedScenario } from '../scenarios/index.ts';
import { answersTo, type Job, type Measures, type RunWorker } from '../sweeps/index.ts';
import { startNodeWorker } from '../sweeps/node/index.ts';

const RUNS_PER_WORKER = 60;
const workerCount = Number(process.argv[2]);
const workers = Array.from({ length: workerCount }, startNodeWorker);

const scenario = shippedScenario('payment-system');
const jobAt = (index: number): Job => ({ scenario, seed: index + 1, maxEvents: 1e9 });

/** Runs per second of the first so many workers, and the text of their first answers. */
async function rate(count: number): Promise<{ perS: number; first: string }> {
  const idle = workers.slice(0, count);
  const start = (): RunWorker => {
    const worker = idle.pop();
    if (worker === undefined) throw new Error('the pool asked for more workers than it may');
    return { ...worker, end: () => undefined };
  };
  const answers: Measures[] = [];
  const startMs = performance.now();
  for await (const answer of answersTo(jobAt, count * RUNS_PER_WORKER, { size: count, start })) {
    answers.push(answer);
  }
  const seconds = (performance.now() - startMs) / 1_000;
  return {
    perS: (count * RUNS_PER_WORKER) / seconds,
    first: JSON.stringify(answers.slice(0, RUNS_PER_WORKER)),
  };
}

await rate(workerCount);
let [onePerS, manyPerS] = [0, 0];
for (let round = 0; round < 3; round++) {
  const one = await rate(1);
  const many = await rate(workerCount);
  if (one.first !== many.first) throw new Error('one worker and many give different measures');
  onePerS = Math.max(onePerS, one.perS);
  manyPerS = Math.max(manyPerS, many.perS);
}
for (const worker of workers) worker.end();
console.log(JSON.stringify({ onePerS, manyPerS }));
