/** Packages of Debian, for those who are root on one: containers and machines of a build service. */
import { existsSync, readFileSync } from 'node:fs';
import { run } from './run.mjs';

const minute = 60_000;

export function isDebianRoot() {
  const release = '/etc/os-release';
  return (
    process.getuid?.() === 0 &&
    existsSync(release) &&
    /^ID="?debian"?$/m.test(readFileSync(release, 'utf8'))
  );
}

/**
 * @param {string[]} names
 * @returns {Promise<number>} the exit code
 */
export async function installPackages(names) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const patience = ['-o', 'DPkg::Lock::Timeout=180'];
  await run('apt-get', [...patience, '-qq', 'update'], env, 5 * minute);
  const install = ['install', '-qq', '-y', '--no-install-recommends', ...names];
  return run('apt-get', [...patience, ...install], env, 8 * minute);
}
