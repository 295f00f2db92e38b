/**
 * The hash of every shipped scenario, event by event: the same on every machine, until the engine or
 * the scenario is changed on purpose. After such a change `UPDATE_GOLDEN=1 npx vitest run goldenHashes`
 * writes the file anew; its diff shows which runs have changed, and belongs in the same commit.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shippedNames } from './index.ts';
import { lessonRun } from './lessonRun.ts';

const path = join(import.meta.dirname, 'goldenHashes.json');

function runAll(): Record<string, { events: number; hash: string }> {
  return Object.fromEntries(
    shippedNames.map((name) => {
      const { events, hash } = lessonRun(name);
      return [name, { events, hash }];
    }),
  );
}

const runs = runAll();
if (process.env['UPDATE_GOLDEN']) {
  const lines = Object.entries(runs).map(
    ([name, { events, hash }]) => `  "${name}": { "events": ${events}, "hash": "${hash}" }`,
  );
  writeFileSync(path, `{\n${lines.join(',\n')}\n}\n`);
}
const golden: Record<string, unknown> = JSON.parse(readFileSync(path, 'utf8'));

describe('a shipped scenario runs as it always has', () => {
  test('each is in the table', () => {
    expect(Object.keys(golden)).toEqual(shippedNames);
  });

  test.each(shippedNames)('%s', (name) => {
    expect(runs[name]).toEqual(golden[name]);
  });
});

describe('a shipped scenario runs the same', () => {
  test('twice', () => {
    expect(runAll()).toEqual(runs);
  });

  test.each(['payment-system', 'l4-durability-b', 'l14-retries-b'] as const)(
    '%s, in slices as a page does it or in one go',
    (name) => {
      expect(lessonRun(name, { inSlicesOf: 97 }).hash).toBe(runs[name]?.hash);
    },
  );
});
