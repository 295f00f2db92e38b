/** huntPlanted hunts in the engine that it lies in, planted bug and all, and prints what it finds as JSON. */
import { type HuntedIn, huntBug } from './huntBug.ts';

const [runs, seed, ...grounds] = process.argv.slice(2);
process.stdout.write(
  JSON.stringify(huntBug(Number(runs), Number(seed), grounds as readonly HuntedIn[])),
);
