/** huntPlanted hunts in copies of the engine, one folder after another, and prints what it finds as JSON. */
import { pathToFileURL } from 'node:url';

const [runs, seed, ...folders] = process.argv.slice(2);
const found: (string | null)[] = [];
for (const folder of folders) {
  const { href } = pathToFileURL(`${folder}/verification/huntBug.ts`);
  const { huntBug } = (await import(href)) as typeof import('./huntBug.ts');
  found.push(huntBug(Number(runs), Number(seed)));
}
process.stdout.write(JSON.stringify(found));
