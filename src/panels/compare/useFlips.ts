/**
 * useFlips says whether there is room for one stage only: on a narrow screen, and on one of middling width
 * where a system has several queues. Then the stages are flipped, and the curves lie on one chart all the same.
 */
import { useEffect, useSyncExternalStore } from 'react';
import {
  focusesOf,
  useAcrossWorlds,
  useComparisonActions,
  type WorldComparison,
} from '../../store/index.ts';

const narrow = matchMedia('(max-width: 70rem)');
const middling = matchMedia('(max-width: 112rem)');

export function useFlips(): boolean {
  const comparison = useComparisonActions();
  const hasLarge = useAcrossWorlds(isSomeLarge);
  const isNarrow = useSyncExternalStore(subscribe, () => narrow.matches);
  const isMiddling = useSyncExternalStore(subscribe, () => middling.matches);
  const flips = isNarrow || (hasLarge && isMiddling);
  useEffect(() => comparison.store.setState({ flips }), [comparison, flips]);
  return flips;
}

function isSomeLarge({ timelines }: WorldComparison): boolean {
  return timelines.some(({ world }) => focusesOf(world.plan).length > 1);
}

function subscribe(listener: () => void): () => void {
  for (const query of [narrow, middling]) query.addEventListener('change', listener);
  return () => {
    for (const query of [narrow, middling]) query.removeEventListener('change', listener);
  };
}
