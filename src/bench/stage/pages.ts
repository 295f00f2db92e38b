/** pages builds a page as the product is built, and serves it from memory to a browser of this machine. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

export interface Served {
  readonly url: string;
  stop(): void;
}

const root = resolve(fileURLToPath(import.meta.url), '../../../..');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** The product itself. */
export function serveProduct(): Promise<Served> {
  return serve({ configFile: `${root}/vite.config.ts` });
}

/** A page with one script, in the colours of the product, and nothing else. */
export function serveScript(entry: string): Promise<Served> {
  return serve({ configFile: false }, `${root}/${entry}`);
}

async function serve(config: InlineConfig, input?: string): Promise<Served> {
  const made = await build({
    ...config,
    root,
    logLevel: 'error',
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      ...(input === undefined ? {} : { rolldownOptions: { input } }),
    },
  });
  if (!('output' in made)) throw new Error('the build made more than one page');
  const files = new Map<string, string | Uint8Array>();
  for (const one of made.output) {
    files.set(`/${one.fileName}`, one.type === 'chunk' ? one.code : one.source);
  }
  const entry = made.output.find((one) => one.type === 'chunk' && one.isEntry);
  const styles = [...files.keys()].filter((name) => name.endsWith('.css'));
  const theme = readFileSync(`${root}/src/ui/theme.css`, 'utf8');
  const own = `<!doctype html><meta charset="utf-8"><title>bench</title><style>${theme}</style>${styles
    .map((name) => `<link rel="stylesheet" href="${name}">`)
    .join('')}<body><script type="module" src="/${entry?.fileName}"></script>`;
  if (input !== undefined) files.set('/index.html', own);
  return listen(files);
}

function listen(files: ReadonlyMap<string, string | Uint8Array>): Promise<Served> {
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://here').pathname;
    const name = path === '/' ? '/index.html' : path;
    const body = files.get(name);
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': types[extname(name)] ?? 'application/octet-stream',
    });
    response.end(body);
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      done({ url: `http://127.0.0.1:${port}/`, stop: () => server.close() });
    });
  });
}
