import { posix } from 'node:path';
import { isIdentifier, isNode, type Node, parse, places, textOf } from './syntax.ts';

/** Who may import what. Paths are relative to src, without a leading `./`. */
export interface ImportRules {
  /** Folders from top to bottom. A file may import from the rows below its own, and from its own folder. */
  rows: readonly (readonly string[])[];
  /** The same inside one folder of `rows`, by that folder's name. */
  innerRows: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** Folders beside the rows, each with the folders that it may import. */
  beside: Readonly<Record<string, readonly string[]>>;
  /** Folders of tests: what they may import beyond their row. Nothing but a test may import them. */
  testFolders: Readonly<Record<string, readonly string[]>>;
  /** Packages, each with the places that may import it. `tests` stands for every test. */
  packages: readonly PackageRule[];
}

export interface PackageRule {
  /** Package names; `node:*` and `@scope/*` stand for all that begin so. */
  names: readonly string[];
  /** Folders and files; `store/use*` stands for all files that begin so. */
  places: readonly string[];
  /** Only `import()`, so that the page does not wait for it. Types cost nothing and are free. */
  lazy?: boolean;
}

interface Import {
  address: string | undefined;
  isType: boolean;
  isLazy: boolean;
}

/** One sentence for each import that breaks a rule. `sources` maps a path in src to its text. */
export function brokenImports(rules: ImportRules, sources: Record<string, string>): string[] {
  return Object.entries(sources).flatMap(([path, source]) => {
    const home = homeOf(rules, path);
    if (home === undefined && !isTest(rules, path)) {
      return [`${path} stands in no folder of the architecture`];
    }
    return importsOf(path, source).flatMap((one) => {
      const objection = objectionTo(rules, path, one);
      return objection ? [`${path} ${objection}`] : [];
    });
  });
}

function objectionTo(rules: ImportRules, path: string, one: Import): string | undefined {
  const { address } = one;
  if (address === undefined) return 'imports an address that is not written out';
  if (!/^[./]/.test(address)) return objectionToPackage(rules, path, address, one);

  const target = targetOf(path, address);
  if (target.startsWith('../')) {
    return isTest(rules, path) ? undefined : `imports ${address}, outside src`;
  }
  return objectionToFile(rules, path, target);
}

/** What one place of src may not import from another. */
function objectionToFile(rules: ImportRules, path: string, target: string): string | undefined {
  const from = homeOf(rules, path);
  const to = homeOf(rules, target);
  const sentence = `imports ${target}`;
  // A test at the top of src is about the whole of it.
  if (from === undefined) return undefined;
  if (to === undefined) return `${sentence}, which stands in no folder of the architecture`;
  if (from === to) return objectionInside(rules, path, target);

  const folderOfTests = testFolderOf(rules, target);
  if (folderOfTests && !isTest(rules, path)) {
    return `${sentence}: ${folderOfTests} holds tests only`;
  }

  const testsMay = Object.entries(rules.testFolders).some(
    ([folder, more]) => isIn(path, folder) && more.includes(to),
  );
  const doors = rules.beside[from];
  const allowed = doors
    ? doors.includes(to)
    : testsMay || rowOf(rules.rows, from) < rowOf(rules.rows, to);
  if (!allowed) return `${sentence}: ${from} may not import ${to}`;

  if (isFrontDoor(to, target) || isStyle(target) || isTest(rules, path)) return undefined;
  return `${sentence}, past the index of ${to}`;
}

/** The order of the layers within one folder, such as the engine's. */
function objectionInside(rules: ImportRules, path: string, target: string): string | undefined {
  const folderOfTests = testFolderOf(rules, target);
  if (folderOfTests && !isTest(rules, path)) {
    return `imports ${target}: ${folderOfTests} holds tests only`;
  }
  const inner = rules.innerRows[homeOf(rules, path) ?? ''];
  if (!inner || testFolderOf(rules, path)) return undefined;

  const [from, to] = [innerLayerOf(inner, path), innerLayerOf(inner, target)];
  if (from === undefined) return 'stands in no layer of its folder';
  if (to === undefined) return `imports ${target}, which stands in no layer of its folder`;
  if (from === to || rowOf(inner, from) < rowOf(inner, to)) return undefined;
  // A test beside a file may look at the whole of what the file is part of.
  return isTest(rules, path) ? undefined : `imports ${target}: ${from} may not import ${to}`;
}

function objectionToPackage(
  rules: ImportRules,
  path: string,
  address: string,
  { isType, isLazy }: Import,
): string | undefined {
  const rule = rules.packages.find(({ names }) => names.some((name) => covers(name, address)));
  const tests = isTest(rules, path);
  if (!rule) return `imports ${address}, a package that no folder may import`;
  const home = homeOf(rules, path);
  const mayImport = rule.places.some(
    (place) =>
      place === home || (place === 'tests' ? tests : place.includes('/') && isIn(path, place)),
  );
  if (!mayImport) {
    return `imports ${address}, which belongs in ${rule.places.join(', ')}`;
  }
  return rule.lazy && !isLazy && !isType && !tests
    ? `imports ${address} at once: it must be loaded when it is needed, by import()`
    : undefined;
}

/** Every way in which a file names another: static, dynamic, re-export, type, worker, glob. */
function importsOf(path: string, source: string): Import[] {
  const imports: Import[] = [];
  const add = (literal: unknown, isType = false, isLazy = false) =>
    imports.push({ address: textOf(literal), isType, isLazy });

  for (const { node } of places(parse(path, source).tree)) {
    switch (node.type) {
      case 'ImportDeclaration':
        add(node['source'], isTypeOnly(node, 'importKind'));
        break;
      case 'ExportAllDeclaration':
      case 'ExportNamedDeclaration':
        if (node['source']) add(node['source'], isTypeOnly(node, 'exportKind'));
        break;
      case 'ImportExpression':
        add(node['source'], false, true);
        break;
      case 'TSImportType':
        add(node['source'], true);
        break;
      case 'NewExpression':
        if (isIdentifier(node['callee'], 'URL') && isImportMeta(argumentsOf(node)[1], 'url')) {
          add(argumentsOf(node)[0], false, true);
        }
        break;
      case 'CallExpression':
        for (const argument of namedByCall(node)) add(argument, false, true);
        break;
    }
  }
  // JSX becomes calls into React when it is compiled.
  if (/\.[jt]sx$/.test(path) && !/\.test\.tsx$/.test(path)) {
    imports.push({ address: 'react/jsx-runtime', isType: false, isLazy: false });
  }
  return imports;
}

/** `import type`, or an import of nothing but types: the compiler leaves neither in the program. */
function isTypeOnly(node: Node, kind: 'importKind' | 'exportKind'): boolean {
  if (node[kind] === 'type') return true;
  const specifiers = (node['specifiers'] as Node[] | undefined) ?? [];
  return specifiers.length > 0 && specifiers.every((one) => one[kind] === 'type');
}

/** The addresses in `require(…)`, `import.meta.resolve(…)` and `import.meta.glob(…)`. */
function namedByCall(node: Node): unknown[] {
  const [first] = argumentsOf(node);
  const { callee } = node;
  if (isIdentifier(callee, 'require') || isImportMeta(callee, 'resolve')) return [first];
  if (!isImportMeta(callee, 'glob')) return [];
  return isNode(first) && first.type === 'ArrayExpression'
    ? (first['elements'] as Node[])
    : [first];
}

function argumentsOf(node: Node): unknown[] {
  return (node['arguments'] as unknown[] | undefined) ?? [];
}

function isImportMeta(value: unknown, property: string): boolean {
  return (
    isNode(value) &&
    value.type === 'MemberExpression' &&
    isNode(value['object']) &&
    value['object'].type === 'MetaProperty' &&
    isIdentifier(value['property'], property)
  );
}

/** The file that an address means, without its ending; `..` and queries resolved. */
function targetOf(path: string, address: string): string {
  const plain = address.replace(/\?.*$/, '').replace(/^!/, '');
  const target = plain.startsWith('/src/')
    ? posix.normalize(plain.slice('/src/'.length))
    : posix.normalize(posix.join(posix.dirname(path), plain));
  return target.replace(/\/$/, '').replace(/\.[cm]?[jt]sx?$/, '');
}

/** The folder of the architecture in which a path stands, the deepest one; `main` for src/main.tsx. */
function homeOf({ rows, beside }: ImportRules, path: string): string | undefined {
  return [...rows.flat(), ...Object.keys(beside)]
    .filter((folder) => path === folder || path.startsWith(`${folder}/`) || isMain(path, folder))
    .sort((a, b) => b.length - a.length)[0];
}

/** Of the files at the top of src, only main.tsx and its style have a place: the top row. */
function isMain(path: string, folder: string): boolean {
  return folder === 'main' && path.startsWith('main.');
}

/** The deepest layer around a path; a file at the top of the folder belongs to the layer `folder/*`. */
function innerLayerOf(inner: readonly (readonly string[])[], path: string): string | undefined {
  const layers = inner.flat();
  const nested = layers.find((layer) => isIn(path, layer));
  return (
    nested ?? (path.split('/').length <= 2 ? layers.find((one) => one.endsWith('/*')) : undefined)
  );
}

function rowOf(rows: readonly (readonly string[])[], name: string): number {
  return rows.findIndex((row) => row.includes(name));
}

function isTest(rules: ImportRules, path: string): boolean {
  return /\.test\.tsx?$/.test(path) || testFolderOf(rules, path) !== undefined;
}

function testFolderOf({ testFolders }: ImportRules, path: string): string | undefined {
  return Object.keys(testFolders).find((folder) => isIn(path, folder));
}

/** `a/b` is in `a`, `a/b.ts` is in `a/b`, and `store/useRun.ts` is in `store/use*`. */
function isIn(path: string, place: string): boolean {
  if (place.endsWith('*') && !place.endsWith('/*')) {
    const begin = place.slice(0, -1);
    return path.startsWith(begin) && !path.slice(begin.length).includes('/');
  }
  return path === place || path.startsWith(`${place}/`);
}

function isFrontDoor(folder: string, target: string): boolean {
  return target === folder || target === `${folder}/index`;
}

function isStyle(target: string): boolean {
  return target.endsWith('.css');
}

function covers(name: string, address: string): boolean {
  if (name.endsWith('*')) return address.startsWith(name.slice(0, -1));
  return address === name || address.startsWith(`${name}/`);
}
