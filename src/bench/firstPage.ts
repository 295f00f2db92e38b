/**
 * firstPage weighs what a browser fetches of our page before it can show anything: the gzipped scripts that
 * index.html names, with all that they import at once, as `vite build` makes them.
 */
import { gzipSync } from 'node:zlib';
import type { Rolldown } from 'vite';
import { buildProduct, buildScript } from './pageBuild.ts';

export interface Weight {
  /** Of each script by itself, gzip -9. */
  readonly bytes: number;
  /** The files that it is made of. */
  readonly modules: readonly string[];
}

export interface FirstPage {
  /** What the first picture waits for. */
  readonly picture: Weight;
  /** What everything that can be pressed waits for: the same, with React and the panels. */
  readonly controls: Weight;
  /** The least page with React, made in the same way. */
  readonly hello: Weight;
}

type Chunk = Rolldown.OutputChunk;

export async function weighFirstPage(): Promise<FirstPage> {
  const page = chunksOf(await buildProduct());
  const hello = chunksOf(await buildScript('src/bench/hello.tsx'));
  const entry = page.filter(({ isEntry }) => isEntry);
  const controls = page.filter(({ facadeModuleId }) => facadeModuleId?.endsWith('showPage.tsx'));
  if (entry.length !== 1 || controls.length !== 1)
    throw new Error('the page has another shape than was to be weighed');
  return {
    picture: weigh(page, entry),
    controls: weigh(page, [...entry, ...controls]),
    hello: weigh(
      hello,
      hello.filter(({ isEntry }) => isEntry),
    ),
  };
}

function chunksOf(output: Awaited<ReturnType<typeof buildProduct>>): Chunk[] {
  return output.filter((one) => one.type === 'chunk');
}

/** Some chunks, and all that they import at once. */
function weigh(all: readonly Chunk[], some: readonly Chunk[]): Weight {
  const fetched = new Set(some);
  for (const chunk of fetched)
    for (const one of all) if (chunk.imports.includes(one.fileName)) fetched.add(one);
  const chunks = [...fetched];
  return {
    bytes: chunks.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0),
    modules: chunks.flatMap(({ moduleIds }) => moduleIds),
  };
}
