import { describe, expect, it } from 'vitest';
import { readAttempt, writeAttempt } from './challengeLink.ts';
import { challenges, claims } from './shipped.ts';
import { noneSolved, readSolved, withSolved, writeSolved } from './solved.ts';

function errorOf(hash: string): string {
  const reading = readAttempt(hash);
  return reading.ok ? '' : reading.error;
}

describe('a link to a challenge', () => {
  it('holds the problem and the design', () => {
    for (const challenge of challenges) {
      const attempt = { kind: 'challenge', challenge, design: challenge.best } as const;
      expect(readAttempt(`#${writeAttempt(attempt)}`)).toEqual({ ok: true, attempt });
    }
  });

  it('holds the claim, what happens and when', () => {
    for (const claim of claims) {
      for (const mishap of [null, claim.answer]) {
        const attempt = {
          kind: 'claim',
          claim,
          mishap,
          atMs: mishap === null ? 130 : 1_130,
        } as const;
        expect(readAttempt(writeAttempt(attempt))).toEqual({ ok: true, attempt });
      }
    }
  });

  it.each([
    ['challenge=nothing', 'names no challenge: it says "nothing"'],
    ['challenge=database&design=9.9', 'has a part "design" that is none of database'],
    ['challenge=database&design=0', 'expected 2 positions such as 0.0'],
    ['challenge=database&x=1', 'has an unknown part "x"'],
    ['claim=loss&happens=9', 'has a part "happens" that is not a whole number from 0 to 4'],
    ['claim=loss&happens=1&at=7', 'has a part "at" that is none of the instants'],
  ])('with %s is refused in one sentence', (hash, says) => {
    expect(errorOf(hash)).toContain(says);
    expect(errorOf(hash)).toMatch(/^This link [^\n]+\.$/);
  });
});

describe('what is solved', () => {
  it('keeps the best score, and is read as it was written', () => {
    const solved = withSolved(withSolved(noneSolved, 'room', 70), 'room', 50);
    expect(readSolved(writeSolved(solved))).toEqual({ room: 70 });
  });

  it.each(['', 'null', '[]', '{"room":"x"}', '{"room":101}', '{"nothing":5}', '{', null])(
    'is nothing where %s is kept',
    (text) => expect(readSolved(text)).toEqual({}),
  );
});
