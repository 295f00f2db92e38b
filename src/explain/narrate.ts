/**
 * narrate tells what happened, newest last, from the facts before an instant.
 *
 * It is asked several times a second of traces of up to a million facts, so it never scans them. Grains 1
 * and 2 take the latest episodes, which are sorted once as the trace grows. Grain 3 walks back over
 * facts; with a place to look for, over LOOK_BACK of them at most. What is about one message walks back
 * over that message's facts alone.
 */
import { Fact, factKinds, NO_FACT } from '../engine/index.ts';
import { type Batch, batchOf } from './Batch.ts';
import { batchKey } from './batchKey.ts';
import { type Chronicle, chronicleOf } from './Chronicle.ts';
import { isConsequenceOfAct } from './consequences.ts';
import type { Episode } from './Episodes.ts';
import { nodeAt, queueAt } from './names.ts';
import type { Rank, Sentence } from './Sentence.ts';
import { tell } from './tell.ts';

const LOOK_BACK = 200_000;
/** Episodes looked at for those of one place. */
const EPISODES_BACK = 5_000;

export interface NarrateOptions {
  /** Tells what happened before this fact; all up to the playhead where it is not given. */
  readonly upTo?: number;
  /** 1 fates and faults, 2 changes of state as well, 3 everything. */
  readonly grain: 1 | 2 | 3;
  /** Sentences at most. */
  readonly limit: number;
  /** Only what is about this message. */
  readonly message?: number;
  /** Only what happened at this place, or names it. */
  readonly place?: number;
}

export function narrate(
  world: Chronicle['world'],
  trace: Chronicle['trace'],
  options: NarrateOptions,
): Sentence[] {
  const chronicle = chronicleOf(world, trace);
  const end = Math.min(options.upTo ?? chronicle.length, trace.known);
  const { grain, limit, message, place } = options;
  if (message !== undefined) return aboutMessage(chronicle, end, options, message);
  if (grain === 3) return theLog(chronicle, end, options);
  const episodes = chronicle.episodes(grain);
  const chosen =
    place === undefined
      ? episodes.latest(end, limit)
      : atPlace(chronicle, episodes.backFrom(end), end, place, limit);
  return chosen.map((episode) => sentenceOfEpisode(chronicle, episode, end));
}

/** The sentence of a single fact. */
export function sentenceOf(
  world: Chronicle['world'],
  trace: Chronicle['trace'],
  fact: number,
): Sentence {
  return sentence(chronicleOf(world, trace), batchOf(trace, [fact]));
}

interface Told {
  readonly size: number;
  readonly cuts: number;
  readonly sentence: Sentence;
}
const told = new WeakMap<Episode, Told>();

/** A sentence is made anew only when its episode has grown, so that whoever draws it can tell. */
function sentenceOfEpisode(chronicle: Chronicle, episode: Episode, end: number): Sentence {
  const batch = episode.batchBefore(chronicle.trace, end);
  const size = batch.facts * 2 + (batch.outcome === null ? 0 : 1);
  const before = told.get(episode);
  const { cuts } = episode;
  const isTold = before?.size === size && before.cuts === cuts;
  if (isTold && batch.first.kind !== Fact.intervened) return before.sentence;
  const made = sentence(chronicle, batch);
  told.set(episode, { size, cuts, sentence: made });
  return made;
}

function sentence(chronicle: Chronicle, batch: Batch): Sentence {
  const { index, atUs, kind } = batch.first;
  const lastUs = batch.last.atUs;
  return { fact: index, atUs, lastUs, rank: rankOf(kind), parts: tell(chronicle, batch) };
}

export function rankOf(kind: number): Rank {
  return factKinds[kind]?.rank ?? 3;
}

function atPlace(
  chronicle: Chronicle,
  episodes: Iterable<Episode>,
  end: number,
  place: number,
  limit: number,
): Episode[] {
  const chosen: Episode[] = [];
  let looked = 0;
  for (const episode of episodes) {
    if (looked++ === EPISODES_BACK || chosen.length === limit) break;
    const facts = [episode.first, episode.lastBefore(end), ...episode.outcomes.slice(0, 1)];
    if (facts.some((fact) => isAt(chronicle, fact, place))) chosen.push(episode);
  }
  return chosen.reverse();
}

/** A fact is at its place; what happens at a consumer happens at its group and its queue as well. */
function isAt({ world, trace }: Chronicle, fact: number, place: number): boolean {
  const at = trace.place(fact);
  return at === place || nodeAt(world, at) === place || queueAt(world, at) === place;
}

function aboutMessage(
  chronicle: Chronicle,
  end: number,
  { grain, limit, place }: NarrateOptions,
  message: number,
): Sentence[] {
  const { trace, messages } = chronicle;
  const sentences: Sentence[] = [];
  let fact = messages.before(message, end);
  for (; fact !== NO_FACT && sentences.length < limit; fact = messages.previousOf(fact)) {
    if (rankOf(trace.kind(fact)) > grain) continue;
    if (place !== undefined && !isAt(chronicle, fact, place)) continue;
    sentences.push(sentence(chronicle, batchOf(trace, [fact])));
  }
  return sentences.reverse();
}

/** Every fact; what happens to many messages at the same instant is told in one sentence here too. */
function theLog(chronicle: Chronicle, end: number, { limit, place }: NarrateOptions): Sentence[] {
  const { world, trace } = chronicle;
  const sentences: Sentence[] = [];
  const lowest = place === undefined ? 0 : Math.max(0, end - LOOK_BACK);
  let fact = end - 1;
  while (fact >= lowest && sentences.length < limit) {
    const last = fact;
    const key = batchKey(world, trace, last);
    const atUs = trace.atUs(last);
    while (--fact >= lowest) {
      if (trace.atUs(fact) !== atUs || batchKey(world, trace, fact) !== key) break;
    }
    const first = fact + 1;
    if (place !== undefined && !isAt(chronicle, first, place)) continue;
    if (isToldByNext(chronicle, first, end)) continue;
    const others = Array.from({ length: last - first }, (_, i) => first + 1 + i);
    sentences.push(sentence(chronicle, batchOf(trace, [first, ...others])));
  }
  return sentences.reverse();
}

/** An act whose consequence comes next: the consequence says who did it. */
function isToldByNext({ trace }: Chronicle, fact: number, end: number): boolean {
  const next = fact + 1;
  return (
    trace.kind(fact) === Fact.intervened &&
    next < end &&
    trace.cause(next) === fact &&
    isConsequenceOfAct(trace.kind(next))
  );
}
