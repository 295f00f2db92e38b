/** pages builds a page as the product is built, and serves it from memory to a browser of this machine. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { buildProduct, buildScript, root } from '../pageBuild.ts';

export interface Served {
  readonly url: string;
  stop(): void;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** The product itself. */
export async function serveProduct(): Promise<Served> {
  return listen(filesOf(await buildProduct()));
}

/** A page with one script, in the colours of the product, and nothing else. */
export async function serveScript(entry: string): Promise<Served> {
  const output = await buildScript(entry);
  const files = filesOf(output);
  const script = output.find((one) => one.type === 'chunk' && one.isEntry);
  const styles = [...files.keys()].filter((name) => name.endsWith('.css'));
  const theme = readFileSync(`${root}/src/ui/theme.css`, 'utf8');
  const page = `<!doctype html><meta charset="utf-8"><title>bench</title><style>${theme}</style>${styles
    .map((name) => `<link rel="stylesheet" href="${name}">`)
    .join('')}<body><script type="module" src="/${script?.fileName}"></script>`;
  files.set('/index.html', page);
  return listen(files);
}

function filesOf(
  output: Awaited<ReturnType<typeof buildProduct>>,
): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>();
  for (const one of output) {
    files.set(`/${one.fileName}`, one.type === 'chunk' ? one.code : one.source);
  }
  return files;
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
