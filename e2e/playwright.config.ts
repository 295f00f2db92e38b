import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type LaunchOptions } from '@playwright/test';

// What find-browser.mjs found to work. Without it, Playwright looks for a browser of its own.
const launchOptions: LaunchOptions = JSON.parse(process.env['QUEUESCOPE_LAUNCH'] ?? '{}');

// Workers load this file again: the first to choose a port tells the others.
process.env['QUEUESCOPE_E2E_PORT'] ??= String(await freePort());
const baseURL = `http://127.0.0.1:${process.env['QUEUESCOPE_E2E_PORT']}/`;

const node = JSON.stringify(process.execPath);
const isCI = Boolean(process.env['CI']);

/**
 * The tests run on the build, as a learner gets it. They compare no pictures: the browser and its
 * fonts differ from machine to machine.
 */
export default defineConfig({
  testDir: '.',
  outputDir: 'results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: isCI,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL,
    launchOptions,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
  },
  webServer: {
    command: `${node} node_modules/vite/bin/vite.js preview --host 127.0.0.1 --strictPort --port ${process.env['QUEUESCOPE_E2E_PORT']}`,
    cwd: dirname(dirname(fileURLToPath(import.meta.url))),
    url: baseURL,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
