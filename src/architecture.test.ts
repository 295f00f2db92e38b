import { describe, expect, it } from 'vitest';
import { unrepeatable } from '../scripts/rules/determinism.ts';
import { brokenImports, type ImportRules } from '../scripts/rules/imports.ts';

const react = [
  'main',
  'modes',
  'panels/interview',
  'panels/present',
  'panels/lesson',
  'interview',
  'panels',
  'lessons',
  'ui',
];

/** The architecture. A folder may import from the rows below it: never sideways, never past an index. */
const rules: ImportRules = {
  rows: [
    ['main'],
    ['modes'],
    // The pages of the interview and of a presentation show the stages of the lessons, and are fetched alone.
    ['panels/interview', 'panels/present'],
    // The panels of a lesson know how it is taken, and are fetched with it alone.
    ['panels/lesson', 'interview'],
    ['panels', 'lessons'],
    ['store'],
    ['stage', 'charts', 'diagrams', 'ui'],
    // Problems and claims are data too, judged by the engine.
    // Cards are data as well, made from the lessons or on systems of their own.
    ['challenges', 'interview/cards'],
    // The course is data. The command line reads it too, so it must not need React.
    ['playback', 'sweeps', 'explain', 'lessons/course'],
    ['scenarios'],
    ['engine'],
  ],
  innerRows: {
    engine: [
      ['engine/*'],
      // What is done to a whole run from outside: crashes at each event, and the laws that must hold.
      ['engine/faults'],
      ['engine/model'],
      // Checks and measures read lifecycles and the trace, so they stand a row above them.
      ['engine/measures', 'engine/checks'],
      ['engine/lifecycles', 'engine/trace', 'engine/theory'],
      ['engine/kernel'],
    ],
  },
  beside: {
    cli: [
      'engine',
      'scenarios',
      'explain',
      'sweeps',
      'sweeps/node',
      'lessons/course',
      'challenges',
    ],
    bench: ['engine', 'scenarios', 'explain', 'sweeps', 'sweeps/node', 'playback', 'stage'],
    // Threads of Node, which no page could load. A thread has to ask for TypeScript itself.
    'sweeps/node': ['sweeps', 'scenarios'],
  },
  // Recorded broker traces are replayed on the presets, which are scenarios.
  testFolders: { 'engine/verification': ['scenarios'] },
  packages: [
    { names: ['react', 'react-dom'], places: [...react, 'store/use*', 'bench'] },
    { names: ['@xstate/react'], places: ['lessons', 'interview'] },
    { names: ['lucide-react'], places: react },
    { names: ['tinykeys'], places: react },
    { names: ['d3', 'd3-*'], places: ['stage', 'charts'] },
    { names: ['mermaid'], places: ['diagrams'], lazy: true },
    { names: ['zustand'], places: ['store'] },
    { names: ['xstate'], places: ['engine/lifecycles', 'playback', 'lessons', 'interview'] },
    { names: ['zod'], places: ['scenarios'] },
    { names: ['@fontsource-variable/*'], places: ['main', 'ui'] },
    { names: ['node:*'], places: ['cli', 'bench', 'sweeps/node', 'tests'] },
    { names: ['tsx'], places: ['sweeps/node'] },
    { names: ['playwright', 'vite', 'simjs'], places: ['bench'] },
    { names: ['vitest', 'fast-check'], places: ['tests'] },
  ],
};

const sources = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>('./**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}', {
      query: '?raw',
      import: 'default',
      eager: true,
    }),
  ).map(([path, source]) => [path.replace('./', ''), source]),
);

/** What runs inside a simulation: tests may use the clock and any logarithm. */
const simulator = Object.entries(sources).filter(
  ([path]) =>
    path.startsWith('engine/') &&
    !path.startsWith('engine/verification/') &&
    !path.endsWith('.test.ts'),
);

describe('the architecture', () => {
  it('holds: every file imports only what its folder may import', () => {
    expect(Object.keys(sources)).toContain('main.ts');
    expect(brokenImports(rules, sources)).toEqual([]);
  });

  it('keeps the engine repeatable: no clock, no chance without a seed, no inexact arithmetic', () => {
    expect(simulator.flatMap(([path, source]) => unrepeatable(path, source))).toEqual([]);
  });
});

describe('a planted import is caught', () => {
  it.each([
    // Upwards, sideways and out.
    ['engine/model/Queue.ts', `import { x } from '../../scenarios';`, 'may not import scenarios'],
    ['engine/index.ts', `export * from '../store';`, 'may not import store'],
    ['scenarios/a.ts', `import { x } from '../playback/index.ts';`, 'may not import playback'],
    ['stage/a.ts', `import type { X } from '../charts';`, 'may not import charts'],
    ['playback/a.ts', `let x: import('../explain').X;`, 'may not import explain'],
    ['ui/a.tsx', `export { x } from '../store';`, 'may not import store'],
    ['panels/P/P.tsx', `import { x } from '../../lessons';`, 'may not import lessons'],
    ['panels/P/P.tsx', `const x = import('../../modes');`, 'may not import modes'],
    ['modes/a.tsx', `import '../main';`, 'may not import main'],
    ['lessons/course/a.ts', `import { x } from '../machine.ts';`, 'may not import lessons'],
    ['store/a.test.ts', `import { x } from '../panels';`, 'may not import panels'],
    ['store/a.ts', `import { x } from '../cli';`, 'may not import cli'],
    ['cli/main.ts', `import { x } from '../playback';`, 'may not import playback'],
    ['cli/main.ts', `import { x } from '../lessons';`, 'may not import lessons'],
    ['panels/P/P.tsx', `import { x } from '../../sweeps/node';`, 'may not import sweeps/node'],
    ['sweeps/a.ts', `import { x } from './node/index.ts';`, 'may not import sweeps/node'],
    ['sweeps/a.ts', `import { Worker } from 'node:worker_threads';`, 'which belongs in'],
    ['bench/main.ts', `import { x } from '../panels';`, 'may not import panels'],
    ['cli/main.ts', `import { version } from '../../package.json';`, 'outside src'],
    ['helpers.ts', `export const x = 1;`, 'stands in no folder'],
    ['store.ts', `export const x = 1;`, 'stands in no folder'],
    ['utils/a.ts', `export const x = 1;`, 'stands in no folder'],
    ['store/a.ts', `import { x } from '../utils/a.ts';`, 'stands in no folder'],
    // Past an index, in each way of naming a file.
    ['store/a.ts', `import { x } from '../engine/model/Queue.ts';`, 'past the index of engine'],
    ['store/a.ts', `import { x } from '/src/engine/model/Queue';`, 'past the index of engine'],
    ['store/a.ts', `const x = import('../engine/kernel');`, 'past the index of engine'],
    ['store/a.ts', `import x from '../scenarios/a.json';`, 'past the index of scenarios'],
    ['store/a.ts', `import x from '../sweeps/pool.ts?worker';`, 'past the index of sweeps'],
    [
      'store/a.ts',
      `new Worker(new URL('../sweeps/pool.ts', import.meta.url), { type: 'module' });`,
      'past the index of sweeps',
    ],
    ['modes/a.ts', `import.meta.glob('../panels/*/*.tsx');`, 'past the index of panels'],
    [
      'modes/a.ts',
      `import.meta.glob(['../lessons/course/*.ts']);`,
      'past the index of lessons/course',
    ],
    ['store/a.ts', `const x = import('../engine/' + name);`, 'not written out'],
    ['store/a.ts', `const x = import(name);`, 'not written out'],
    // The order within the engine.
    ['engine/kernel/a.ts', `import { x } from '../trace';`, 'may not import engine/trace'],
    ['engine/trace/a.ts', `import { x } from '../model/Queue.ts';`, 'may not import engine/model'],
    ['engine/measures/a.ts', `import { x } from '../checks';`, 'may not import engine/checks'],
    ['engine/trace/a.ts', `import { x } from '../lifecycles';`, 'may not import engine/lifecycles'],
    ['engine/trace/a.ts', `import { x } from '../measures';`, 'may not import engine/measures'],
    ['engine/model/a.ts', `import { x } from '..';`, 'may not import engine/*'],
    ['engine/model/a.ts', `import { x } from '../verification/a.ts';`, 'holds tests only'],
    ['cli/a.ts', `import { x } from '../engine/verification/a.ts';`, 'holds tests only'],
    ['engine/extras/a.ts', `import { x } from '../kernel';`, 'stands in no layer'],
    // Packages.
    ['stage/a.ts', `import { useState } from 'react';`, 'react, which belongs in'],
    ['store/session.ts', `import { useState } from 'react';`, 'react, which belongs in'],
    ['lessons/course/a.ts', `import type { FC } from 'react';`, 'react, which belongs in'],
    ['charts/a.tsx', `export const x = 1;`, 'react/jsx-runtime, which belongs in'],
    ['panels/P/P.tsx', `import { scaleLinear } from 'd3';`, 'd3, which belongs in'],
    ['panels/P/P.tsx', `import { scaleLinear } from 'd3-scale';`, 'd3-scale, which belongs in'],
    ['explain/a.ts', `const x = import('mermaid');`, 'mermaid, which belongs in'],
    ['diagrams/a.ts', `import mermaid from 'mermaid';`, 'mermaid at once'],
    ['diagrams/a.ts', `export { default } from 'mermaid';`, 'mermaid at once'],
    [
      'panels/P/P.tsx',
      `import { useShallow } from 'zustand/react/shallow';`,
      'which belongs in store',
    ],
    ['engine/model/a.ts', `import { setup } from 'xstate';`, 'xstate, which belongs in'],
    ['store/a.ts', `import { createActor } from 'xstate';`, 'xstate, which belongs in'],
    ['playback/a.ts', `import { useMachine } from '@xstate/react';`, 'which belongs in lessons'],
    ['engine/kernel/a.ts', `import { z } from 'zod';`, 'zod, which belongs in'],
    ['engine/kernel/a.ts', `import { now } from 'node:perf_hooks';`, 'node:perf_hooks, which'],
    ['panels/P/P.tsx', `import { it } from 'vitest';`, 'vitest, which belongs in tests'],
    ['store/a.ts', `const x = require('lodash');`, 'a package that no folder may import'],
  ])('%s: %s', (path, source, sentence) => {
    expect(brokenImports(rules, { [path]: source })).toEqual([expect.stringContaining(sentence)]);
  });

  it.each([
    ['main.ts', `import './main.css'; import { x } from './modes'; import './ui/tokens.css';`],
    ['modes/a.ts', `import { x } from '../panels'; const y = import('../stage/index.ts');`],
    ['panels/P/P.tsx', `import { x } from '../Q/Q.tsx'; import '../../ui/control.css';`],
    ['store/useSession.ts', `import { useSyncExternalStore } from 'react';`],
    ['store/a.test.ts', `import { x } from '../engine/model/Queue.ts'; import 'fast-check';`],
    ['diagrams/a.ts', `import type { Mermaid } from 'mermaid'; const m = await import('mermaid');`],
    ['engine/index.ts', `export * from './model/Simulation.ts'; export * from './theory';`],
    [
      'engine/model/a.ts',
      `import { x } from '../trace'; import { y } from '../kernel/SimTime.ts';`,
    ],
    ['engine/lifecycles/a.ts', `import { setup } from 'xstate';`],
    ['engine/trace/a.test.ts', `import { x } from '../model/Simulation.ts';`],
    ['engine/verification/a.test.ts', `import { x } from '../../scenarios'; import 'node:fs';`],
    ['sweeps/a.ts', `new Worker(new URL('./worker.ts', import.meta.url)); // import 'react'`],
    ['cli/main.ts', `import 'node:fs'; import { x } from '../lessons/course';`],
    ['bench/main.ts', `import { x } from '../playback';`],
    ['explain/a.ts', `const text = "import { x } from '../store'"; /* import('react') */`],
  ])('and an allowed one is not: %s: %s', (path, source) => {
    expect(brokenImports(rules, { [path]: source })).toEqual([]);
  });
});

describe('a planted cause of differing runs is caught', () => {
  it.each([
    'const t = Date.now();',
    'const t = new Date();',
    'let t: Date;',
    'const t = performance.now();',
    'const r = Math.random();',
    'const r = crypto.getRandomValues(a);',
    'setTimeout(step, 0);',
    'setInterval(step, 0);',
    'setImmediate(step);',
    'queueMicrotask(step);',
    'requestAnimationFrame(step);',
    'Promise.resolve().then(step);',
    'let later: Promise<number>;',
    'async function step() {}',
    'const step = async () => 1;',
    'class A { async step() {} }',
    'await step();',
    'for await (const x of xs) step(x);',
    "const x = import('./a.ts');",
    'new Intl.NumberFormat();',
    'const s = n.toLocaleString();',
    "const s = n['toLocaleString']();",
    'const { toLocaleString } = n;',
    'a.localeCompare(b);',
    's.toLocaleUpperCase();',
    'new WeakRef(a);',
    'new FinalizationRegistry(f);',
    'navigator.hardwareConcurrency;',
    "globalThis['perform' + 'ance'];",
    "eval('1');",
    "new Function('return 1');",
    'declare const host: { now(): number };',
    'declare function now(): number;',
    'import.meta.url;',
    'Math.log(x);',
    'Math.exp(x);',
    'Math.pow(x, 2);',
    'Math.sin(x);',
    'Math.cos(x);',
    'Math.tan(x);',
    'Math.cbrt(x);',
    'Math.hypot(x, y);',
    'Math.log1p(x);',
    'Math.log2(x);',
    'Math.log10(x);',
    'Math.expm1(x);',
    'Math.atan2(x, y);',
    'Math.tanh(x);',
    'Math.round(x);',
    "Math['log'](x);",
    'const { log } = Math;',
    'const M = Math;',
    'x ** 2;',
    'x **= 2;',
    'for (const k in o) step(k);',
    '// @ts-ignore\nstep();',
    '// @ts-expect-error: it is fine\nstep();',
    '// biome-ignore lint/a/b: it is fine\nstep();',
  ])('%s', (source) => {
    expect(unrepeatable('engine/model/a.ts', source)).toHaveLength(1);
  });

  it.each([
    'const n = Math.imul(Math.floor(a), Math.trunc(b)) + Math.sqrt(Math.abs(c));',
    'const n = Math.min(Math.max(a, b), Math.clz32(c));',
    "const text = 'Date.now() ** Math.random()'; // new Date(), Math.log, for (k in o)",
    'const text = `await Promise`; /* setTimeout */',
    'const pattern = /Date|Math\\.log/;',
    'fact.Date = 1; const a = { performance: 1, Promise: 2 }; const { crypto: key } = a;',
    'interface A { Date: number; navigator(): void }',
    'for (const [key, value] of map) step(key, value);',
    'function* steps() { yield 1; }',
  ])('and this is not: %s', (source) => {
    expect(unrepeatable('engine/model/a.ts', source)).toEqual([]);
  });

  it('names the file, the line and the reason', () => {
    expect(unrepeatable('engine/model/a.ts', 'const a = 1;\nconst b = a ** 2;')).toEqual([
      'engine/model/a.ts:2 has **: powers are not exact everywhere; multiply',
    ]);
  });
});
