import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nameOf, readOneRun } from './OneRun.ts';

const word = fc.stringMatching(/^[a-zA-Z0-9/→-]{1,12}$/);
const index = fc.nat({ max: 999_999_999 });
const second = fc.record({ component: word, how: word, eventIndex: index });
const oneRun = fc.record(
  {
    component: word,
    how: word,
    eventIndex: index,
    when: fc.constantFrom('before' as const, 'after' as const),
    second,
  },
  { requiredKeys: ['component', 'how', 'eventIndex', 'when'] },
);

it('is read back from its name', () => {
  const property = fc.property(oneRun, (one) => {
    expect(readOneRun(nameOf(one))).toEqual(one);
  });
  fc.assert(property, { seed: 1 });
});

it.each([
  '',
  'clerk',
  'clerk:kill',
  'clerk:kill@17',
  'clerk:kill@x:before',
  'a:b@1:never',
  'a:b@1:after+',
])('is not named by "%s"', (name) => {
  expect(readOneRun(name)).toBe(null);
});
