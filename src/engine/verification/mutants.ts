/**
 * mutants plants each bug of the list in the engine, and prints which check catches it:
 *
 *     npm run mutants
 *
 * Exit code 1 when one survives, is caught by none of the checks that should, or when something is found
 * in the engine as it is.
 */
import { huntMutants } from './huntMutants.ts';
import { plantedBugs } from './plantedBugs.ts';

const [asItIs, ...found] = huntMutants(plantedBugs);
const rows = [
  ['mutant', 'where', 'caught by', 'caught'],
  ...found.map(({ bug, says, caughtBy, isCaught }) => [
    bug?.title ?? '',
    bug?.file ?? '',
    caughtBy ?? (says === null ? 'nothing' : `no check with a name: ${says.split('\n')[0]}`),
    isCaught ? 'yes' : 'NO',
  ]),
];
const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
for (const row of rows) {
  process.stdout.write(
    `${row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd()}\n`,
  );
}
const survivors = found.filter((one) => !one.isCaught).length;
process.stdout.write(`\n${found.length - survivors} of ${found.length} are caught\n`);
if (asItIs?.says != null) process.stdout.write(`without any of them: ${asItIs.says}\n`);
process.exitCode = survivors === 0 && asItIs?.says == null ? 0 : 1;
