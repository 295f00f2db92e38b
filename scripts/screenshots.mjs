/**
 * Takes the pictures of the README from the build: `npm run build && node scripts/screenshots.mjs`.
 *
 * Each picture is a run held in a link, so that it shows the same instant wherever it is taken: a
 * spike of five times the orders at 10 s, one more consumer at 15 s, a crash before the ack at 22.4 s.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { preview } from 'vite';
import { findBrowser } from './find-browser.mjs';
import { root } from './run.mjs';

const acts = [
  { at: '10s', do: 'spike', target: 'checkout', factor: 5, length: '10s' },
  { at: '15s', do: 'addConsumer', target: 'senders' },
  { at: '22.4s', do: 'crashConsumer', target: 'senders', member: 1, point: 'afterEffect' },
];
const hash = `v=1&s=payment-system&seed=1&t=24s&acts=${Buffer.from(JSON.stringify(acts)).toString('base64url')}`;

const pictures = [
  { name: 'lab-paper', width: 1440, height: 900, scheme: /** @type {const} */ ('light') },
  { name: 'lab-ink', width: 1440, height: 900, scheme: /** @type {const} */ ('dark') },
];

const { chromium } = await import('playwright');
const server = await preview({ root, preview: { host: '127.0.0.1', port: 0 } });
const url = server.resolvedUrls?.local[0] ?? '';
const { launch } = await findBrowser();
const browser = await chromium.launch(launch);
await mkdir(join(root, 'docs'), { recursive: true });
for (const { name, width, height, scheme } of pictures) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
  await page.goto(`${url}#${hash}`);
  await page.getByRole('button', { name: 'Play' }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  // The crash's story is told by the message that came back.
  await page
    .getByRole('button', { name: /^m\d+$/ })
    .first()
    .click();
  await page.screenshot({ path: join(root, 'docs', `${name}.png`) });
  await page.close();
}
await browser.close();
await server.close();
