/**
 * Prints what has been found: a line for each engine, and their count as the last line.
 *
 * @typedef {object} Result
 * @property {string} name
 * @property {'equal' | 'different' | 'failed' | 'skipped'} verdict
 * @property {string} [reason] why it is not equal
 * @property {string} [version]
 * @property {number} [cells]
 * @property {number} [seconds] that it took, from starting it
 * @property {import('./compare.mjs').Comparison} [logarithm] its own Math.log against Node's
 */

/** @param {Result[]} results */
export function print(results) {
  const lines = results.map(({ name, version = '', cells, seconds, verdict, reason }) => [
    name,
    version,
    String(cells ?? ''),
    seconds === undefined ? '' : `${seconds.toFixed(0)} s`,
    reason ? `${verdict}: ${reason}` : verdict,
  ]);
  const table = [['engine', 'version', 'cells', 'took', ''], ...lines];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...table.map((line) => line[column]?.length ?? 0)),
  );
  console.log('');
  for (const line of table) {
    console.log(
      line
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
  printLogarithms(results);
  const verdicts = ['equal', 'different', 'failed', 'skipped'];
  const counts = verdicts.map(
    (verdict) => `${results.filter((one) => one.verdict === verdict).length} ${verdict}`,
  );
  console.log(counts.join(', '));
}

/** Why the engine has a logarithm of its own: this is what would have been compared without it. */
function printLogarithms(/** @type {Result[]} */ results) {
  const [, ...others] = results.filter(({ logarithm }) => logarithm !== undefined);
  if (others.length === 0) return;
  const phrases = others.map(({ name, logarithm }) =>
    logarithm?.different
      ? `${name}'s differs from Node's in ${logarithm.different} of ${logarithm.cells} blocks`
      : `${name}'s equals Node's`,
  );
  console.log(`\nFor comparison, their own Math.log: ${phrases.join(', ')}.\n`);
}
