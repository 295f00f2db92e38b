/** bundle packs a measurement the way the product is packed, so that what is measured is what is shipped. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

/** Returns the folder and the file to run; the folder is the caller's to remove. */
export async function bundle(entry: string): Promise<{ folder: string; file: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'queuescope-bench-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: folder,
      minify: true,
      rollupOptions: { output: { entryFileNames: 'measure.mjs' } },
    },
  });
  return { folder, file: join(folder, 'measure.mjs') };
}
