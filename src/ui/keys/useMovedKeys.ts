/** useMovedKeys are the moved keys of this browser, and where they lead on the page that is on screen. */
import { useSyncExternalStore } from 'react';
import type { ListedKey } from './KeyBinding';
import { capsOf, keyOfCap } from './keyNames';
import { KEPT_AS, type KeyShelf, type KeysNow, MovedKeys } from './MovedKeys';
import { placeKeys } from './placeKeys';

export const movedKeys = new MovedKeys(shelf());

globalThis.window?.addEventListener('storage', ({ key }) => {
  // null: everything was cleared.
  if (key === KEPT_AS || key === null) movedKeys.reload();
});

export function useMovedKeys(): KeysNow {
  return useSyncExternalStore(
    movedKeys.subscribe,
    () => movedKeys.now,
    () => movedKeys.now,
  );
}

let placed: ReadonlyMap<string, string> = new Map();
const listeners = new Set<() => void>();

/** The page on screen has these actions: what is printed on its buttons follows. */
export function showPlaces(list: readonly ListedKey[]): void {
  const now = placeKeys(list, movedKeys.now.moves);
  const isSame = now.size === placed.size && [...now].every(([key, at]) => placed.get(key) === at);
  if (isSame) return;
  placed = now;
  for (const listener of listeners) listener();
}

/** What is printed on the key of an action, given what is printed there where nobody has moved it. */
export function useCap(cap: string): string;
export function useCap(cap: string | undefined): string | undefined;
export function useCap(cap: string | undefined): string | undefined {
  return useSyncExternalStore(
    subscribe,
    () => capNow(cap),
    () => cap,
  );
}

/** A sentence that names keys, with those keys where they are now: "Press M", moved to Q, is "Press Q". */
export function useKeysIn(text: string, caps: readonly string[]): string {
  return useSyncExternalStore(
    subscribe,
    () => keysIn(text, caps, capNow),
    () => text,
  );
}

export function keysIn(
  text: string,
  caps: readonly string[],
  capOf: (cap: string) => string | undefined,
): string {
  return text.replace(/(?<![\p{L}\p{N}])[A-Z](?![\p{L}\p{N}])/gu, (cap) =>
    caps.includes(cap) ? (capOf(cap) ?? cap) : cap,
  );
}

function capNow(cap: string | undefined): string | undefined {
  const at = cap === undefined ? undefined : placed.get(keyOfCap(cap));
  // What is not moved is printed as the page prints it.
  return cap === undefined || at === undefined || at === keyOfCap(cap) ? cap : capsOf(at).join('');
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function shelf(): KeyShelf | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
