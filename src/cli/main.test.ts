/** The command line as a shell sees it. Each test starts a process, so there are few. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the command line; `readsBytes` is after how much output the reader goes away. */
function sim(typed: string[], readsBytes = Number.POSITIVE_INFINITY): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...typed]);
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    ended.out += piece;
    if (ended.out.length > readsBytes) child.stdout.destroy();
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    ended.err += piece;
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ ...ended, code }));
  });
}

describe('the command line', () => {
  test('prints one JSON object and nothing else, and ends with 0', async () => {
    const { code, out, err } = await sim(['run', 'l6-lease-a', '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.trimEnd()).not.toContain('\n');
    expect(JSON.parse(out)).toMatchObject({ scenario: 'l6-lease-a' });
  });

  test('complains in one line on standard error, and ends with 2', async () => {
    const { code, out, err } = await sim(['run', 'no\u001b[2J-such\nfile']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe('no [2J-such file: no such file, and no shipped scenario\n');
  });

  test('ends quietly when its reader has read enough', async () => {
    const { code, err } = await sim(['trace', 'l9-capacity-a'], 1_000);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
}, 30_000);
