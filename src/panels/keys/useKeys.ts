/** useKeys listens for the keys of the key map, except while somebody types or holds a control. */
import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { useSessionActions } from '../../store/index.ts';
import { isKeyTaken } from '../../ui/index.ts';
import { keyMap } from './keyMap.ts';

export function useKeys(): void {
  const session = useSessionActions();
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
