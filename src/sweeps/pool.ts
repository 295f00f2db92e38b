/**
 * pool hands jobs to workers, each the next as soon as it is free, and gives the answers back in the
 * order of the jobs, whoever was faster.
 *
 * It knows nothing of threads: a worker is whatever can do a job.
 */
export interface PoolWorker<Job, Answer> {
  /** One job at a time. Rejects when it failed, and when the worker has ended. */
  do(job: Job): Promise<Answer>;
  /** Stops at once, in the middle of a job if need be. */
  end(): void;
}

export interface Pool<Job, Answer> {
  readonly size: number;
  readonly start: () => PoolWorker<Job, Answer>;
  /** Aborting ends the workers and rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, jobs: number) => void) | undefined;
}

type Outcome<Answer> = { readonly answer: Answer } | { readonly error: unknown };

/**
 * The answers to jobs 0 to count − 1. After a failure no further job is handed out, and the failure is
 * thrown in its turn, after the answers to all jobs before it: which one is thrown does not depend on
 * who was faster. However this ends, the workers have ended.
 */
export async function* answersTo<Job, Answer>(
  jobAt: (index: number) => Job,
  count: number,
  { size, start, signal, onProgress }: Pool<Job, Answer>,
): AsyncGenerator<Answer, void, void> {
  const outcomes = new Map<number, Outcome<Answer>>();
  let next = 0;
  let done = 0;
  let isOver = false;
  let wake = (): void => undefined;

  const work = async (worker: PoolWorker<Job, Answer>): Promise<void> => {
    while (!isOver && next < count) {
      const index = next++;
      try {
        outcomes.set(index, { answer: await worker.do(jobAt(index)) });
        if (!isOver) onProgress?.(++done, count);
      } catch (error) {
        outcomes.set(index, { error });
        isOver = true;
      }
      wake();
    }
  };
  const workers: PoolWorker<Job, Answer>[] = [];
  const end = (): void => {
    isOver = true;
    for (const worker of workers.splice(0)) worker.end();
    wake();
  };

  signal?.addEventListener('abort', end);
  try {
    signal?.throwIfAborted();
    while (workers.length < Math.min(size, count)) workers.push(start());
    for (const worker of workers) void work(worker);
    for (let index = 0; index < count; index++) {
      while (!outcomes.has(index) && !signal?.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      signal?.throwIfAborted();
      const outcome = outcomes.get(index);
      outcomes.delete(index);
      if (outcome === undefined) throw new Error(`job ${index} has no outcome`);
      if ('error' in outcome) throw outcome.error;
      yield outcome.answer;
    }
  } finally {
    signal?.removeEventListener('abort', end);
    end();
  }
}
