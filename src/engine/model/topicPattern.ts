/** topicPattern matches routing keys: `*` stands for one word, `#` for any number of them, also none. */

/** The words of a key: what stands between its dots. The empty key has none. */
export function wordsOf(key: string): string[] {
  return key === '' ? [] : key.split('.');
}

export function fits(pattern: readonly string[], key: readonly string[]): boolean {
  // By columns of the table "the first i parts of the pattern fit the first j words".
  let row = key.map(() => false);
  let none = true;
  for (const part of pattern) {
    const next: boolean[] = [];
    const nextNone: boolean = none && part === '#';
    for (const [j, word] of key.entries()) {
      const before = j === 0 ? none : (row[j - 1] ?? false);
      const left = j === 0 ? nextNone : (next[j - 1] ?? false);
      next.push(
        part === '#' ? (row[j] ?? false) || left : before && (part === '*' || part === word),
      );
    }
    row = next;
    none = nextNone;
  }
  return key.length === 0 ? none : (row.at(-1) ?? false);
}
