/** The workers of a sweep at a terminal: threads of Node. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type Answer, type RunWorker, runWorker } from '../index.ts';

/** As many as there are cores for us. */
export function standardWorkers(): number {
  return availableParallelism();
}

export function startNodeWorker(): RunWorker {
  // Without the options of this process: what loads TypeScript here does not reach a thread.
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), { execArgv: [] });
  return runWorker({
    post: (job) => worker.postMessage(job),
    close: () => void worker.terminate(),
    onAnswer: (listener) => void worker.on('message', (said: Answer) => listener(said)),
    onEnd: (listener) => {
      worker.on('error', (error) => listener(`a worker broke: ${error.message}`));
      worker.on('messageerror', () => listener('a worker could not be understood'));
      worker.on('exit', (code) => listener(`a worker ended with ${code}`));
    },
  });
}
