/**
 * Builds Queuescope and serves it on this machine, from a fresh clone too:
 *
 *     npm start                      the address is printed, and a browser opens on a desktop
 *     npm start -- --port 8080       another port; the next free one if it is taken
 *     npm start -- --no-open         no browser
 */
import { parseArgs } from 'node:util';
import { ensure } from './ensure.mjs';
import { root } from './run.mjs';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: process.env['PORT'] ?? '4173' },
    'no-open': { type: 'boolean', default: false },
  },
});

await ensure();
// Only now: before that, Vite may not be installed.
const { build, preview } = await import('vite');

console.log('Building ...');
await build({ root, logLevel: 'warn' });
const server = await preview({
  root,
  logLevel: 'warn',
  preview: {
    host: '127.0.0.1',
    port: Number(options.port),
    strictPort: false,
    open: !options['no-open'] && hasDesktop(),
  },
});
console.log(`Queuescope runs at ${server.resolvedUrls?.local[0]}   (Ctrl+C stops it)`);

// To stop it is what people do with it, and no failure.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0));

function hasDesktop() {
  const { CI, SSH_CONNECTION, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (CI || SSH_CONNECTION) return false;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}
