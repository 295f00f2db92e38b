/**
 * useRoomForStages gives each stage the height that its system needs. Where all of them together need far
 * more than there is, it says so: one world at a time is better than a slit of each.
 */
import { type RefObject, useEffect } from 'react';

/** A stage draws itself anew a moment after its room has changed: it is measured when it has. */
const SETTLED_MS = 120;

/**
 * @param key names what is shown: with another one everything is measured anew
 * @param crowd stages that need more than so many times the room are shown one at a time
 */
export function useRoomForStages(
  host: RefObject<HTMLElement | null>,
  key: string,
  crowd: number,
  onCrowded: (count: number) => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stages are others when the key is another
  useEffect(() => {
    const column = host.current;
    if (column === null) return;
    let timer = 0;
    const worlds = (): HTMLElement[] => [...column.querySelectorAll<HTMLElement>('.lesson-world')];
    const measure = (): void => {
      let needed = 0;
      for (const world of worlds()) {
        const stage = world.querySelector<HTMLElement>('.stage');
        const sheet = stage?.querySelector<HTMLElement>('.stage-sheet');
        if (stage == null || sheet == null) continue;
        const head = world.clientHeight - stage.clientHeight;
        if (sheet.offsetHeight > stage.clientHeight + 1) {
          world.style.minHeight = `${sheet.offsetHeight + head}px`;
        }
        needed += sheet.offsetHeight + head;
      }
      if (needed > crowd * column.clientHeight) onCrowded(column.childElementCount);
    };
    const soon = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(measure, SETTLED_MS);
    };
    const again = (): void => {
      for (const world of worlds()) world.style.minHeight = '';
      soon();
    };
    const sheets = new ResizeObserver(soon);
    for (const sheet of column.querySelectorAll('.stage-sheet')) sheets.observe(sheet);
    window.addEventListener('resize', again);
    again();
    return () => {
      window.clearTimeout(timer);
      sheets.disconnect();
      window.removeEventListener('resize', again);
    };
  }, [host, key]);
}
