/**
 * Writes down what the reader makes of the system that a cold link opens, so that the page need not read
 * it: `node --import tsx scripts/first-scenario.ts`, after a change of that file or of the format.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { FIRST, shippedScenario } from '../src/scenarios/index.ts';
import { bin, runNode } from './run.mjs';

const file = fileURLToPath(new URL('../src/scenarios/library/firstScenario.ts', import.meta.url));
const literal = inspect(shippedScenario(FIRST), {
  depth: Number.POSITIVE_INFINITY,
  maxArrayLength: Number.POSITIVE_INFINITY,
  maxStringLength: Number.POSITIVE_INFINITY,
}).replaceAll(': Infinity', ': Number.POSITIVE_INFINITY');
writeFileSync(
  file,
  `/**
 * firstScenario is the system that a cold link opens, as the reader makes it of its file: a page that
 * shows it waits for no reader. A test holds it to the file; \`scripts/first-scenario.ts\` writes it.
 */
import type { Scenario } from '../../engine/index.ts';

/** Its name in the library. */
export const FIRST = 'payment-system';

export const firstScenario: Scenario & { readonly name: typeof FIRST } = ${literal};
`,
);
process.exitCode = await runNode([bin.biome, 'check', '--write', file]);
