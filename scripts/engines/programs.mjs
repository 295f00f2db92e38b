/** Browsers as programs: their version, and how they are started and ended as a whole. */
import { execFileSync, spawn } from 'node:child_process';

/**
 * @param {string} path
 * @param {NodeJS.ProcessEnv} [env]
 */
export function versionOf(path, env = process.env) {
  return execFileSync(path, ['--version'], {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
    .trim()
    .replace(/^Mozilla Firefox /, '');
}

/**
 * Starts a browser as the head of a process group of its own, so that closing it takes its helpers along.
 *
 * @param {string[]} command
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start([program = '', ...args], options = {}) {
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...options,
    detached: true,
  });
  let lastWords = '';
  child.stderr?.on('data', (data) => {
    lastWords = `${lastWords}${data}`.slice(-2_000);
  });
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => {
      resolve(`it ended (${signal ?? code}): ${lastWords.trim().split('\n').at(-1)}`);
    });
  });
  const kill = () => signalGroup(child.pid, 'SIGKILL');
  process.on('exit', kill);
  const close = async () => {
    signalGroup(child.pid, 'SIGTERM');
    const isLate = Symbol('late');
    const late = new Promise((resolve) => setTimeout(resolve, 5_000, isLate).unref());
    if ((await Promise.race([ended, late])) === isLate) kill();
    process.off('exit', kill);
  };
  return { child, ended, close };
}

/**
 * @param {number | undefined} leader
 * @param {NodeJS.Signals} signal
 */
function signalGroup(leader, signal) {
  try {
    if (leader !== undefined) process.kill(-leader, signal);
  } catch {
    // It has ended already.
  }
}
