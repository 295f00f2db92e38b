/**
 * Makes sure that the packages are installed, with nothing but Node's own modules, so that
 * `npm start` and `npm test` work in a fresh clone.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, run, runNode } from './run.mjs';

const stampFile = join(root, 'node_modules/.queuescope-installed');

/** Checks Node, then installs what is missing. Ends the process with a sentence where it cannot. */
export async function ensure() {
  const { engines } = readJson('package.json');
  if (!satisfies(process.versions.node, engines.node)) {
    stop(`Queuescope needs Node ${wording(engines.node)}; this is Node ${process.versions.node}.`);
  }

  const stamp = stampOf(readFileSync(join(root, 'package-lock.json')));
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;

  // Someone may have installed by hand: what is already right is not installed again.
  if (!isInstalled()) {
    console.log('Installing packages (once; about half a minute) ...');
    if ((await installPackages()) !== 0) {
      stop('The packages could not be installed: see the messages of npm above.');
    }
  }
  writeFileSync(stampFile, stamp);
}

/** @param {Buffer} lock */
function stampOf(lock) {
  const major = process.versions.node.split('.')[0];
  const hash = createHash('sha256').update(lock).digest('hex');
  return `${hash} ${process.platform} ${process.arch} node${major}\n`;
}

/** Whether every package of the lock that belongs on this machine is there, in its locked version. */
function isInstalled() {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(readJson('package-lock.json').packages).every(
    ([path, wanted]) =>
      path === '' || !belongsHere(wanted) || installed[path]?.version === wanted.version,
  );
}

/** @param {{ optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} entry */
function belongsHere({ optional, os, cpu, libc }) {
  // Optional for no platform: a dependency of a binary that may itself belong elsewhere.
  if (optional && !os && !cpu) return false;
  if (os && !os.includes(process.platform)) return false;
  if (cpu && !cpu.includes(process.arch)) return false;
  return !libc || libc.includes(libcHere());
}

function libcHere() {
  if (process.platform !== 'linux') return 'none';
  const report = /** @type {any} */ (process.report.getReport());
  return report.header.glibcVersionRuntime ? 'glibc' : 'musl';
}

async function installPackages() {
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = npmProgram();
  return npm ? runNode([npm, ...args]) : run('npm', args);
}

/** npm as a Node program: the one that runs this script, or else the one that came with Node. */
function npmProgram() {
  const beside = dirname(process.execPath);
  return [
    process.env['npm_execpath'],
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
  ].find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
}

/** @param {string} name */
function readJson(name) {
  return JSON.parse(readFileSync(join(root, name), 'utf8'));
}

/**
 * Understands just what package.json uses: `^a.b.c` and `>=a.b.c`, joined by `||`.
 *
 * @param {string} version
 * @param {string} range
 */
export function satisfies(version, range) {
  return range.split('||').some((part) => {
    const wanted = part.trim();
    const floor = wanted.replace(/^(\^|>=)/, '');
    if (compare(version, floor) < 0) return false;
    return !wanted.startsWith('^') || version.split('.')[0] === floor.split('.')[0];
  });
}

/**
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  const right = numbersOf(b);
  return (
    numbersOf(a)
      .map((part, i) => part - (right[i] ?? 0))
      .find((gap) => gap !== 0) ?? 0
  );
}

/** @param {string} version */
function numbersOf(version) {
  return version.split('.').map((part) => Number.parseInt(part, 10));
}

/** @param {string} range `^20.19.0 || >=22.12.0` reads as `20.19+ or 22.12+`. */
function wording(range) {
  const floors = range.split('||').map((part) => part.trim().replace(/^(\^|>=)|\.0$/g, ''));
  return floors.map((floor) => `${floor}+`).join(' or ');
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
