/** The word that was meant, where one is near enough to say so. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((one) => ({ one, distance: distanceBetween(word, one) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= 2 ? best.one : undefined;
}

/** What is known, the most alike first: what begins alike, then what takes the fewest letters to change. */
export function mostAlike(word: string, known: readonly string[]): string[] {
  const ranks = new Map(
    known.map((one) => [one, distanceBetween(word, one) - 3 * sharedStart(word, one)]),
  );
  return known.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** "did you mean --seed?" or, where nothing is near, "there is --seed, --until". */
export function suggestion(word: string, known: readonly string[]): string {
  const close = nearest(word, known);
  if (close !== undefined) return `did you mean ${close}?`;
  return known.length === 0 ? 'it has none' : `there is ${known.join(', ')}`;
}

/** The number of letters to change, add or take away to get from one word to the other (Levenshtein). */
function distanceBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
