/**
 * useScrub lets a number be dragged sideways, as if its digits were a wheel. It is an extra for the
 * mouse: all it does can be done with keys, the slider or the field.
 */
import { type PointerEvent, useRef } from 'react';

/** Less than this is a click with an unsteady hand. */
const slopPx = 4;
const pxPerStep = 6;

interface Scrub {
  readonly startX: number;
  moved: boolean;
  steps: number;
}

export function useScrub(onSteps: (steps: number) => void, onEnd: () => void) {
  const scrub = useRef<Scrub | null>(null);
  /** A drag ends in a click, which must not open anything. */
  const swallowClick = useRef(false);

  return {
    swallowsClick(): boolean {
      const swallow = swallowClick.current;
      swallowClick.current = false;
      return swallow;
    },
    handlers: {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button !== 0 || event.pointerType !== 'mouse') return;
        swallowClick.current = false;
        scrub.current = { startX: event.clientX, moved: false, steps: 0 };
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        const current = scrub.current;
        if (!current) return;
        const dx = event.clientX - current.startX;
        if (!current.moved && Math.abs(dx) < slopPx) return;
        if (!current.moved) event.currentTarget.setPointerCapture(event.pointerId);
        current.moved = true;
        const steps = Math.trunc(dx / pxPerStep) * (event.shiftKey ? 10 : 1);
        if (steps === current.steps) return;
        current.steps = steps;
        onSteps(steps);
      },
      onPointerUp() {
        const current = scrub.current;
        scrub.current = null;
        if (!current?.moved) return;
        swallowClick.current = true;
        onEnd();
      },
      onPointerCancel() {
        if (scrub.current?.moved) onEnd();
        scrub.current = null;
      },
    },
  };
}
