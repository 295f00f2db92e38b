/**
 * useKeyBindings listens for the keys of a page, where they were moved to, except while somebody types, holds
 * a control, or has a dialog open.
 */
import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { announce } from '../announcements';
import { isKeyTaken } from './isKeyTaken';
import type { KeyBinding } from './KeyBinding';
import { heardAs } from './keyNames';
import { firstKey, keysThatStay, placeKeys } from './placeKeys';
import { movedKeys, showPlaces, useMovedKeys } from './useMovedKeys';

export function useKeyBindings(list: readonly KeyBinding[]): void {
  const { moves } = useMovedKeys();
  useEffect(() => {
    // Said once a page: the list of keys goes on saying it.
    if (movedKeys.now.problem !== null) announce(movedKeys.now.problem);
  }, []);
  useEffect(() => {
    showPlaces(list);
    const placed = placeKeys(list, moves);
    return tinykeys(
      window,
      Object.fromEntries(
        list.flatMap((binding) => {
          const first = firstKey(binding);
          const at = placed.get(first) ?? first;
          const heard = [
            ...(at === first ? binding.keys : heardAs(at)),
            ...keysThatStay(binding).filter((key) => key !== at),
          ];
          return heard.map((key) => [key, listenerOf(binding)]);
        }),
      ),
    );
  }, [list, moves]);
}

function listenerOf({ run }: KeyBinding): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.isComposing || isKeyTaken(event) || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    run();
  };
}
