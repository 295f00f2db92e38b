/** useFrames gives worlds, or whatever holds them, the frames of the page, for as long as they are on it. */
import { useEffect } from 'react';

export function useFrames(worlds: { frame(nowMs: number): void }): void {
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
