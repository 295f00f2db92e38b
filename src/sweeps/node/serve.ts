/** serve answers the jobs that come to a worker thread. */
import { parentPort } from 'node:worker_threads';
import { answer, type Job } from '../index.ts';

const port = parentPort;
port?.on('message', (job: Job) => port.postMessage(answer(job)));
