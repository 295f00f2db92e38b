/**
 * The hashes of every shipped scenario, of all that has happened ("hash") and of all that is at the end
 * ("state"): the same on every machine, until the engine or the scenario is changed on purpose. After
 * such a change `UPDATE_GOLDEN=1 npx vitest run goldenHashes` writes the file anew; its diff shows which
 * runs have changed, and belongs in the same commit. `npm run engines` holds browsers to the same file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shippedNames } from './index.ts';
import { type LessonRun, lessonRun } from './lessonRun.ts';

const path = join(import.meta.dirname, 'goldenHashes.json');

interface Golden {
  readonly events: number;
  readonly hash: string;
  readonly state: string;
}

function goldenOf({ events, hash, stateHash }: LessonRun): Golden {
  return { events, hash, state: stateHash };
}

function runAll(): Record<string, Golden> {
  return Object.fromEntries(shippedNames.map((name) => [name, goldenOf(lessonRun(name))]));
}

const runs = runAll();
if (process.env['UPDATE_GOLDEN']) {
  const lines = Object.entries(runs).map(
    ([name, { events, hash, state }]) =>
      `  "${name}": { "events": ${events}, "hash": "${hash}", "state": "${state}" }`,
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
      expect(goldenOf(lessonRun(name, { inSlicesOf: 97 }))).toEqual(runs[name]);
    },
  );
});
