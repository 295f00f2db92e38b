/**
 * Properties draw the same examples each time, so that a red run is about the change and not about luck.
 * `SEED=7 npm run unit` draws others; fast-check prints the seed of whatever fails.
 */
import fc from 'fast-check';

const seed = Number(process.env['SEED'] ?? 1);
if (!Number.isSafeInteger(seed)) throw new Error('SEED must be a whole number');
fc.configureGlobal({ seed });
