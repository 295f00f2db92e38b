import { afterEach, describe, expect, it, vi } from 'vitest';
import { shippedScenario } from '../scenarios/index.ts';
import { startBrowserWorker } from './browserWorkers.ts';
import { answer } from './RunWorker.ts';
import { type Job, runOnce } from './runOnce.ts';

/** What a page has of a worker. Its program is played here; that it loads is for a browser to show. */
class PageWorker extends EventTarget {
  static last: PageWorker | undefined;
  readonly address: URL;
  readonly options: WorkerOptions;
  isTerminated = false;

  constructor(address: URL, options: WorkerOptions) {
    super();
    this.address = address;
    this.options = options;
    PageWorker.last = this;
  }

  postMessage(job: Job): void {
    const data = structuredClone(answer(structuredClone(job)));
    queueMicrotask(() => this.dispatchEvent(Object.assign(new Event('message'), { data })));
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

const job: Job = { scenario: shippedScenario('l6-lease-a'), seed: 3, maxEvents: 1_000 };

describe('a worker of a page', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('is a module beside the page, answers with measures, and ends when it is told to', async () => {
    vi.stubGlobal('Worker', PageWorker);
    const worker = startBrowserWorker();
    const made = PageWorker.last;
    expect(made?.address.href).toMatch(/\/browserWorker\.ts$/);
    expect(made?.options).toEqual({ type: 'module' });
    expect(await worker.do(job)).toEqual(runOnce(job));
    await expect(worker.do({ ...job, maxEvents: 2 })).rejects.toThrow('stopped after 2 events');
    expect(await worker.do(job)).toEqual(runOnce(job));
    worker.end();
    expect(made?.isTerminated).toBe(true);
  });

  it('that cannot be loaded fails the job it was given', async () => {
    vi.stubGlobal('Worker', PageWorker);
    const worker = startBrowserWorker();
    const made = PageWorker.last;
    if (made) made.postMessage = () => void made.dispatchEvent(new Event('error'));
    await expect(worker.do(job)).rejects.toThrow('its program could not be loaded');
    await expect(worker.do(job)).rejects.toThrow('a worker broke');
  });
});
