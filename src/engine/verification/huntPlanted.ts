/** huntPlanted hunts in the engine that it lies in, planted bug and all, and prints what it finds as JSON. */
import { huntBug } from './huntBug.ts';

const [runs, seed] = process.argv.slice(2);
process.stdout.write(JSON.stringify(huntBug(Number(runs), Number(seed))));
