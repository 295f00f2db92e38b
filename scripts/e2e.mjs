/**
 * Builds the app and runs the end-to-end tests on the build. Arguments go to Playwright:
 *
 *     npm run e2e                       all of them
 *     npm run e2e -- smoke --headed     one spec, to watch
 */
import { ensure } from './ensure.mjs';
import { bin, isMain, runNode } from './run.mjs';

/**
 * Runs Playwright on what `vite build` left in dist, with a browser that is known to start.
 *
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} the exit code
 */
export async function runEndToEnd(args, env = {}) {
  // It needs Playwright, which may not have been installed when this module was loaded.
  const { findBrowser } = await import('./find-browser.mjs');
  let browser;
  try {
    browser = await findBrowser();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
  console.log(`Browser: ${browser.name}, version ${browser.version}`);
  const launch = JSON.stringify(browser.launch);
  return runNode([bin.playwright, 'test', '--config', 'e2e', ...args], {
    ...env,
    QUEUESCOPE_LAUNCH: launch,
  });
}

if (isMain(import.meta.url)) {
  await ensure();
  const built = await runNode([bin.vite, 'build', '--logLevel', 'warn']);
  process.exitCode = built === 0 ? await runEndToEnd(process.argv.slice(2)) : built;
}
