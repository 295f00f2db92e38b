/** sentenceText is the sentence of a card as plain words, with the values that it stands at. */
import { type Card, written } from './cards/index.ts';

export function sentenceText({ controls }: Card, values: readonly number[]): string {
  const words = controls.map(({ before, after, standard }, i) =>
    [before, written(values[i] ?? standard), after].filter((part) => part !== '').join(' '),
  );
  return words.join(' ').replaceAll(' ,', ',').replaceAll(' /s', '/s').trim();
}
