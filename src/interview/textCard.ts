/** textCard writes a card as plain text, to be pasted into notes or a chat: the sums, the numbers, the line. */
import { type Card, type CardCheck, measured } from './cards/index.ts';
import { sentenceText, toldOf } from './sentenceText.ts';
import { isTold, type TradeOffs, tradeOffKinds, tradeOffText } from './tradeOffs.ts';

export interface ToldCard {
  readonly card: Card;
  readonly values: readonly number[];
  readonly checks: readonly CardCheck[];
  /** Of both runs at their end, where somebody has let them run. */
  readonly tradeOffs: readonly [TradeOffs, TradeOffs] | null;
  readonly link: string;
}

export function textCard({ card, values, checks, tradeOffs, link }: ToldCard): string {
  const { title, asked, state, theNumber, price, because, assumptions, worlds } = card;
  const sentence = sentenceText(card, values);
  const told = toldOf(card, values);
  const [without, mended] = theNumber.numbers.map((id) =>
    checks.find(({ number }) => number.id === id),
  );
  const rows =
    tradeOffs === null
      ? []
      : tradeOffKinds
          .filter((kind) => isTold(kind, tradeOffs))
          .map((kind) => {
            const [before, after] = tradeOffs.map((world) => tradeOffText(kind, world));
            return `  ${kind.title}: ${before} → ${after}`;
          });
  return [
    title.toUpperCase(),
    asked,
    '',
    `“${state}”`,
    '',
    ...(sentence === '' ? [] : [sentence]),
    ...checks.map(
      ({ number, sum, engine }) => `  ${number.label}: ${sum.text}  (engine: ${measured(engine)})`,
    ),
    '',
    `${worlds[0].title} → ${worlds[1].title}: ${measured(without?.engine ?? Number.NaN)} → ${measured(mended?.engine ?? Number.NaN)} ${theNumber.word}`,
    ...rows,
    '',
    `Price: ${price}${told === null ? '' : ` (${told})`}`,
    `Because: ${because}`,
    `Assumed: ${assumptions}`,
    '',
    link,
  ].join('\n');
}
