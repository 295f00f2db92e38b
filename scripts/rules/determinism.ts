import {
  isIdentifier,
  isNode,
  lineOf,
  type Node,
  type Place,
  parse,
  places,
  textOf,
} from './syntax.ts';

/**
 * The members of Math that the language defines to the last bit. The others (log, exp, pow, sin,
 * hypot and their like) are "implementation-approximated": two browsers of today differ in them.
 */
const exactMath = new Set(['imul', 'floor', 'trunc', 'abs', 'min', 'max', 'sqrt', 'clz32']);

/**
 * Names that reach out of the run: to the clock, to chance, to the machine, to a later moment. What
 * is missing here (`window`, `process`, `fetch`) does not exist in the engine: its tsconfig knows
 * the bare language only, and `declare` is refused below.
 */
const reachesOut: Readonly<Record<string, string>> = {
  ...all('the wall clock', ['Date', 'performance', 'Temporal']),
  ...all('chance without a seed', ['crypto']),
  ...all('a later moment', [
    'setTimeout',
    'setInterval',
    'setImmediate',
    'clearTimeout',
    'clearInterval',
    'clearImmediate',
    'queueMicrotask',
    'requestAnimationFrame',
    'cancelAnimationFrame',
    'requestIdleCallback',
    'Promise',
    'AsyncIterator',
    'Atomics',
  ]),
  ...all("the machine's language", ['Intl']),
  ...all('the collection of garbage', ['WeakRef', 'FinalizationRegistry']),
  ...all('the machine', ['navigator', 'globalThis']),
  ...all('code that no one can read beforehand', ['eval', 'Function']),
};

/** Methods that answer in the machine's language. */
const localised = /^(toLocale\w*|localeCompare)$/;

/** Comments that make a tool look away. */
const lookAway = /@ts-(ignore|expect-error|nocheck)|biome-ignore/;

/** One sentence for each construct that could make two machines, or two runs, differ. */
export function unrepeatable(path: string, source: string): string[] {
  const { tree, comments } = parse(path, source);
  const faults: string[] = [];
  const report = (start: number, text: string) =>
    faults.push(`${path}:${lineOf(source, start)} ${text}`);

  for (const place of places(tree)) {
    const fault = faultOf(place);
    if (fault) report(place.node.start, fault);
  }
  for (const comment of comments) {
    const [found] = lookAway.exec(String(comment['value'])) ?? [];
    if (found) report(comment.start, `has ${found}: the engine makes no exceptions`);
  }
  return faults;
}

function faultOf(place: Place): string | undefined {
  const { node } = place;
  switch (node.type) {
    case 'Identifier':
      return isName(place) ? undefined : faultOfReference(place);
    case 'MemberExpression':
      return faultOfProperty(
        node['computed'] ? textOf(node['property']) : nameOf(node['property']),
      );
    case 'Property':
      // Also `const { toLocaleString } = 1`.
      return place.parent?.type === 'ObjectPattern'
        ? faultOfProperty(nameOf(node['key']) ?? textOf(node['key']))
        : undefined;
    case 'BinaryExpression':
    case 'AssignmentExpression':
      return String(node['operator']).startsWith('**')
        ? `has ${node['operator']}: powers are not exact everywhere; multiply`
        : undefined;
    case 'ForInStatement':
      return 'has for…in: go through an array, a Map or a Set';
    case 'AwaitExpression':
      return 'has await: the engine never waits';
    case 'ForOfStatement':
      return node['await'] ? 'has for await: the engine never waits' : undefined;
    case 'ImportExpression':
      return 'has import(): the engine never waits';
    case 'MetaProperty':
      return isIdentifier(node['meta'], 'import') ? 'has import.meta: the machine' : undefined;
    default:
      if (node['async'] === true) return 'has async: the engine never waits';
      if (node['declare'] === true) return 'has declare: the engine names nothing from outside';
      return undefined;
  }
}

/** Math may only stand before one of its exact members: an alias of it could be asked for others. */
function faultOfReference({ node, parent, key }: Place): string | undefined {
  const name = String(node['name']);
  if (Object.hasOwn(reachesOut, name)) return `has ${name}: ${reachesOut[name]}`;
  if (name !== 'Math') return undefined;
  const member =
    parent?.type === 'MemberExpression' && key === 'object' && !parent['computed']
      ? nameOf(parent['property'])
      : undefined;
  if (member && exactMath.has(member)) return undefined;
  return member ? `has Math.${member}: not exact everywhere` : 'has Math by itself';
}

function faultOfProperty(name: string | undefined): string | undefined {
  return name && localised.test(name) ? `has ${name}: the machine's language` : undefined;
}

/** Whether an identifier only names a property, a label or an import: `a.Date`, `{ Date: 1 }`. */
function isName({ parent, key }: Place): boolean {
  if (!parent) return false;
  switch (parent.type) {
    case 'MemberExpression':
      return key === 'property' && !parent['computed'];
    case 'Property':
      return key === 'key' && !parent['computed'] && !parent['shorthand'];
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'AccessorProperty':
    case 'TSAbstractMethodDefinition':
    case 'TSAbstractPropertyDefinition':
    case 'TSPropertySignature':
    case 'TSMethodSignature':
      return key === 'key' && !parent['computed'];
    case 'ImportSpecifier':
      return key === 'imported';
    case 'ExportSpecifier':
      return key === 'exported';
    case 'TSQualifiedName':
      return key === 'right';
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return key === 'label';
    default:
      return false;
  }
}

function nameOf(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Identifier' ? String((value as Node)['name']) : undefined;
}

function all(reason: string, names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, reason]));
}
