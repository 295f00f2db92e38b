import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readScenario } from '../readScenario.ts';
import { scenarioJsonSchema } from '../ScenarioDocument.ts';
import { writeScenario } from '../writeScenario.ts';
import { FIRST, firstScenario } from './firstScenario.ts';
import { shippedDocument, shippedNames, shippedScenario, shippedScenarios } from './index.ts';
import { topicOf } from './topics.ts';

const folder = import.meta.dirname;
const schema = z.fromJSONSchema(scenarioJsonSchema());

test('every file of the folder is in the library', () => {
  const files = readdirSync(folder).filter(
    (file) => file.endsWith('.json') && file !== 'goldenHashes.json',
  );
  expect(files.map((file) => file.replace('.json', '')).sort()).toEqual([...shippedNames].sort());
});

describe.each(shippedNames)('%s', (name) => {
  const text = readFileSync(`${folder}/${name}.json`, 'utf8');

  test('is a file that the reader takes, under its own name, in canonical form', () => {
    const reading = readScenario(text, `${name}.json`);
    expect(reading).toMatchObject({ ok: true, scenario: { name } });
    expect(reading).toMatchObject({ ok: true, scenario: shippedScenario(name) });
    expect(text).toBe(writeScenario(shippedDocument(name)));
  });

  test('keeps to the JSON Schema that we publish', () => {
    expect(z.safeParse(schema, JSON.parse(text)).error).toBeUndefined();
  });

  test('says what to notice, and every node has a title', () => {
    const { about, nodes } = shippedScenario(name);
    expect(about.length).toBeGreaterThan(60);
    for (const node of nodes) expect(node.title, node.id).not.toBe(node.id);
  });
});

test('the first of all is written down as the reader makes it', () => {
  const renew = 'run node --import tsx scripts/first-scenario.ts';
  expect(firstScenario, renew).toStrictEqual(shippedScenario(FIRST));
});

test('systems of one topic stand together', () => {
  const order = shippedNames.map(topicOf).filter((topic, i, all) => topic !== all[i - 1]);
  expect(order).toEqual([...new Set(order)]);
});

test('all have the same seed, and titles that tell them apart', () => {
  const all = shippedScenarios();
  expect(new Set(all.map((scenario) => scenario.title)).size).toBe(all.length);
  expect(new Set(all.map((scenario) => scenario.seed))).toEqual(new Set([1]));
});
