/** The cards keep their promises: each number is the engine's, each card fits its time, each text is plain. */
import { describe, expect, test } from 'vitest';
import { lessonOf, scenarioOfWorld } from '../../lessons/course/index.ts';
import { speeds } from '../../playback/index.ts';
import { CARD_S, type Card, type Stretch } from './Card.ts';
import { checkCard, decidedNumbers, standardsOf } from './countCard.ts';
import { cards, probes } from './shipped.ts';

const US_PER_S = 1_000_000;

test('there is a card for each lesson, and for a dozen questions besides, each by an id of its own', () => {
  const ids = cards.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(cards.filter(({ lesson }) => lesson !== null).map(({ lesson }) => lesson)).toEqual(
    Array.from({ length: 17 }, (_, i) => `l${i}`),
  );
  expect(probes.length).toBeGreaterThanOrEqual(12);
});

describe.each(cards.map((card) => [card.id, card] as const))('%s', (_, card) => {
  // What a card takes from its lesson as it is, the lesson's own test holds against the engine.
  const lesson = card.lesson === null || card.controls.length > 0 ? null : lessonOf(card.lesson);
  const own = card.numbers.filter(
    ({ id, counter }) => !lesson?.numbers.some((one) => one.id === id && one.counter === counter),
  );
  const isOwn = own.length > 0;

  test('comes by hand to what the engine counts', () => {
    for (const { number, sum, engine, agrees } of isOwn ? checkCard(card) : []) {
      expect(agrees, `${number.id}: ${sum.text}, the engine counts ${engine}`).toBe(true);
    }
    for (const number of card.numbers.filter((one) => !own.includes(one))) {
      const promised = lesson?.numbers.find(({ id }) => id === number.id);
      expect(number.byHand([])).toEqual({ text: promised?.sum, value: promised?.promised });
    }
  });

  test('and so it does at both ends of what its sentence can be turned to', () => {
    const { controls } = card;
    for (const end of controls.length === 0 ? [] : (['min', 'max'] as const)) {
      const values = controls.map((control) => control[end]);
      const off = checkCard(card, values).filter(({ agrees }) => !agrees);
      expect(off.map(({ sum, engine }) => `${values}: ${sum.text} ≠ ${engine}`)).toEqual([]);
    }
    if (controls.length > 0) expect(decidedNumbers(card).length).toBeGreaterThan(0);
  });

  test('writes sums that come to their value', () => {
    for (const number of card.numbers) {
      const sum = number.byHand(standardsOf(card));
      const result = /[=≈] [−$]*([\d,.]+)[^=≈]*$/.exec(sum.text)?.[1];
      if (result === undefined) continue;
      const written = Number(result.replaceAll(',', ''));
      // A result is written with two places; milliseconds and seconds stand for each other.
      const nearest = [written, written / 1_000].map((one) => Math.abs(one - sum.value));
      expect(Math.min(...nearest), sum.text).toBeLessThanOrEqual(Math.max(0.05, sum.value * 0.01));
    }
  });

  test('is told in ninety seconds, and no beat plays longer than it takes to say', () => {
    expect(card.seconds.reduce((sum, s) => sum + s, 0)).toBeLessThanOrEqual(CARD_S);
    const { opensAtS, breaks, mends, opening } = card;
    expect(playedS(breaks, opensAtS)).toBeLessThanOrEqual(card.seconds[1]);
    expect(playedS(mends, opensAtS)).toBeLessThanOrEqual(card.seconds[2]);
    // The opening runs while somebody talks: long enough to see, and it may go on.
    expect(playedS(opening, opening.fromS)).toBeGreaterThan(4);
  });

  test('gives both worlds the same seed and the same orders', () => {
    const shapes = card.worlds.map((world) => {
      const { seed, nodes } = scenarioOfWorld(world);
      return {
        seed,
        orders: nodes.flatMap((node) => (node.kind === 'producer' ? node.arrivals : [])),
      };
    });
    expect(shapes[1]).toEqual(shapes[0]);
  });

  test('names numbers, one in each world, and says it plainly', () => {
    const ids = card.numbers.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of card.theNumber.numbers) expect(ids).toContain(id);
    expect(card.breaks.key).toMatch(/^[CDKNTX]$/);
    expect(longSentences(card)).toEqual([]);
    for (const text of [card.price, card.because, card.assumptions]) expect(text).not.toBe('');
    expect(card.asked).toMatch(/\?$/);
  });
});

test('a number that is not so is found out', () => {
  const [card] = probes;
  if (card === undefined) throw new Error('there are no cards');
  const [first, ...others] = card.numbers;
  if (first === undefined) throw new Error('the card promises nothing');
  const wrong: Card = {
    ...card,
    numbers: [{ ...first, byHand: () => ({ text: '4', value: 4 }) }, ...others],
  };
  expect(checkCard(wrong).map(({ agrees }) => agrees)).toEqual([false, ...others.map(() => true)]);
});

/** How long a stretch takes on the wall clock, in seconds. */
function playedS({ toS, pace }: Stretch, fromS: number): number {
  return ((toS - fromS) * US_PER_S) / (speeds[pace]?.usPerS ?? Number.NaN);
}

function longSentences({
  asked,
  state,
  price,
  because,
  assumptions,
  breaks,
  mends,
}: Card): string[] {
  return [asked, state, price, because, assumptions, breaks.watch, mends.watch]
    .flatMap((text) => text.split(/(?<=[.?!])\s+|;\s|: /))
    .filter((sentence) => sentence.split(/\s+/).filter((word) => /\w/.test(word)).length > 20);
}
