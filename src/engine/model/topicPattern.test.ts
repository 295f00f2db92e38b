import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fits, wordsOf } from './topicPattern.ts';

/** The same as an expression over words that end in a dot each: another way to say what a pattern means. */
function fitsAsExpression(pattern: string, key: string): boolean {
  const parts = wordsOf(pattern).map((part) =>
    part === '#' ? '(?:[^.]*\\.)*' : part === '*' ? '[^.]*\\.' : `${part}\\.`,
  );
  const words = wordsOf(key)
    .map((word) => `${word}.`)
    .join('');
  return new RegExp(`^${parts.join('')}$`).test(words);
}

const word = fc.constantFrom('a', 'b', '');
const key = fc.array(word, { maxLength: 5 }).map((words) => words.join('.'));
const pattern = fc
  .array(fc.oneof(word, fc.constantFrom('*', '#')), { maxLength: 5 })
  .map((parts) => parts.join('.'));

describe('a topic pattern', () => {
  it.each([
    ['a.*.c', 'a.b.c', true],
    ['a.*.c', 'a..c', true],
    ['a.*.c', 'a.c', false],
    ['a.#', 'a', true],
    ['#.c', 'c', true],
    ['#', '', true],
    ['*', '', false],
    ['a', 'A', false],
  ])('%s and the key "%s": %s', (its, of, expected) => {
    expect(fits(wordsOf(its), wordsOf(of))).toBe(expected);
  });

  it('fits as the expression does that says the same', () => {
    fc.assert(
      fc.property(pattern, key, (its, of) => {
        expect(fits(wordsOf(its), wordsOf(of))).toBe(fitsAsExpression(its, of));
      }),
      { numRuns: 2_000 },
    );
  });
});
