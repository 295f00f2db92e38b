/**
 * Finds a Chromium that works on this machine, and gets one where there is none.
 *
 * A path proves nothing (a wrapper of an absent snap, a library that is missing), so each candidate
 * is launched and must show a page. Cheap candidates come first; whatever downloads comes last.
 */
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bin, isMain, root, run, runNode } from './run.mjs';

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
  for (const candidate of named()) {
    const version = await tryLaunch(candidate);
    if (version) return { ...candidate, version };
    say(refusals.at(-1));
  }
  for (const candidate of [playwrights(), ...installed()]) {
    const version = await tryLaunch(candidate);
    if (version) return { ...candidate, version };
  }
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

/** @param {string} program */
function onPath(program) {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path));
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
  if (!isRoot || !isDebian()) return undefined;
  say('Installing the chromium package of Debian ...');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const patience = ['-o', 'DPkg::Lock::Timeout=180'];
  await run('apt-get', [...patience, '-qq', 'update'], env, 5 * minute);
  const install = ['install', '-qq', '-y', '--no-install-recommends', 'chromium'];
  const code = await run('apt-get', [...patience, ...install], env, 8 * minute);
  const executablePath = onPath('chromium');
  return code === 0 && executablePath
    ? { name: executablePath, launch: { executablePath, args } }
    : undefined;
}

function isDebian() {
  const release = '/etc/os-release';
  return existsSync(release) && /^ID="?debian"?$/m.test(readFileSync(release, 'utf8'));
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
