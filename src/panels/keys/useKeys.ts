/** useKeys listens for the keys of the key map, except while somebody types or holds a control. */
import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { useSessionActions } from '../../store/index.ts';
import { keyMap } from './keyMap.ts';

/** Keys that a control keeps for itself while it has the focus. */
const ofControls = new Set([
  'Space',
  'ArrowRight',
  'ArrowLeft',
  'Home',
  'PageUp',
  'PageDown',
  '-',
  '=',
]);
const controls =
  'button, a, select, input, [role="slider"], [role="tab"], [role="switch"], [role="combobox"], summary';

export function useKeys(): void {
  const session = useSessionActions();
  useEffect(() => {
    const bindings = keyMap.flatMap(({ keys, run }) => keys.map((key) => [key, key, run] as const));
    return tinykeys(
      window,
      Object.fromEntries(
        bindings.map(([key, name, run]) => [
          key,
          (event: KeyboardEvent) => {
            if (isTaken(event, name)) return;
            event.preventDefault();
            run(session);
          },
        ]),
      ),
    );
  }, [session]);
}

function isTaken(event: KeyboardEvent, key: string): boolean {
  if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]'))
    return true;
  const target = event.target instanceof Element ? event.target : null;
  if (target === null) return false;
  if (target.closest('input:not([type="radio"]):not([type="range"]), textarea, [contenteditable]'))
    return true;
  return ofControls.has(key) && target.closest(controls) !== null;
}
