/** countCard lets the engine count the numbers of a card, with whatever its sentence is turned to. */
import { countNumbers } from '../../lessons/course/index.ts';
import type { Card, CardNumber, Sum } from './Card.ts';

/** The values that the card is written with. */
export function standardsOf({ controls }: Card): number[] {
  return controls.map(({ standard }) => standard);
}

/** The card whose worlds run with these values. */
export function turnedTo(card: Card, values: readonly number[]): Card {
  const isTurned = card.controls.some(({ standard }, i) => (values[i] ?? standard) !== standard);
  if (!isTurned) return card;
  const [without, mended] = card.worlds;
  const turned = (world: Card['worlds'][0]): Card['worlds'][0] => ({
    ...world,
    changed: (scenario) =>
      card.controls.reduce((changed, control, i) => {
        const value = values[i] ?? control.standard;
        return value === control.standard ? changed : control.apply(changed, value);
      }, world.changed?.(scenario) ?? scenario),
  });
  return {
    ...card,
    worlds: [turned(without), turned(mended)],
    others: card.others?.map(turned) ?? [],
  };
}

/** What the engine counts, by the ids of the numbers. */
export function countCard(card: Card, values: readonly number[]): ReadonlyMap<string, number> {
  const turned = turnedTo(card, values);
  return countNumbers(turned, turned.numbers);
}

export interface CardCheck {
  readonly number: CardNumber;
  readonly sum: Sum;
  readonly engine: number;
  readonly agrees: boolean;
}

/** Each number by hand and by the engine. Away from the card's own values a number may be a little off. */
export function checkCard(card: Card, values: readonly number[] = standardsOf(card)): CardCheck[] {
  const counts = countCard(card, values);
  const isOwn = card.controls.every(({ standard }, i) => values[i] === standard);
  return card.numbers.map((number) => {
    const sum = number.byHand(values);
    const engine = counts.get(number.id) ?? Number.NaN;
    const { tolerance = 0, slack = 0 } = number;
    const within = isOwn ? tolerance : Math.max(tolerance, slack * Math.abs(sum.value));
    // A sum is carried out in floating point: its last digit is not the engine's.
    const agrees = Math.abs(engine - sum.value) <= within + 1e-9;
    return { number, sum, engine, agrees };
  });
}

/** The numbers that the sentence decides: their arithmetic stands beneath it. */
export function decidedNumbers(card: Card): CardNumber[] {
  const standards = standardsOf(card);
  return card.numbers.filter((number) =>
    card.controls.some(({ min, max }, i) =>
      [min, max].some((end) => {
        const values = standards.map((value, j) => (i === j ? end : value));
        return number.byHand(values).text !== number.byHand(standards).text;
      }),
    ),
  );
}
