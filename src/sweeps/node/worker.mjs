/**
 * The program of a worker thread. It is JavaScript because what `--import tsx` does to the main thread
 * does not reach a thread on Node 20: each has to ask for TypeScript itself before it loads any.
 */
import { register } from 'tsx/esm/api';

register();
await import('./serve.ts');
