/** The command of docs/sweep-job.yaml, run as a pod would run it: nobody would notice it going stale. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SweepRow } from '../sweeps/index.ts';

const root = join(import.meta.dirname, '../..');
const manifest = readFileSync(join(root, 'docs/sweep-job.yaml'), 'utf8');

/** The lines of the block below `- |`, which are indented deeper than it. */
function commandIn(yaml: string): string {
  const [, indent = '', block = ''] = /^( *)- \|\n((?:\1 {2}.*\n)+)/m.exec(yaml) ?? [];
  return block.replaceAll(`${indent}  `, '');
}

test('the manifest counts as many shards as pods', () => {
  const [, completions] = /completions: (\d+)/.exec(manifest) ?? [];
  expect(completions).toMatch(/^\d+$/);
  expect(manifest).toContain(`value: "${completions}" # the same as completions`);
  expect(manifest).toContain('command: [sh, -ceu]');
});

test.runIf(process.platform !== 'win32')(
  'a pod leaves the rows of its own shard, in a file that sorts as the shards do',
  () => {
    // The same command, with less to simulate.
    const command = commandIn(manifest)
      .replace('duration=10min', 'duration=200ms')
      .replace('--seeds 100', '--seeds 1');
    const rows = mkdtempSync(join(tmpdir(), 'queuescope-rows-'));
    for (const index of [499, 0]) {
      execFileSync('sh', ['-ceu', command], {
        cwd: root,
        env: { ...process.env, ROWS: rows, SHARDS: '500', JOB_COMPLETION_INDEX: String(index) },
      });
    }
    expect(readdirSync(rows).sort()).toEqual(['000000.jsonl', '000499.jsonl']);
    const numbers = readdirSync(rows)
      .sort()
      .flatMap((name) => readFileSync(join(rows, name), 'utf8').trimEnd().split('\n'))
      .map((line) => (JSON.parse(line) as SweepRow).row);
    expect(numbers).toEqual([1, 2, 999, 1_000]);
  },
  60_000,
);
