/**
 * useRoomForStages gives each stage the height that its system needs. Where all of them together need far
 * more than there is, it says so: one world at a time is better than a slit of each.
 */
import { type RefObject, useEffect } from 'react';

/** Stages that need more than so many times the room are shown one at a time. */
const CROWD = 2;

export function useRoomForStages(
  host: RefObject<HTMLElement | null>,
  key: string,
  onCrowded: () => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stages are others when the key is another
  useEffect(() => {
    const column = host.current;
    if (column === null) return;
    const measure = (): void => {
      let needed = 0;
      for (const world of column.querySelectorAll<HTMLElement>('.lesson-world')) {
        const stage = world.querySelector<HTMLElement>('.stage');
        const sheet = stage?.querySelector<HTMLElement>('.stage-sheet');
        if (stage == null || sheet == null) continue;
        const head = world.clientHeight - stage.clientHeight;
        if (sheet.offsetHeight > stage.clientHeight + 1) {
          world.style.minHeight = `${sheet.offsetHeight + head}px`;
        }
        needed += sheet.offsetHeight + head;
      }
      if (needed > CROWD * column.clientHeight && column.childElementCount > 1) onCrowded();
    };
    const again = (): void => {
      for (const world of column.querySelectorAll<HTMLElement>('.lesson-world')) {
        world.style.minHeight = '';
      }
      requestAnimationFrame(measure);
    };
    const sheets = new ResizeObserver(measure);
    for (const sheet of column.querySelectorAll('.stage-sheet')) sheets.observe(sheet);
    window.addEventListener('resize', again);
    measure();
    return () => {
      sheets.disconnect();
      window.removeEventListener('resize', again);
    };
  }, [host, key]);
}
