/** useKeys listens for the keys of the key map, except while somebody types or holds a control. */
import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { useSessionActions } from '../../store/index.ts';
import { isKeyTaken } from '../../ui/index.ts';
import { keyMap } from './keyMap.ts';

export function useKeys(): void {
  const session = useSessionActions();
  useEffect(letGoOfPressedButtons, []);
  useEffect(() => {
    const bindings = keyMap.flatMap(({ keys, run }) => keys.map((key) => [key, run] as const));
    return tinykeys(
      window,
      Object.fromEntries(
        bindings.map(([key, run]) => [
          key,
          (event: KeyboardEvent) => {
            if (event.isComposing || isKeyTaken(event) || document.querySelector('dialog[open]'))
              return;
            event.preventDefault();
            run(session);
          },
        ]),
      ),
    );
  }, [session]);
}

/**
 * What was pressed or dragged with a pointer does not keep the focus: whoever clicks "Crash consumer",
 * or moves a flag, and then hits Space means to pause. Whoever came by keyboard keeps it.
 */
function letGoOfPressedButtons(): () => void {
  const letGo = (): void => {
    const held = document.activeElement;
    const isButton = held instanceof SVGElement || held instanceof HTMLButtonElement;
    const opensSomething =
      held?.getAttribute('aria-haspopup') ?? held?.getAttribute('aria-expanded');
    if (isButton && !opensSomething && !held.closest('dialog, [popover]')) held.blur();
  };
  // The focus moves after the pointer goes down; it is let go once the press or the drag is over.
  const later = (): void => void setTimeout(letGo);
  window.addEventListener('pointerup', later);
  return () => window.removeEventListener('pointerup', later);
}
