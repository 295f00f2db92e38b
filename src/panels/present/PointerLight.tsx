/** PointerLight darkens all but what the pointer is at. */
import { useEffect, useRef } from 'react';
import './PresentPanels.css';

export function PointerLight() {
  const shade = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const follow = ({ clientX, clientY }: PointerEvent): void => {
      shade.current?.style.setProperty('--x', `${clientX}px`);
      shade.current?.style.setProperty('--y', `${clientY}px`);
    };
    window.addEventListener('pointermove', follow);
    return () => window.removeEventListener('pointermove', follow);
  }, []);
  return <div ref={shade} className="pointer-light" aria-hidden="true" />;
}
