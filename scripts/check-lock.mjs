/**
 * Checks package-lock.json for two faults that npm makes without a word.
 *
 * npm leaves an optional package out of the lock when it cannot find it at that moment; the lock
 * then installs here, and breaks on the platform whose binary is missing. And an address written
 * into the lock ties every later install to one server.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, root } from './run.mjs';

/**
 * @param {{ packages: Record<string, { resolved?: string, optionalDependencies?: Record<string, string> }> }} lock
 * @returns {string[]} one sentence for each fault
 */
export function lockFaults({ packages }) {
  const faults = [];
  for (const [path, entry] of Object.entries(packages)) {
    if (entry.resolved?.startsWith('http')) {
      faults.push(`${path} is tied to an address: install with the project's .npmrc.`);
    }
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!placesToLookFor(name, path).some((place) => place in packages)) {
        faults.push(`${path || 'package.json'} may need ${name}, which the lock leaves out.`);
      }
    }
  }
  return faults;
}

/**
 * Where Node would look for a package, nearest first.
 *
 * @param {string} name
 * @param {string} from a path of the lock, such as `node_modules/vite`
 */
function placesToLookFor(name, from) {
  const places = [];
  for (let folder = from; folder; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    if (!folder.endsWith('node_modules')) places.push(`${folder}/node_modules/${name}`);
  }
  return [...places, `node_modules/${name}`];
}

if (isMain(import.meta.url)) {
  const faults = lockFaults(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  for (const fault of faults) console.error(fault);
  if (faults.length === 0) console.log('The lock file is whole.');
  process.exitCode = faults.length === 0 ? 0 : 1;
}
