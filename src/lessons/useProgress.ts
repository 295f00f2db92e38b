/** useProgress reads how far somebody is, and follows it. */
import { useSyncExternalStore } from 'react';
import type { Progress } from './progress/Progress.ts';
import type { ProgressStore } from './progress/ProgressStore.ts';

export function useProgress(store: ProgressStore): Progress {
  return useSyncExternalStore(
    (listener) => store.subscribe(listener),
    () => store.progress,
  );
}
