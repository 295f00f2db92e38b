import { describe, expect, test } from 'vitest';
import { betVerdict, seenVerdict } from './betVerdict.ts';
import type { BetAnswer } from './Lesson.ts';
import { lessonOf, lessons } from './lessons.ts';
import { truthOf } from './truth.ts';

/** The bet of somebody who knows. */
function rightAnswer(id: (typeof lessons)[number]['id']): BetAnswer {
  const lesson = lessonOf(id);
  const { bet } = lesson;
  if (bet === null) throw new Error(`${id} has no bet`);
  if (bet.kind === 'choice') return { kind: 'choice', option: bet.right };
  if (bet.kind === 'curve') return { kind: 'curve', heights: truthOf(lesson, bet) };
  return { kind: 'sort', bins: Object.fromEntries(bet.items.map((item) => [item.id, item.right])) };
}

test.each(lessons.filter(({ bet }) => bet !== null).map(({ id }) => id))(
  'the right bet on %s is right, in every row',
  (id) => {
    const verdict = betVerdict(lessonOf(id), rightAnswer(id));
    expect(verdict?.isRight).toBe(true);
    expect(verdict?.rows.every((row) => row.isRight && row.mine === row.engine)).toBe(true);
    expect(verdict?.belief).toBeNull();
  },
);

describe('a bet', () => {
  test('that is wrong says what one believes who makes it', () => {
    const verdict = betVerdict(lessonOf('l9'), { kind: 'choice', option: '20' });
    expect(verdict).toMatchObject({ isRight: false, belief: 'the difference is the backlog' });
    expect(verdict?.rows[0]).toMatchObject({
      mine: 'at 20',
      engine: 'never: 1,200 after a minute',
    });
  });

  test('on several things is right only where all of them are', () => {
    const verdict = betVerdict(lessonOf('l5'), {
      kind: 'sort',
      bins: { early: 'lost', late: 'twice' },
    });
    expect(verdict?.isRight).toBe(false);
    expect(verdict?.rows.map(({ isRight }) => isRight)).toEqual([true, false]);
  });

  test('of another kind than the lesson asks is none', () => {
    expect(betVerdict(lessonOf('l5'), { kind: 'choice', option: 'x' })).toBeNull();
  });
});

describe('a drawn curve', () => {
  const l8 = lessonOf('l8');
  const draw = (heights: readonly number[]) => betVerdict(l8, { kind: 'curve', heights });

  test('is drawn by the engine too: up by 150 a second, down by 50', () => {
    if (l8.bet?.kind !== 'curve') throw new Error('L8 lets one draw');
    expect(truthOf(l8, l8.bet)).toEqual([
      0, 0, 0, 750, 1_500, 1_250, 1_000, 750, 500, 250, 0, 0, 0,
    ]);
  });

  test('is right when it is nearly that', () => {
    const rough = [0, 0, 100, 600, 1_300, 1_200, 1_000, 900, 600, 200, 0, 0, 0];
    expect(draw(rough)?.isRight).toBe(true);
  });

  test('is wrong when it drains as fast as it filled', () => {
    const verdict = draw([0, 0, 0, 750, 1_500, 750, 0, 0, 0, 0, 0, 0, 0]);
    expect(verdict?.isRight).toBe(false);
    expect(verdict?.rows).toMatchObject([
      { about: 'highest', mine: '1,500', engine: '1,500', isRight: true },
      { about: 'empty again', mine: '30 s', engine: '50 s', isRight: false },
    ]);
  });

  test('that never comes down says so', () => {
    expect(draw(Array(13).fill(1_000))?.rows[1]).toMatchObject({ mine: 'never', isRight: false });
  });
});

test('what was seen is right within what can be read off a picture; not to be sure is neither', () => {
  const { observe } = lessonOf('l8');
  expect(seenVerdict(observe, { kind: 'count', count: 1_450 }, 1_500)).toBe(true);
  expect(seenVerdict(observe, { kind: 'count', count: 1_000 }, 1_500)).toBe(false);
  expect(seenVerdict(observe, { kind: 'unsure' }, 1_500)).toBeNull();
});
