/**
 * reference is the same message model in compiled C++, the yardstick of P4. It is no part of this
 * project: `--reference FOLDER` says where its source is, and without one P4 is left out.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Compiles the reference into a folder and returns the program. */
export function compileReference(source: string, folder: string): string {
  const program = join(folder, 'message_model');
  execFileSync('g++', ['-O2', '-o', program, join(source, 'message_model.cpp')]);
  return program;
}

/** Messages per CPU second of the reference, with its log. */
export function runReference(program: string, messages: number): number {
  const output = execFileSync(program, ['cpp-log', String(messages), '7.2', '8'], {
    encoding: 'utf8',
  });
  const { cpu, N } = JSON.parse(output) as { readonly cpu: number; readonly N: number };
  return N / (cpu / 1_000);
}
