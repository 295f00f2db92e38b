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

const { output, later, ...first } = execute(process.argv.slice(2));
process.exitCode = first.code;
for (const piece of output) await print(piece);
const { code, complaint } = later ? await later({ print, progress }) : first;
process.exitCode = code;
progress('');
if (complaint !== undefined) process.stderr.write(`${oneLine(complaint)}\n`);

async function print(piece: string): Promise<void> {
  progress('');
  if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
}

/** One line that is written over; only where somebody watches. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

/** What was typed may hold anything: on the terminal it stays one line without control characters. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}
