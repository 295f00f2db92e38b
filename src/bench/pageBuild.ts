/** pageBuild builds a page in memory, in the way in which the product is built. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

/** The folder of the project. */
export const root = resolve(fileURLToPath(import.meta.url), '../../..');

type Output = Rolldown.RolldownOutput['output'];

/** The product itself. */
export function buildProduct(): Promise<Output> {
  return buildPage({ configFile: `${root}/vite.config.ts` });
}

/** A page with one script, by its path in the project, and nothing else. */
export function buildScript(entry: string): Promise<Output> {
  return buildPage({ configFile: false }, `${root}/${entry}`);
}

async function buildPage(config: { configFile: string | false }, input?: string): Promise<Output> {
  const made = await build({
    ...config,
    root,
    logLevel: 'error',
    mode: 'production',
    // A test has another one, and would weigh the React of development.
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      ...(input === undefined ? {} : { rolldownOptions: { input } }),
    },
  });
  if (!('output' in made)) throw new Error('the build made more than one page');
  return made.output;
}
