/**
 * RunWorker is both ends of what a page or a process says to a worker: a job there, an answer back.
 * How the words travel is for the adapters to say: browser workers here, threads of Node in node/.
 */
import type { Measures } from './measuresOf.ts';
import type { PoolWorker } from './pool.ts';
import { type Job, runOnce } from './runOnce.ts';

export type Answer =
  | { readonly ok: true; readonly measures: Measures }
  | { readonly ok: false; readonly error: string };

/** The worker's side: never throws. */
export function answer(job: Job): Answer {
  try {
    return { ok: true, measures: runOnce(job) };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

/** What an adapter offers, and what it tells. */
export interface Port {
  post(job: Job): void;
  close(): void;
  onAnswer(listener: (answer: Answer) => void): void;
  /** The worker could not start, broke or ended: nothing more will come of it. */
  onEnd(listener: (why: string) => void): void;
}

export type RunWorker = PoolWorker<Job, Measures>;

/** The pool's side. */
export function runWorker(port: Port): RunWorker {
  let waiting: { resolve(measures: Measures): void; reject(error: Error): void } | undefined;
  let ended: string | undefined;
  port.onAnswer((said) => {
    const asked = waiting;
    waiting = undefined;
    if (said.ok) asked?.resolve(said.measures);
    else asked?.reject(new Error(said.error));
  });
  port.onEnd((why) => {
    ended ??= why;
    waiting?.reject(new Error(ended));
    waiting = undefined;
  });
  return {
    do: (job) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined) return reject(new Error(ended));
        waiting = { resolve, reject };
        port.post(job);
      }),
    end: () => port.close(),
  };
}
