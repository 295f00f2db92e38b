/**
 * useChecks counts the numbers of a lesson in the lesson's own worlds, whatever was done to those on stage.
 * It does so world by world, between frames, and has them when all are counted.
 */
import { useEffect, useState } from 'react';
import { type CountedNumber, countNumbers, type Lesson, worldsOf } from './course/index.ts';

export function useChecks(lesson: Lesson, isWanted: boolean): ReadonlyMap<string, number> | null {
  const [counts, setCounts] = useState<ReadonlyMap<string, number> | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    const groups = groupsOf(lesson.numbers);
    const counted = new Map<string, number>();
    let timer = 0;
    const countNext = (): void => {
      const group = groups.shift();
      if (group === undefined) {
        setCounts(counted);
        return;
      }
      for (const [id, value] of countNumbers(lesson, group)) counted.set(id, value);
      timer = window.setTimeout(countNext);
    };
    timer = window.setTimeout(countNext);
    return () => window.clearTimeout(timer);
  }, [lesson, isWanted]);
  return counts;
}

/** Numbers that are counted in the same worlds, together: each world is run once. */
function groupsOf(numbers: readonly CountedNumber[]): CountedNumber[][] {
  const groups = new Map<string, CountedNumber[]>();
  for (const number of numbers) {
    const key = worldsOf(number).join();
    groups.set(key, [...(groups.get(key) ?? []), number]);
  }
  return [...groups.values()];
}
