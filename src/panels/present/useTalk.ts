/** useTalk renders anew at each change of a presentation that is no frame. */
import { useSyncExternalStore } from 'react';
import type { Presentation } from '../../lessons/index.ts';

export function useTalk(talk: Presentation): void {
  useSyncExternalStore(talk.subscribe, talk.snapshot);
}
