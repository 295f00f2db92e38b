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
 * A button pressed with a pointer does not keep the focus: whoever clicks "Crash consumer" and then
 * hits Space means to pause, not to crash another one. Whoever came by keyboard keeps it.
 */
function letGoOfPressedButtons(): () => void {
  const letGo = (event: MouseEvent): void => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (event.detail > 0 && button?.closest('dialog') === null) button.blur();
  };
  window.addEventListener('click', letGo, { capture: true });
  return () => window.removeEventListener('click', letGo, { capture: true });
}
