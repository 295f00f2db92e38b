import { parseSync } from 'vite';

/** A node of the syntax tree (ESTree, with TypeScript's own nodes). */
export interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

export interface Place {
  node: Node;
  /** The node around it, and under which key it stands there. */
  parent: Node | undefined;
  key: string;
}

/** A file's text as a tree. Comments and strings are what they are, and never mistaken for code. */
export function parse(path: string, source: string): { tree: Node; comments: Node[] } {
  const { program, comments, errors } = parseSync(path, source, {
    sourceType: 'module',
  });
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors[0]?.message}`);
  return { tree: program as unknown as Node, comments: comments as unknown as Node[] };
}

/** Every node of the tree, from the outside in. */
export function* places(
  node: Node,
  parent: Node | undefined = undefined,
  key = '',
): Generator<Place> {
  yield { node, parent, key };
  for (const [childKey, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* places(child, node, childKey);
    }
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** The text of a string literal, or of a template without holes. */
export function textOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'TSLiteralType') return textOf(value['literal']);
  if (value.type === 'Literal' && typeof value['value'] === 'string') return value['value'];
  const { quasis } = value as { quasis?: { value: { cooked: string } }[] };
  if (value.type === 'TemplateLiteral' && quasis?.length === 1) return quasis[0]?.value.cooked;
  return undefined;
}

export function isIdentifier(value: unknown, name: string): boolean {
  return isNode(value) && value.type === 'Identifier' && value['name'] === name;
}

export function lineOf(source: string, start: number): number {
  return source.slice(0, start).split('\n').length;
}
