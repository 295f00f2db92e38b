/**
 * placeKeys says on which key each action of a page is. People move a key once, for all pages: where its new
 * place is taken on one of them, it stays there where it was.
 */
import type { ListedKey } from './KeyBinding';
import { capsOf, sameKey, whyReserved } from './keyNames';

/** The first key of an action, and where it was moved to. */
export type Moves = Readonly<Record<string, string>>;

/** The key by which an action is known: the one it has where nobody has moved it. */
export function firstKey({ keys }: ListedKey): string {
  return sameKey(keys[0] ?? '');
}

/** Whether it stays: the list itself has to be found, and a way out; and what no key does has none to move. */
export function isFixed(listed: ListedKey): boolean {
  return ['', '?', 'Escape'].includes(firstKey(listed));
}

/** What stays with an action when its first key is moved. */
export function keysThatStay(listed: ListedKey): string[] {
  const first = firstKey(listed);
  // Remote controls send it.
  return listed.keys.map(sameKey).filter((key) => key !== first || key === '.');
}

/** Where each action is, by its first key. */
export function placeKeys(list: readonly ListedKey[], moves: Moves): ReadonlyMap<string, string> {
  const placed = new Map(
    list.map((listed) => {
      const first = firstKey(listed);
      return [first, isFixed(listed) ? first : (moves[first] ?? first)] as const;
    }),
  );
  const staying = list.map((listed) => [firstKey(listed), keysThatStay(listed)] as const);
  // One that goes back may be in the way of another: again, until all have room.
  for (;;) {
    const crowded = [...placed].findLast(
      ([first, key]) =>
        key !== first &&
        ([...placed].some(([other, at]) => other !== first && at === key) ||
          staying.some(([other, keys]) => other !== first && keys.includes(key))),
    );
    if (crowded === undefined) return placed;
    placed.set(crowded[0], crowded[0]);
  }
}

/** Why an action of a page cannot be moved to a key, in one sentence; null where it can. */
export function whyNotThere(
  list: readonly ListedKey[],
  moves: Moves,
  first: string,
  key: string,
): string | null {
  if (key === first) return null;
  const reserved = whyReserved(key);
  if (reserved !== null) return reserved;
  const placed = placeKeys(list, moves);
  const holder = list.find(
    (listed) =>
      firstKey(listed) !== first &&
      (placed.get(firstKey(listed)) === key || keysThatStay(listed).includes(key)),
  );
  if (holder === undefined) return null;
  return `${capsOf(key).join(' ')} is taken: “${holder.does}”. Choose another, or move that one first.`;
}
