/**
 * sweepRate measures how a pool of threads scales, in a process of its own: `sweepRate WORKERS`, answered
 * by one line of JSON.
 *
 * Runs per second of wall time, of one worker and of all, with threads that are started and warm: a large
 * sweep starts them once. Each arm does as many runs per worker; the two alternate, and each gets its
 * best stretch, so that what else the machine was doing meanwhile counts for neither. On a machine that
 * is never idle there is no such stretch; then the CPU time of a run says what can be said.
 */
import { shippedScenario } from '../scenarios/index.ts';
import { answersTo, type Job, type Measures, type RunWorker } from '../sweeps/index.ts';
import { startNodeWorker } from '../sweeps/node/index.ts';

const STRETCHES = 8;
const RUNS_PER_WORKER = 30;
const workerCount = Number(process.argv[2]);
const workers = Array.from({ length: workerCount }, startNodeWorker);

const scenario = shippedScenario('payment-system');
const jobAt = (index: number): Job => ({ scenario, seed: index + 1, maxEvents: 1e9 });

interface Stretch {
  readonly perS: number;
  /** Of this process: of all its threads, busy or not. */
  readonly cpuMsPerRun: number;
  readonly first: string;
}

/** A sweep on the first so many workers. */
async function stretch(count: number): Promise<Stretch> {
  const runs = count * RUNS_PER_WORKER;
  const idle = workers.slice(0, count);
  const start = (): RunWorker => {
    const worker = idle.pop();
    if (worker === undefined) throw new Error('the pool asked for more workers than it may');
    return { do: worker.do, end: () => undefined };
  };
  const answers: Measures[] = [];
  const before = process.cpuUsage();
  const startMs = performance.now();
  for await (const answer of answersTo(jobAt, runs, { size: count, start })) answers.push(answer);
  const seconds = (performance.now() - startMs) / 1_000;
  const { user, system } = process.cpuUsage(before);
  return {
    perS: runs / seconds,
    cpuMsPerRun: (user + system) / 1_000 / runs,
    first: JSON.stringify(answers.slice(0, RUNS_PER_WORKER)),
  };
}

await stretch(workerCount);
const one: Stretch[] = [];
const many: Stretch[] = [];
for (let i = 0; i < STRETCHES; i++) {
  one.push(await stretch(1));
  many.push(await stretch(workerCount));
}
if (new Set([...one, ...many].map(({ first }) => first)).size > 1) {
  throw new Error('the same runs give different measures on one worker and on many');
}
for (const worker of workers) worker.end();
const best = (stretches: readonly Stretch[]): object => ({
  perS: Math.max(...stretches.map(({ perS }) => perS)),
  cpuMsPerRun: Math.min(...stretches.map(({ cpuMsPerRun }) => cpuMsPerRun)),
});
console.log(JSON.stringify({ one: best(one), many: best(many) }));
