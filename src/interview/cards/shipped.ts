/** shipped are the cards that come with the product: the questions that are asked, and the lessons. */
import { backpressure } from './backpressure.ts';
import type { Card } from './Card.ts';
import { crash } from './crash.ts';
import { exactlyOnce } from './exactlyOnce.ts';
import { hoarding } from './hoarding.ts';
import { hotKey } from './hotKey.ts';
import { lessonCards } from './lessonCards.ts';
import { ordering } from './ordering.ts';
import { outbox } from './outbox.ts';
import { poison } from './poison.ts';
import { poisonedLog } from './poisonedLog.ts';
import { redrive } from './redrive.ts';
import { replicas } from './replicas.ts';
import { retryStorm } from './retryStorm.ts';
import { shortLease } from './shortLease.ts';

export const probes: readonly Card[] = [
  crash,
  ordering,
  poison,
  backpressure,
  exactlyOnce,
  outbox,
  hotKey,
  shortLease,
  hoarding,
  retryStorm,
  redrive,
  poisonedLog,
  replicas,
];

export const cards: readonly Card[] = [...probes, ...lessonCards];

/** The card that a link without one opens: it runs, and it can be broken at once. */
export const firstCard: Card = crash;

export function cardOf(id: string): Card | undefined {
  return cards.find((card) => card.id === id);
}
