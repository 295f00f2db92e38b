/** useVirtualRows keeps which rows of a list are in sight, and keeps the present one there until somebody scrolls. */
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { scrollTo, type VirtualRows, virtualRows } from './virtualRows.ts';

/** Two lines of a sentence, in rem. */
export const ROW_REM = 2.875;

interface Scrolling {
  readonly view: VirtualRows;
  /** Whether the present row is kept in sight. */
  readonly follows: boolean;
  readonly follow: () => void;
  /** Brings a row into sight, and stays there. */
  readonly show: (row: number) => void;
}

export function useVirtualRows(
  list: RefObject<HTMLElement | null>,
  rows: number,
  present: number,
): Scrolling {
  const [scroll, setScroll] = useState({ top: 0, height: 200, row: 42 });
  const [follows, setFollows] = useState(true);
  /** Where we have scrolled to ourselves: a scroll to elsewhere is somebody's. */
  const ours = useRef(-1);
  const view = virtualRows(rows, scroll.row, scroll.height, scroll.top);

  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const measure = (): void => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      const { scrollTop: top, clientHeight: height } = element;
      setScroll({ top, height, row: ROW_REM * rem });
    };
    const onScroll = (): void => {
      if (Math.abs(element.scrollTop - ours.current) > 2) setFollows(false);
      measure();
    };
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    measure();
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [list]);

  const bring = useCallback(
    (row: number, share: number): void => {
      const element = list.current;
      if (element === null) return;
      element.scrollTop = scrollTo(row, rows, scroll.row, scroll.height, share);
      ours.current = element.scrollTop;
    },
    [list, rows, scroll.row, scroll.height],
  );

  useLayoutEffect(() => {
    if (follows) bring(present, 0.75);
  }, [follows, bring, present]);

  return {
    view,
    follows,
    follow: () => setFollows(true),
    show: (row) => {
      setFollows(false);
      const isInSight = row > view.from && row < view.to - 2;
      if (!isInSight) bring(row, row <= view.from ? 0.1 : 0.9);
    },
  };
}
