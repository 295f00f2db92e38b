/**
 * Holds Node, Chromium, Firefox and WebKit to one table of hashes: `npm run engines`.
 *
 *     npm run engines                  with the browsers that are here
 *     npm run engines -- --install     as root on Debian: installs those that are missing
 *     npm run engines -- --by-hand     also waits for a browser in which a person opens the address
 *
 * Each computes the table of `cells.ts` from the same packed file. The end of each shipped system must
 * be what goldenHashes.json says, everything else what Node computes at once, in whatever way one got
 * there. A browser that is not here or does not start is skipped, and said to be; one that opens the
 * page and does not answer has failed. FIREFOX_PATH and QUEUESCOPE_BROWSER (a Chromium) may name those
 * that are not found. The exit code is 0 when all that are not skipped are equal.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { installPackages, isDebianRoot } from '../debian.mjs';
import { ensure } from '../ensure.mjs';
import { root } from '../run.mjs';
import { compare, expectedOf } from './compare.mjs';
import { PageServer } from './PageServer.mjs';
import { print } from './print.mjs';
import { visit } from './visit.mjs';

/** @typedef {import('./cells.ts').Table} Table */

const options = readOptions();

await ensure();
// Only now: before that, Playwright may not be installed.
const { byHand, engines } = await import('./browsers.mjs');

const folder = mkdtempSync(join(tmpdir(), 'queuescope-engines-'));
const server = new PageServer(folder);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

await pack();
await server.listen();
console.log('Node computes ...');
let startMs = performance.now();
const here = await import(pathToFileURL(join(folder, 'cells.js')).href);
/** @type {Table} */
const table = await here.tableOf(async () => undefined);
const expected = expectedOf(table.cells, golden());

const version = `${process.versions.node} (V8 ${process.versions.v8})`;
const results = [judged('Node', { kind: 'answered', version, table })];
for (const engine of options['by-hand'] ? [...engines, byHand] : engines) {
  console.log(`${engine.name} computes ...`);
  startMs = performance.now();
  let outcome = await visit(engine, server);
  if (outcome.kind === 'skipped' && options.install && engine.packages.length > 0) {
    outcome = (await install(engine.packages)) ? await visit(engine, server) : outcome;
  }
  results.push(judged(engine.name, outcome));
}
print(results);
process.exitCode = results.every(({ verdict }) => verdict === 'equal' || verdict === 'skipped')
  ? 0
  : 1;
server.close();

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { install: { type: 'boolean' }, 'by-hand': { type: 'boolean' } },
    });
    return values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return process.exit(2);
  }
}

/** Packs cells.ts as the product is packed, so that what is compared is what is shipped. */
async function pack() {
  const { build } = await import('vite');
  const entry = {
    cells: join(root, 'scripts/engines/cells.ts'),
    page: join(root, 'scripts/engines/page.ts'),
  };
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      target: 'es2022',
      minify: true,
      outDir: folder,
      lib: { entry, formats: ['es'], fileName: (_, name) => `${name}.js` },
    },
  });
}

/** The golden hashes, by the name of the cell that they are about: the end of a run. */
function golden() {
  const file = join(root, 'src/scenarios/library/goldenHashes.json');
  /** @type {Record<string, import('./compare.mjs').Golden>} */
  const hashes = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(Object.entries(hashes).map(([name, value]) => [here.nameOfEnd(name), value]));
}

/** @param {string[]} packages */
async function install(packages) {
  if (!isDebianRoot()) {
    console.log('Nothing can be installed here: that needs root on Debian.');
    return false;
  }
  console.log(`Installing ${packages.join(', ')} ...`);
  return (await installPackages(packages)) === 0;
}

/**
 * @param {string} name
 * @param {import('./visit.mjs').Outcome} outcome
 * @returns {import('./print.mjs').Result}
 */
function judged(name, outcome) {
  if (outcome.kind !== 'answered') return { name, verdict: outcome.kind, reason: outcome.reason };
  const { cells, different, first } = compare(expected, outcome.table.cells);
  return {
    name,
    version: outcome.version,
    cells,
    seconds: (performance.now() - startMs) / 1_000,
    ...(first === undefined
      ? { verdict: 'equal' }
      : { verdict: 'different', reason: `${different}, first: ${first}` }),
    logarithm: compare(expectedOf(table.native, new Map()), outcome.table.native),
  };
}
