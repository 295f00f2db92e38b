/** browserWorkers run a sweep beside the page, which stays as quick as it was. */
import { type Answer, type RunWorker, runWorker } from './RunWorker.ts';

export function startBrowserWorker(): RunWorker {
  const worker = new Worker(new URL('./browserWorker.ts', import.meta.url), { type: 'module' });
  return runWorker({
    post: (job) => worker.postMessage(job),
    // Chromium lets a busy worker go on for two seconds more; nobody listens to it any longer.
    close: () => worker.terminate(),
    onAnswer: (listener) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => listener(data));
    },
    onEnd: (listener) => {
      worker.addEventListener('error', ({ message }) => {
        listener(`a worker broke: ${message || 'its program could not be loaded'}`);
      });
      worker.addEventListener('messageerror', () => listener('a worker could not be understood'));
    },
  });
}
