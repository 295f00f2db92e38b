/** The command line: connects `execute` to the terminal, and nothing more. */
import { once } from 'node:events';
import { execute } from './execute.ts';

/** Whoever reads may stop reading: `trace … | head` is no mistake of anybody. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// npm starts scripts in the project's folder, but files are named from where the person stands.
const { npm_lifecycle_event: script, INIT_CWD: standsAt } = process.env;
if (script === 'sim' && standsAt !== undefined) process.chdir(standsAt);

const { code, output, complaint } = execute(process.argv.slice(2));
process.exitCode = code;
for (const piece of output) {
  if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
}
if (complaint !== undefined) process.stderr.write(`${oneLine(complaint)}\n`);

/** What was typed may hold anything: on the terminal it stays one line without control characters. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}
