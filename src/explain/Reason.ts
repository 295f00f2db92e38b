/**
 * Reason is why something has not happened: a clause read off the state of the system as it is, which
 * may have a reason of its own, and so on. Where a fact of the past is behind it, the causes of that fact
 * go on from there.
 */
import { NO_FACT, type TraceEntry } from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import { type Piece, partsOf, type Sentence, say } from './Sentence.ts';
import { becauseFrom, ruleSentence } from './whyOf.ts';

export interface Reason {
  /** What follows "because". */
  readonly clause: Piece;
  /** The rule of the model that it rests on; Rule.none: that of what is behind it. */
  readonly rule: number;
  /** The fact that it is read off, or NO_FACT. */
  readonly fact?: number;
  readonly behind?: Reason | Past | null;
}

/** What happened, and why: told by its causes. */
export interface Past {
  readonly past: number;
  /** What the absence rests on; left out: what the past does. */
  readonly rule?: number;
}

/** A subject and its reasons, in at most so many sentences; then the rule, unless it ends in an act. */
export function chainOfReasons(
  c: Chronicle,
  about: TraceEntry,
  subject: Piece,
  reason: Reason | Past,
  atMost: number,
): Sentence[] {
  const sentences = [sentenceOn(c, about.index, subject)];
  let rule = 0;
  let next: Reason | Past | null = reason;
  while (next !== null && sentences.length < atMost) {
    if ('past' in next) {
      const { links, rule: pastRule } = becauseFrom(c, next.past, about, atMost - sentences.length);
      const own = rule === 0 ? (next.rule ?? 0) : rule;
      return [...sentences, ...links, ...ruleOf(c, about, own === 0 ? pastRule : own)];
    }
    sentences.push(sentenceOn(c, next.fact ?? about.index, say`because ${next.clause}`));
    if (rule === 0) rule = next.rule;
    next = next.behind ?? null;
  }
  return [...sentences, ...ruleOf(c, about, rule)];
}

function ruleOf(c: Chronicle, about: TraceEntry, rule: number): Sentence[] {
  return rule === 0 ? [] : [ruleSentence(c, about.index, rule)];
}

function sentenceOn(c: Chronicle, fact: number, piece: Piece): Sentence {
  const { nowUs } = c.world;
  const atUs = fact === NO_FACT ? nowUs : c.trace.atUs(fact);
  return { fact, atUs, lastUs: atUs, rank: 2, parts: partsOf(piece) };
}
