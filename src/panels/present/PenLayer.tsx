/**
 * PenLayer lets one draw on the picture: Shift held, and the pointer dragged. The strokes are of nobody's
 * run: they are gone when the picture goes on.
 */
import { useEffect, useRef, useState } from 'react';
import './PresentPanels.css';

/** As long as it takes to fade, in the styles as well. */
const FADE_MS = 600;

type Stroke = readonly { readonly x: number; readonly y: number }[];

/** @param picture names the picture: what was drawn on another one fades */
export function PenLayer({ picture }: { picture: string }) {
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [isFading, setFading] = useState(false);
  const drawn = useRef(picture);
  useEffect(() => {
    if (drawn.current === picture) return;
    drawn.current = picture;
    setFading(true);
    const timer = window.setTimeout(() => {
      setStrokes([]);
      setFading(false);
    }, FADE_MS);
    return () => window.clearTimeout(timer);
  }, [picture]);
  useEffect(() => {
    let isDrawing = false;
    const take = (event: PointerEvent): { x: number; y: number } => {
      event.preventDefault();
      event.stopPropagation();
      return { x: event.clientX, y: event.clientY };
    };
    const begin = (event: PointerEvent): void => {
      if (!event.shiftKey || event.button !== 0) return;
      isDrawing = true;
      const at = take(event);
      setFading(false);
      setStrokes((before) => [...before, [at]]);
    };
    const go = (event: PointerEvent): void => {
      if (!isDrawing) return;
      const at = take(event);
      setStrokes((before) => [...before.slice(0, -1), [...(before.at(-1) ?? []), at]]);
    };
    const end = (): void => {
      isDrawing = false;
    };
    window.addEventListener('pointerdown', begin, { capture: true });
    window.addEventListener('pointermove', go, { capture: true });
    window.addEventListener('pointerup', end, { capture: true });
    window.addEventListener('pointercancel', end, { capture: true });
    return () => {
      window.removeEventListener('pointerdown', begin, { capture: true });
      window.removeEventListener('pointermove', go, { capture: true });
      window.removeEventListener('pointerup', end, { capture: true });
      window.removeEventListener('pointercancel', end, { capture: true });
    };
  }, []);
  return (
    <svg className="pen" data-fading={isFading} aria-hidden="true">
      {strokes.map((stroke, i) => {
        const points = stroke.map(({ x, y }) => `${x},${y}`).join(' ');
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: strokes are only added, and all thrown away at once
          <g key={i}>
            <polyline className="pen-rim" points={points} />
            <polyline className="pen-ink" points={points} />
          </g>
        );
      })}
    </svg>
  );
}
