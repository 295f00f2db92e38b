/** useRoom is how large the room of a drawing is, in pixels, so that its texts keep their size. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

export interface Room {
  readonly width: number;
  readonly height: number;
}

/** `usual`: before it is measured, and where nothing can be. */
export function useRoom(usual: Room): {
  readonly ref: RefObject<HTMLDivElement | null>;
  room: Room;
} {
  const ref = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(usual);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0 || height === 0) return;
      setRoom((now) => (now.width === width && now.height === height ? now : { width, height }));
    };
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    measure();
    return () => sizes.disconnect();
  }, []);
  return { ref, room };
}
