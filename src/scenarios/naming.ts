/** naming checks that what a document mentions is there, and is what it is taken for. */
import type { NodeDocument } from './ScenarioDocument.ts';
import { oneOf, type Problem, problemAt, quote } from './sentences.ts';

export type Kind = NodeDocument['kind'];
export type Nodes = ReadonlyMap<string, NodeDocument>;

/** That an id is known and, where `kinds` says so, of the right kind. */
export function named(
  path: readonly PropertyKey[],
  id: string,
  kinds: readonly string[],
  nodes: Nodes,
): Problem | undefined {
  const kind = nodes.get(id)?.kind;
  if (kind !== undefined && (kinds.length === 0 || kinds.includes(kind))) return undefined;
  const wanted = kinds.length === 0 || kinds.length > 2 ? 'a node' : aOf(kinds);
  return problemAt(
    path,
    `must name ${wanted} of this file, got ${quote(id)}${kind ? `, which is ${aOf([kind])}` : ''}`,
  );
}

/** "a service, an exchange or a queue" */
export function aOf(kinds: readonly string[]): string {
  return oneOf(kinds.map((kind) => `${kind === 'exchange' ? 'an' : 'a'} ${kind}`));
}

/** The first problem that a check finds among the items. */
export function first<Item>(
  items: readonly Item[],
  check: (item: Item, index: number) => Problem | undefined,
): Problem | undefined {
  for (const [index, item] of items.entries()) {
    const problem = check(item, index);
    if (problem) return problem;
  }
  return undefined;
}
