/** useKeys listens for the keys of the key map, except while somebody types or holds a control. */
import { useEffect, useMemo } from 'react';
import { useSessionActions, useWorkspace } from '../../store/index.ts';
import { useKeyBindings } from '../../ui/index.ts';
import { keyMap, type LabKey } from './keyMap.ts';

export function useKeys(): void {
  useKeysOf(keyMap);
}

/** Of the keys only those that move through time: for pages on which nothing is done to a run by hand. */
export function useTimeKeys(): void {
  useKeysOf(timeKeys);
}

// Pure, so that a page without keys does not carry their list.
const timeKeys = /* @__PURE__ */ keyMap.filter(({ isTime }) => isTime === true);

function useKeysOf(used: readonly LabKey[]): void {
  const session = useSessionActions();
  const workspace = useWorkspace();
  useEffect(letGoOfPressedButtons, []);
  useKeyBindings(
    useMemo(
      () => used.map((key) => ({ ...key, run: () => key.run(session, workspace) })),
      [session, workspace, used],
    ),
  );
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
