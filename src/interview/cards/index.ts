/** The cards of the interview as data, and how their numbers are counted. No React. */
export { type BeatName, beatNames, CARD_S, type Card, type CardNumber, type Sum } from './Card.ts';
export {
  type CardCheck,
  checkCard,
  countCard,
  decidedNumbers,
  standardsOf,
  turnedTo,
} from './countCard.ts';
export { cardOf, cards, firstCard, probes } from './shipped.ts';
export { measured, written } from './sums.ts';
