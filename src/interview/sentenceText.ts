/** sentenceText is the sentence of a card as plain words, with the values that it stands at. */
import { type Card, standardsOf, written } from './cards/index.ts';

export function sentenceText({ controls }: Card, values: readonly number[]): string {
  const words = controls.map(({ before, after, standard }, i) =>
    [before, written(values[i] ?? standard), after].filter((part) => part !== '').join(' '),
  );
  return words.join(' ').replaceAll(' ,', ',').replaceAll(' /s', '/s').trim();
}

/**
 * What the words of a card are told for, where its sentence is turned to something else: the sums and the engine
 * follow what it is turned to, a price in words does not. null: they are told for what stands there.
 */
export function toldOf(card: Card, values: readonly number[]): string | null {
  const standards = standardsOf(card);
  const isTurned = standards.some((standard, i) => (values[i] ?? standard) !== standard);
  return isTurned ? `told for: ${sentenceText(card, standards)}` : null;
}
