/** useCloud runs a sweep beside the page: start, progress, cancel, and the runs there are so far. */
import { useEffect, useRef, useState } from 'react';
import type { Scenario } from '../../engine/index.ts';
import { type CloudRun, cloudOf, startBrowserWorker } from '../../sweeps/index.ts';

/** A run of more events than this is none of a sweep. */
const MAX_EVENTS = 1_000_000;
/** At least this long between two drawings while runs come in. */
const SHOW_EVERY_MS = 120;

export interface Cloud {
  readonly state: 'idle' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly runs: readonly CloudRun[];
  readonly total: number;
  /** Why it failed. */
  readonly problem: string | null;
}

const nothing: Cloud = { state: 'idle', runs: [], total: 0, problem: null };

export function useCloud() {
  const [cloud, setCloud] = useState(nothing);
  const abort = useRef<AbortController | null>(null);
  const cancel = (): void => abort.current?.abort();
  // A dialog that is closed takes its workers with it.
  useEffect(() => () => abort.current?.abort(), []);

  const start = async (scenarios: readonly Scenario[], seeds: readonly number[]): Promise<void> => {
    cancel();
    const controller = new AbortController();
    abort.current = controller;
    const runs: CloudRun[] = [];
    const total = scenarios.length * seeds.length;
    let shownMs = 0;
    const show = (state: Cloud['state'], problem: string | null = null): void => {
      if (abort.current === controller) setCloud({ state, runs: [...runs], total, problem });
    };
    show('running');
    const size = Math.max(1, Math.min(8, navigator.hardwareConcurrency - 1));
    const pool = { size, start: startBrowserWorker, signal: controller.signal };
    try {
      for await (const run of cloudOf(scenarios, seeds, MAX_EVENTS, pool)) {
        runs.push(run);
        if (performance.now() - shownMs < SHOW_EVERY_MS) continue;
        shownMs = performance.now();
        show('running');
      }
      show('done');
    } catch (error) {
      if (controller.signal.aborted) show('cancelled');
      else show('failed', error instanceof Error ? error.message : String(error));
    }
  };
  return { cloud, start, cancel, clear: () => setCloud(nothing) };
}
