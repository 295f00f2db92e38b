/**
 * usePosterFit makes the picture of a page so small that all of the page fits; and where it could not be read
 * any more, it has one world alone.
 */
import { type RefObject, useEffect, useState } from 'react';

export interface PosterFit {
  /** The size of what stands in it, against a screen's. */
  readonly unit: number;
  readonly isAlone: boolean;
}

/** From the largest: each is tried where the one before needs more than the page has. */
const fits: readonly PosterFit[] = [
  { unit: 0.68, isAlone: false },
  { unit: 0.61, isAlone: false },
  { unit: 0.55, isAlone: false },
  { unit: 0.5, isAlone: false },
  { unit: 0.68, isAlone: true },
  { unit: 0.55, isAlone: true },
];
const last = fits.length - 1;

/** A stage draws itself anew a moment after its room has changed: it is measured when it has. */
const SETTLED_MS = 150;

export function usePosterFit(page: RefObject<HTMLElement | null>): {
  readonly fit: PosterFit;
  readonly isSettled: boolean;
} {
  const [at, setAt] = useState(0);
  const [isSettled, settle] = useState(false);
  useEffect(() => {
    let timer = 0;
    const measure = (): void => {
      const element = page.current;
      if (element === null) return;
      const isFull = element.scrollHeight > element.clientHeight + 1;
      if (isFull && at < last) setAt(at + 1);
      else settle(true);
    };
    void document.fonts.ready.then(() => {
      timer = window.setTimeout(measure, SETTLED_MS);
    });
    return () => window.clearTimeout(timer);
  }, [page, at]);
  return { fit: fits[Math.min(at, last)] as PosterFit, isSettled };
}
