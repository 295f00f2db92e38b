import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder of package.json, wherever a script was started from. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Whether Node was started with this module, rather than the module imported by another.
 *
 * @param {string} url of the module: `import.meta.url`
 */
export function isMain(url) {
  return url === pathToFileURL(process.argv[1] ?? '').href;
}

/** Where a package keeps the program that Node should run, so that no shell and no .cmd is needed. */
export const bin = {
  tsc: join(root, 'node_modules/typescript/bin/tsc'),
  biome: join(root, 'node_modules/@biomejs/biome/bin/biome'),
  vite: join(root, 'node_modules/vite/bin/vite.js'),
  vitest: join(root, 'node_modules/vitest/vitest.mjs'),
  playwright: join(root, 'node_modules/@playwright/test/cli.js'),
};

/**
 * Where a program lies that the shell would find by this name.
 *
 * @param {string} program
 */
export function onPath(program) {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path));
}

/**
 * Runs a Node program from the project's folder with its output shown as it comes, and resolves to
 * its exit code. A program that a signal ended counts as failed.
 *
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>}
 */
export function runNode(args, env = {}) {
  return run(process.execPath, args, env);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @param {number} [timeoutMs]
 * @returns {Promise<number>}
 */
export function run(command, args, env = {}, timeoutMs = 0) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      ...(timeoutMs > 0 && { timeout: timeoutMs }),
    });
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}
