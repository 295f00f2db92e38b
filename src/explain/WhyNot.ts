/** WhyNot is a question about what has not happened, with its answer. */
import type { TraceEntry } from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import { chainOfReasons, type Past, type Reason } from './Reason.ts';
import { messagePart, type Sentence, say, textOf } from './Sentence.ts';
import { LINKS, whyOf } from './whyOf.ts';

export type NotQuestion = 'notMoved' | 'notDone' | 'notLost';

export interface WhyNot {
  readonly question: NotQuestion;
  /** "Why is m21 not done?" */
  readonly asks: string;
  /** The queue or the group that the answer is about. */
  readonly place: number;
  /** What is not so, its reasons, and the rule: as `whyOf` gives them. */
  readonly chain: readonly Sentence[];
}

export function whyNot(
  c: Chronicle,
  question: NotQuestion,
  place: number,
  fact: number,
  message: number,
  reason: Reason | Past,
): WhyNot {
  const it = messagePart(message);
  const { asks, says } = wordings[question];
  const chain = chainOfReasons(c, c.trace.entry(fact), say`${it} ${says}`, reason, LINKS);
  return { question, asks: `Why ${asks[0]} ${textOf(it)} ${asks[1]}?`, place, chain };
}

const wordings: Readonly<
  Record<NotQuestion, { readonly asks: readonly [string, string]; readonly says: string }>
> = {
  notMoved: { asks: ['has', 'not moved'], says: 'has not moved' },
  notDone: { asks: ['is', 'not done'], says: 'is not done' },
  notLost: { asks: ['is', 'not lost'], says: 'is not lost' },
};

/** Something has become of it, and that is why it will not be done: the fact itself is the answer. */
export function whatBecameOfIt(c: Chronicle, place: number, last: TraceEntry): WhyNot {
  const asks = textOf(say`Why is ${messagePart(last.message)} not done?`);
  return { question: 'notDone', asks, place, chain: whyOf(c.world, c.trace, last.index) };
}
