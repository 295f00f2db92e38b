/** browserWorker is the program of a worker in the browser. */
import { answer } from './RunWorker.ts';
import type { Job } from './runOnce.ts';

addEventListener('message', ({ data }: MessageEvent<Job>) => postMessage(answer(data)));
