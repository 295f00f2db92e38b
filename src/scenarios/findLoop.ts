/** The first loop in a directed graph, with its first node repeated at the end: [a, b, a]. */
export function findLoop(
  starts: readonly string[],
  nextOf: (node: string) => readonly string[],
): string[] | undefined {
  const finished = new Set<string>();
  const path: string[] = [];

  function walk(node: string): string[] | undefined {
    if (finished.has(node)) return undefined;
    const begin = path.indexOf(node);
    if (begin >= 0) return [...path.slice(begin), node];
    path.push(node);
    for (const next of nextOf(node)) {
      const loop = walk(next);
      if (loop) return loop;
    }
    path.pop();
    finished.add(node);
    return undefined;
  }

  for (const start of starts) {
    const loop = walk(start);
    if (loop) return loop;
  }
  return undefined;
}
