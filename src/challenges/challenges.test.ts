import { describe, expect, it } from 'vitest';
import { outcomeOf } from './breaking.ts';
import { instantsMs } from './Claim.ts';
import {
  challenges,
  claims,
  costOf,
  type Design,
  designsOf,
  judge,
  type Verdict,
} from './index.ts';

interface Judged {
  readonly design: Design;
  readonly verdict: Verdict;
}

describe.each(challenges.map((challenge) => [challenge.id, challenge] as const))(
  'the challenge %s',
  (_, challenge) => {
    // Every design there is: nothing is taken on trust.
    const all = [...designsOf(challenge)].map(
      (design): Judged => ({ design, verdict: judge(challenge, design) }),
    );
    const solved = all.filter(({ verdict }) => verdict.isSolved);

    it('is solved by its best design, and by none that is cheaper', () => {
      const { isSolved, score } = judge(challenge, challenge.best);
      expect({ isSolved, score }).toEqual({ isSolved: true, score: 100 });
      const cheapest = Math.min(...solved.map(({ verdict }) => verdict.cost));
      expect(costOf(challenge, challenge.best)).toBe(cheapest);
    });

    it('has several solutions, and more designs that fail', () => {
      expect(solved.length).toBeGreaterThanOrEqual(2);
      expect(solved.length).toBeLessThan(all.length / 2);
    });

    it('has no goal that every design reaches', () => {
      challenge.goals.forEach(({ text }, i) => {
        const isMissed = all.some(({ verdict }) => verdict.goals[i]?.isReached === false);
        expect(`${text}: ${isMissed}`).toBe(`${text}: true`);
      });
    });

    it('gives a design that misses a goal no score, and a dearer one less', () => {
      for (const { verdict } of all) {
        if (!verdict.isSolved) expect(verdict.score).toBe(0);
        else
          expect(verdict.score).toBe(
            Math.round((100 * costOf(challenge, challenge.best)) / verdict.cost),
          );
      }
    });
  },
);

describe.each(claims.map((claim) => [claim.id, claim] as const))('the claim %s', (_, claim) => {
  it('is kept as long as nothing happens', () => {
    expect(outcomeOf(claim, null, 0).isKept).toBe(true);
  });

  it('is broken by its answer, at one instant or another, and by nothing else of its menu', () => {
    const breaking = claim.menu.flatMap((_, mishap) =>
      instantsMs.some((atMs) => !outcomeOf(claim, mishap, atMs).isKept) ? [mishap] : [],
    );
    expect(breaking).toEqual([claim.answer]);
  });
});

it('there are at least eight problems, and their ids differ', () => {
  expect(challenges.length).toBeGreaterThanOrEqual(8);
  const ids = [...challenges, ...claims].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
