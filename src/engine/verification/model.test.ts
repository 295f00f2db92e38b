/** MODEL.md is the contract: it explains every rule that a fact can rest on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rules } from '../index.ts';

const model = readFileSync(join(import.meta.dirname, '../MODEL.md'), 'utf8');

it('MODEL.md explains each rule, and no other', () => {
  const explained = [
    ...model.matchAll(/^(?:- )?((?:`\w+`(?:, )?)+) —/gm),
    ...model.matchAll(/\. ((?:`\w+`(?:, )?)+) —/g),
  ]
    .flatMap((match) => [...(match[1] ?? '').matchAll(/`(\w+)`/g)].map((name) => name[1]))
    .sort();
  const known = rules
    .slice(1)
    .map((rule) => rule.name as string)
    .sort();
  expect([...new Set(explained)]).toEqual(known);
});
