/** useFrames gives worlds the frames of the page, for as long as they are on it. */
import { useEffect } from 'react';
import type { Staged } from '../../lessons/course/index.ts';
import type { LessonWorlds } from '../../lessons/index.ts';

export function useFrames(worlds: LessonWorlds<Staged>): void {
  useEffect(() => {
    let handle = 0;
    const frame = (nowMs: number): void => {
      worlds.frame(nowMs);
      handle = requestAnimationFrame(frame);
    };
    handle = requestAnimationFrame(frame);
    return () => cancelAnimationFrame(handle);
  }, [worlds]);
}
