/**
 * Every check of the project, one after another, from a fresh clone too. A part that fails does not
 * hide the parts after it. The last line is the sum over all of them and always reads
 * `N passed, N failed`; skipped tests are told on the line before it.
 *
 * The lock file, types, lint and build count as one check each; unit and end-to-end tests count
 * as many as their runners report.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runEndToEnd } from './e2e.mjs';
import { ensure } from './ensure.mjs';
import { bin, root, runNode } from './run.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */
/** @typedef {{ name: string, tally: Tally, seconds: number, note?: string }} Part */

await ensure();

const reports = mkdtempSync(join(tmpdir(), 'queuescope-test-'));
/** @type {Part[]} */
const parts = [];

await part('lock file', () => oneCheck([join(root, 'scripts/check-lock.mjs')]));
await part('types', () => oneCheck([bin.tsc, '-b']));
await part('lint', () => oneCheck([bin.biome, 'check', '--error-on-warnings']));
await part('unit tests', unitTests);
const build = await part('build', () => oneCheck([bin.vite, 'build', '--logLevel', 'warn']));
if (build.failed === 0) await part('end-to-end tests', endToEndTests);
else parts.push({ name: 'end-to-end tests', tally: none(), seconds: 0, note: 'not run: no build' });

rmSync(reports, { recursive: true, force: true });
summarise();

/**
 * @param {string} name
 * @param {() => Promise<Tally>} work
 */
async function part(name, work) {
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
  const start = Date.now();
  const tally = await work();
  parts.push({ name, tally, seconds: (Date.now() - start) / 1000 });
  return tally;
}

/** @param {string[]} args */
async function oneCheck(args) {
  const code = await runNode(args);
  return { ...none(), ...(code === 0 ? { passed: 1 } : { failed: 1 }) };
}

async function unitTests() {
  const file = join(reports, 'unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await runNode([bin.vitest, 'run', ...reporters]);
  return settle(code, readReport(file), (report) => ({
    passed: report.numPassedTests,
    // A file that cannot be loaded has no tests to fail, so it counts as one.
    failed: report.numFailedTests + report.testResults.filter(failedToLoad).length,
    skipped: report.numPendingTests + report.numTodoTests,
  }));
}

/** @param {{ status: string, assertionResults: { status: string }[] }} file */
function failedToLoad(file) {
  return (
    file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')
  );
}

async function endToEndTests() {
  const file = join(reports, 'e2e.json');
  const code = await runEndToEnd(['--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  return settle(code, readReport(file), ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }));
}

/**
 * The runner's own count, where there is one. A runner that ended badly without naming a failed
 * test (it crashed, or an error came from outside any test) is itself one failure.
 *
 * @param {number} code
 * @param {any} report
 * @param {(report: any) => Tally} count
 * @returns {Tally}
 */
function settle(code, report, count) {
  const tally = report ? count(report) : none();
  const ran = tally.passed + tally.failed > 0;
  return tally.failed === 0 && (code !== 0 || !ran) ? { ...tally, failed: 1 } : tally;
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @returns {Tally} */
function none() {
  return { passed: 0, failed: 0, skipped: 0 };
}

function summarise() {
  const sum = none();
  console.log('');
  for (const { name, tally, seconds, note } of parts) {
    sum.passed += tally.passed;
    sum.failed += tally.failed;
    sum.skipped += tally.skipped;
    const verdict = note ?? (tally.failed > 0 ? 'FAILED' : 'ok');
    const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
    const numbers = note ? '' : `  ${wording(tally)}${skipped}, ${seconds.toFixed(1)} s`;
    console.log(`${name.padEnd(18)} ${verdict}${numbers}`);
  }
  process.exitCode = sum.failed > 0 ? 1 : 0;
  if (sum.skipped > 0) console.log(`${sum.skipped} skipped`);
  console.log(wording(sum));
}

/** @param {Tally} tally */
function wording({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}
