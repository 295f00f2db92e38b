/** useWorlds reads the worlds of a lesson: at each change, or several times a second while they play. */
import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { Lesson, Staged } from '../../lessons/course/index.ts';
import type { LessonWorlds } from '../../lessons/index.ts';

/** Panels are told of a change this often while the worlds play. */
const EVERY_MS = 120;

/**
 * Something read from the worlds. A value equal to the last one (as JSON would show it) keeps its identity,
 * so that nothing below renders for nothing.
 */
export function useWorlds<Value, Of extends Staged = Lesson>(
  worlds: LessonWorlds<Of>,
  read: (worlds: LessonWorlds<Of>) => Value,
): Value {
  const last = useRef<{ value: Value; text: string } | null>(null);
  const subscribe = useCallback(
    (listener: () => void) => {
      let toldMs = 0;
      const stopFrames = worlds.lead.onFrame(() => {
        const nowMs = worlds.lead.now();
        if (nowMs - toldMs < EVERY_MS) return;
        toldMs = nowMs;
        listener();
      });
      const stopChanges = worlds.subscribe(listener);
      return () => {
        stopFrames();
        stopChanges();
      };
    },
    [worlds],
  );
  return useSyncExternalStore(subscribe, () => {
    const value = read(worlds);
    const text = JSON.stringify(value) ?? '';
    if (last.current === null || last.current.text !== text) last.current = { value, text };
    return last.current.value;
  });
}
