/**
 * Compares the tables of two engines cell by cell.
 *
 * @typedef {import('./cells.ts').Cell} Cell
 * @typedef {{ cells: number, different: number, first: string | undefined }} Comparison
 * @typedef {{ hash: string, state: string }} Golden
 */

/**
 * What each name must have as its value: the golden one where there is one, and otherwise what its first
 * cell says.
 *
 * @param {readonly Cell[]} cells of the engine that the others are compared with
 * @param {ReadonlyMap<string, Golden>} golden by the name of the cell
 * @returns {Map<string, string>}
 */
export function expectedOf(cells, golden) {
  const expected = new Map();
  for (const [name, { hash, state }] of golden) expected.set(name, `run ${hash}, state ${state}`);
  for (const { name, value } of cells) {
    if (!expected.has(name)) expected.set(name, value);
  }
  return expected;
}

/**
 * A cell that one side lacks is a difference too: an engine that computes nothing is not equal.
 *
 * @param {ReadonlyMap<string, string>} expected
 * @param {readonly Cell[]} cells
 * @returns {Comparison}
 */
export function compare(expected, cells) {
  const differences = [];
  const missing = new Set(expected.keys());
  for (const { name, way, value } of cells) {
    missing.delete(name);
    const wanted = expected.get(name);
    if (value !== wanted) {
      differences.push(`${name}, ${way}: ${value}; expected ${wanted ?? 'no such cell'}`);
    }
  }
  for (const name of missing) differences.push(`${name}: not computed`);
  return { cells: cells.length, different: differences.length, first: differences[0] };
}
