/**
 * The browsers of the three engines, and how each is opened at an address.
 *
 * Playwright drives those that it has itself. Others are simply started with the address: the page
 * reports back by itself, so neither WebDriver nor Marionette is needed. (Playwright's Firefox and
 * WebKit can rarely be had where its download is refused, and it cannot drive those of a distribution.)
 */
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, firefox, webkit } from 'playwright';
import { findInstalledBrowser } from '../find-browser.mjs';
import { onPath } from '../run.mjs';
import { start, versionOf } from './programs.mjs';

/**
 * `ended` resolves to a reason when the browser ends by itself.
 *
 * @typedef {{ version?: string, ended: Promise<string>, close: () => Promise<void> }} Opened
 * @typedef {{ name: string, patienceMs?: number, open: (url: string) => Promise<Opened> }} Candidate
 * @typedef {object} Engine
 * @property {string} name
 * @property {string} needs what the machine must have, in words
 * @property {string[]} packages of Debian that have it
 * @property {() => Promise<Candidate[]>} candidates those that may be on this machine, best first
 */

/** @type {Engine[]} */
export const engines = [
  {
    name: 'Chromium',
    needs: 'Chromium, Chrome or Edge',
    packages: ['chromium'],
    candidates: chromiums,
  },
  {
    name: 'Firefox',
    needs: "Firefox or Playwright's Firefox",
    packages: ['firefox-esr'],
    candidates: firefoxes,
  },
  {
    name: 'WebKit',
    needs: "WebKitGTK's MiniBrowser and a screen (or Xvfb), or Playwright's WebKit",
    // The library brings MiniBrowser along.
    packages: ['libwebkit2gtk-4.1-0', 'xvfb'],
    candidates: webkits,
  },
];

/** Whatever a person opens: Safari, say, for which there is no other way. @type {Engine} */
export const byHand = {
  name: 'By hand',
  needs: 'somebody who opens the address',
  packages: [],
  async candidates() {
    return [{ name: 'a browser of yours', patienceMs: 600_000, open: askToOpen }];
  },
};

/** @param {string} url */
async function askToOpen(url) {
  console.log(`Open ${url} in any browser on this machine.`);
  /** @type {Promise<string>} */
  const ended = new Promise(() => undefined);
  return { ended, close: async () => undefined };
}

async function chromiums() {
  const found = await findInstalledBrowser();
  return found ? [playwrights(found.name, chromium, found.launch)] : [];
}

async function firefoxes() {
  const paths = [process.env['FIREFOX_PATH'], onPath('firefox'), onPath('firefox-esr')];
  return [
    ...(isInstalled(firefox) ? [playwrights("Playwright's Firefox", firefox)] : []),
    ...paths.filter((path) => path !== undefined).map((path) => candidate(path, openFirefox)),
  ];
}

async function webkits() {
  return [
    ...(isInstalled(webkit) ? [playwrights("Playwright's WebKit", webkit)] : []),
    ...miniBrowsers().map((path) => candidate(path, openMiniBrowser)),
  ];
}

/**
 * @param {string} path
 * @param {(path: string, url: string) => Promise<Opened>} open
 * @returns {Candidate}
 */
function candidate(path, open) {
  return { name: path, open: (url) => open(path, url) };
}

/** Where distributions put MiniBrowser: never on the PATH. */
function miniBrowsers() {
  const libraries = [
    '/usr/lib',
    '/usr/lib64',
    '/usr/libexec',
    ...subfolders('/usr/lib', /-linux-/),
  ];
  return libraries
    .flatMap((library) => subfolders(library, /^webkit(2gtk|gtk)-/))
    .map((folder) => join(folder, 'MiniBrowser'))
    .filter((path) => existsSync(path));
}

/**
 * @param {string} folder
 * @param {RegExp} pattern
 */
function subfolders(folder, pattern) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => pattern.test(name));
  return names.map((name) => join(folder, name));
}

/** @param {import('playwright').BrowserType} type */
function isInstalled(type) {
  try {
    return existsSync(type.executablePath());
  } catch {
    // Playwright has none for this system.
    return false;
  }
}

/**
 * @param {string} name
 * @param {import('playwright').BrowserType} type
 * @param {import('playwright').LaunchOptions} [launch]
 * @returns {Candidate}
 */
function playwrights(name, type, launch = {}) {
  return {
    name,
    async open(url) {
      const browser = await type.launch(launch);
      /** @type {Promise<string>} */
      const ended = new Promise((resolve) => browser.on('disconnected', () => resolve('it ended')));
      const page = await browser.newPage();
      await page.goto(url);
      return { version: browser.version(), ended, close: () => browser.close() };
    },
  };
}

/**
 * Without what a first start would put before the page, and without the question whether a page that
 * computes for long should be stopped.
 */
const firefoxPreferences = {
  'app.normandy.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.max_script_run_time': 0,
  'toolkit.telemetry.enabled': false,
};

/**
 * @param {string} path
 * @param {string} url
 */
async function openFirefox(path, url) {
  const profile = mkdtempSync(join(tmpdir(), 'queuescope-firefox-'));
  const lines = Object.entries(firefoxPreferences).map(
    ([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  const version = versionOf(path);
  const opened = start([path, '--headless', '--no-remote', '--profile', profile, url]);
  const close = async () => {
    await opened.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { version, ended: opened.ended, close };
}

/**
 * @param {string} path
 * @param {string} url
 */
async function openMiniBrowser(path, url) {
  const screen = await openScreen();
  const env = { ...process.env, ...screen.env };
  const opened = start([path, '--private', url], { env });
  const close = async () => {
    await opened.close();
    await screen.close();
  };
  return { version: versionOf(path, env), ended: opened.ended, close };
}

/** A screen of its own where that can be had, so that no window pops up on somebody's desk. */
async function openScreen() {
  const path = onPath('Xvfb');
  if (!path) {
    if (process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
      return { env: {}, close: async () => undefined };
    throw new Error('there is no screen, and no Xvfb to stand in for one');
  }
  // It chooses a free number and writes it to its fourth channel once it is ready.
  const { child, ended, close } = start([path, '-displayfd', '3', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const channel = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
  const number = await Promise.race([once(channel, 'data'), ended]);
  if (typeof number === 'string') throw new Error(`Xvfb: ${number}`);
  return { env: { DISPLAY: `:${String(number).trim()}`, GDK_BACKEND: 'x11' }, close };
}
