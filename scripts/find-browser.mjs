/**
 * Finds a Chromium that works on this machine, and gets one where there is none.
 *
 * A path proves nothing (a wrapper of an absent snap, a library that is missing), so each candidate
 * is launched and must show a page. Cheap candidates come first; whatever downloads comes last.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installPackages, isDebianRoot } from './debian.mjs';
import { bin, isMain, onPath, root, run, runNode } from './run.mjs';

/** @typedef {import('playwright').LaunchOptions} LaunchOptions */
/** @typedef {{ name: string, launch: LaunchOptions }} Candidate */

const isLinux = process.platform === 'linux';
const isRoot = process.getuid?.() === 0;
const minute = 60_000;

/** The browser's own sandbox refuses root, and containers give /dev/shm very little room. */
const args = [
  ...(isLinux && isRoot ? ['--no-sandbox'] : []),
  ...(isLinux ? ['--disable-dev-shm-usage'] : []),
];

/** Why the candidates so far were passed over. @type {string[]} */
const refusals = [];

/**
 * @returns {Promise<Candidate & { version: string }>} launch options that worked a moment ago
 * @throws {Error} with a sentence for people, when no browser can be had
 */
export async function findBrowser() {
  const found = await findInstalledBrowser();
  if (found) return found;
  say('No browser on this machine shows a page:', ...refusals);
  for (const get of [downloadPlaywrights, installDebians, unpackServerless]) {
    const candidate = await get();
    const version = candidate && (await tryLaunch(candidate));
    if (version) return { ...candidate, version };
  }
  throw new Error(
    'No browser for the end-to-end tests: none of the installed ones starts, and none could be ' +
      'downloaded. Install Chromium, Chrome or Edge, or set QUEUESCOPE_BROWSER to the path of one.',
  );
}

/**
 * The same, of what is on this machine: nothing is downloaded.
 *
 * @returns {Promise<(Candidate & { version: string }) | undefined>}
 */
export async function findInstalledBrowser() {
  for (const candidate of named()) {
    const version = await tryLaunch(candidate);
    if (version) return { ...candidate, version };
    say(refusals.at(-1));
  }
  for (const candidate of [playwrights(), ...installed()]) {
    const version = await tryLaunch(candidate);
    if (version) return { ...candidate, version };
  }
  return undefined;
}

/** What a person chose. A path that does not work is reported, and the search goes on. */
function named() {
  return ['QUEUESCOPE_BROWSER', 'CHROME_PATH'].flatMap((variable) => {
    const executablePath = process.env[variable];
    return executablePath
      ? [{ name: `${variable} (${executablePath})`, launch: { executablePath, args } }]
      : [];
  });
}

/** @returns {Candidate} */
function playwrights() {
  return { name: "Playwright's Chromium", launch: { args } };
}

/** @returns {Candidate[]} */
function installed() {
  const programs = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  ];
  const channels = ['chrome', 'msedge'];
  return [
    ...programs
      .map(onPath)
      .filter((path) => path !== undefined)
      .map((executablePath) => ({ name: executablePath, launch: { executablePath, args } })),
    ...channels.map((channel) => ({ name: `the channel ${channel}`, launch: { channel, args } })),
  ];
}

/** The system libraries that it needs are asked for only once the download is known to work. */
async function downloadPlaywrights() {
  say("Downloading Playwright's Chromium ...");
  const code = await run(
    process.execPath,
    [bin.playwright, 'install', '--only-shell', 'chromium'],
    {},
    5 * minute,
  );
  if (code !== 0) return undefined;
  if (isLinux && isRoot && !(await tryLaunch(playwrights()))) {
    await run(process.execPath, [bin.playwright, 'install-deps', 'chromium'], {}, 5 * minute);
  }
  return playwrights();
}

/** Debian only: the package of the same name in Ubuntu is a stub that needs snap. */
async function installDebians() {
  if (!isDebianRoot()) return undefined;
  say('Installing the chromium package of Debian ...');
  const code = await installPackages(['chromium']);
  const executablePath = onPath('chromium');
  return code === 0 && executablePath
    ? { name: executablePath, launch: { executablePath, args } }
    : undefined;
}

/** A Chromium that travels inside an npm package: Linux on x64, and no root needed. */
async function unpackServerless() {
  if (!isLinux || process.arch !== 'x64') return undefined;
  say('Downloading the Chromium of @sparticuz/chromium ...');
  const folder = join(root, 'node_modules/.cache/serverless-chromium');
  const npm = process.env['npm_execpath'];
  const install = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder];
  const wanted = [...install, '@sparticuz/chromium@147.0.0'];
  const code = await (npm ? runNode([npm, ...wanted]) : run('npm', wanted));
  if (code !== 0) return undefined;
  const entry = join(folder, 'node_modules/@sparticuz/chromium/build/esm/index.js');
  const { default: packed } = await import(pathToFileURL(entry).href);
  const executablePath = await packed.executablePath();
  return {
    name: '@sparticuz/chromium',
    launch: { executablePath, args },
  };
}

/**
 * @param {Candidate} candidate
 * @returns {Promise<string | undefined>} the browser's version, where it could show a page
 */
async function tryLaunch({ name, launch }) {
  const { chromium } = await import('playwright');
  let browser;
  try {
    browser = await chromium.launch({ ...launch, timeout: minute });
    const page = await browser.newPage();
    await page.goto('data:text/html,<title>it works</title>');
    return (await page.title()) === 'it works' ? browser.version() : undefined;
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    refusals.push(`  ${name}: ${reason}`);
    return undefined;
  } finally {
    await browser?.close();
  }
}

/**
 * On stderr: the last line of stdout is the answer.
 *
 * @param {(string | undefined)[]} lines
 */
function say(...lines) {
  console.error(lines.join('\n'));
}

if (isMain(import.meta.url)) {
  try {
    console.log(JSON.stringify(await findBrowser()));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
