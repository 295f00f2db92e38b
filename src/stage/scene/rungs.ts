/**
 * rungs are the five scales at which messages are shown, from one in a lens to tens of thousands that
 * flow. Zoom is semantic: a finer rung shows fewer of them and says more of each.
 */
export const rungs = ['lens', 'cards', 'dots', 'waffle', 'flow'] as const;

export type Rung = (typeof rungs)[number];

/** The most messages that a rung shows of one pile. */
export const mostOn: Readonly<Record<Rung, number>> = {
  lens: 1,
  cards: 60,
  dots: 600,
  waffle: 6_000,
  flow: Number.POSITIVE_INFINITY,
};

/** What a rung is, for whoever hears it. */
export const rungWords: Readonly<Record<Rung, string>> = {
  lens: 'one message',
  cards: 'a card for each message',
  dots: 'a dot for each message',
  waffle: 'a cell for each message, columns of a hundred',
  flow: 'bricks of many messages',
};

/** The next finer rung (1) or the next coarser one (-1); the same at either end. */
export function nextRung(rung: Rung, by: 1 | -1): Rung {
  const next = rungs[rungs.indexOf(rung) - by];
  return next ?? rung;
}
