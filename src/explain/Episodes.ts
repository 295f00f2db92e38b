/**
 * Episodes sorts the headlines of a trace into what is told in one sentence.
 *
 * What happens to many messages at the same instant is one episode. So is a stream: the first two of a
 * kind are told one by one, and what follows each within a second is told together, in a sentence that
 * grows, until a fault or an act makes it news again. Whether a fact opens an episode depends only on the facts before it, so the story up to an
 * instant never depends on what comes after it.
 */
import { Fact, factKinds, NO_FACT, type Trace, type World } from '../engine/index.ts';
import { type Batch, NumberSet } from './Batch.ts';
import { batchKey } from './batchKey.ts';
import { isArmedAct, isConsequenceOfAct } from './consequences.ts';
import { TraceReader } from './TraceReader.ts';
import { turningKinds } from './Turns.ts';

/** A stream goes on when the next fact comes no later than this. */
const STREAM_GAP_US = 1_000_000;
/** After such a pause the next one is news again, and told by itself. */
const NEWS_AFTER_US = 10_000_000;
/** How many of a kind are told one by one before they are a stream. */
const TOLD_ONE_BY_ONE = 2;

export class Episode {
  readonly key: number;
  readonly isStream: boolean;
  /** The first one of this key after a pause has none before it. */
  readonly inARow: number;
  readonly facts: number[];
  /** What followed at once from facts of this episode and is told with them. */
  readonly outcomes: number[] = [];
  /** How often it has been cut back: what was said of it before no longer holds. */
  cuts = 0;
  private gathered = new NumberSet();
  private gatheredFacts = 0;
  private isOnePlace = true;

  constructor(key: number, isStream: boolean, inARow: number, fact: number) {
    this.key = key;
    this.isStream = isStream;
    this.inARow = inARow;
    this.facts = [fact];
  }

  get first(): number {
    return this.facts[0] ?? NO_FACT;
  }

  lastBefore(end: number): number {
    return this.facts[countBelow(this.facts, end) - 1] ?? NO_FACT;
  }

  /** Takes back the facts from `length` on. */
  cut(length: number): void {
    const isWhole = this.lastBefore(length) === this.facts.at(-1);
    if (isWhole && (this.outcomes.at(-1) ?? NO_FACT) < length) return;
    this.cuts++;
    this.facts.length = countBelow(this.facts, length);
    this.outcomes.length = countBelow(this.outcomes, length);
    if (this.gatheredFacts > this.facts.length) this.gatheredFacts = 0;
  }

  /** The episode as it stands before `end`. Going forwards, each fact is looked at once. */
  batchBefore(trace: Trace, end: number): Batch {
    const facts = countBelow(this.facts, end);
    if (facts < this.gatheredFacts || this.gatheredFacts === 0) {
      this.gathered = new NumberSet();
      this.gatheredFacts = 0;
      this.isOnePlace = true;
    }
    for (; this.gatheredFacts < facts; this.gatheredFacts++) {
      const fact = this.facts[this.gatheredFacts] ?? NO_FACT;
      this.gathered.add(trace.message(fact));
      if (trace.place(fact) !== trace.place(this.first)) this.isOnePlace = false;
    }
    const followed = countBelow(this.outcomes, end);
    const outcome = this.outcomes[followed - 1];
    return {
      first: trace.entry(this.first),
      last: trace.entry(this.facts[facts - 1] ?? NO_FACT),
      facts,
      numbers: this.gathered.numbers(),
      isOnePlace: this.isOnePlace,
      isMore: this.isStream && this.inARow >= TOLD_ONE_BY_ONE,
      outcome: outcome === undefined ? null : trace.entry(outcome),
      isAllFollowed: followed === facts,
    };
  }
}

export class Episodes extends TraceReader {
  private readonly world: World;
  private readonly grain: 1 | 2;
  /** In the order of their first facts. */
  private readonly list: Episode[] = [];
  private readonly byKey = new Map<number, Episode[]>();
  /** Faults and acts: after one of them, what happens is news again. */
  private readonly turns: number[] = [];

  constructor(world: World, trace: Trace, grain: 1 | 2) {
    super(trace);
    this.world = world;
    this.grain = grain;
  }

  /**
   * The episodes of which something happened latest before `end`, in the order in which they began.
   * Looks at the last `limit` episodes and at the last one of each key, and at no more.
   */
  latest(end: number, limit: number): Episode[] {
    const candidates = new Set<Episode>();
    for (const episode of this.backFrom(end)) {
      candidates.add(episode);
      if (candidates.size === limit) break;
    }
    for (const episodes of this.byKey.values()) {
      const last = episodes[begunBefore(episodes, end) - 1];
      if (last !== undefined && !this.isToldLater(last, end)) candidates.add(last);
    }
    return [...candidates]
      .sort((a, b) => b.lastBefore(end) - a.lastBefore(end))
      .slice(0, limit)
      .sort((a, b) => a.first - b.first);
  }

  /** Going back from `end`: each episode, the one that began last first. */
  *backFrom(end: number): Generator<Episode> {
    for (let i = begunBefore(this.list, end) - 1; i >= 0; i--) {
      const episode = this.list[i];
      if (episode !== undefined && !this.isToldLater(episode, end)) yield episode;
    }
  }

  protected override read(fact: number): void {
    const { trace } = this;
    const kind = trace.kind(fact);
    if (kind === Fact.intervened || turningKinds.has(kind)) this.turns.push(fact);
    if (this.joinItsCause(fact, kind)) return;
    if ((factKinds[kind]?.rank ?? 3) > this.grain) return;
    const key = batchKey(this.world, trace, fact);
    const told = this.byKey.get(key);
    const before = told?.at(-1);
    if (before === undefined || told === undefined || kind === Fact.intervened) {
      this.open(new Episode(key, false, 0, fact));
      return;
    }
    const last = before.lastBefore(fact);
    const gapUs = trace.atUs(fact) - trace.atUs(last);
    const isNews = gapUs > NEWS_AFTER_US || this.turnBefore(fact) > last;
    if (gapUs === 0 || (before.isStream && gapUs <= STREAM_GAP_US && !isNews)) {
      before.facts.push(fact);
      return;
    }
    const inARow = isNews ? 0 : before.inARow + 1;
    const isStream =
      inARow > 0 && (before.isStream || (inARow >= TOLD_ONE_BY_ONE && gapUs <= STREAM_GAP_US));
    this.open(new Episode(key, isStream, inARow, fact));
  }

  protected override cut(length: number): void {
    while ((this.turns.at(-1) ?? NO_FACT) >= length) this.turns.pop();
    for (const episodes of this.byKey.values()) cutList(episodes, length);
    cutList(this.list, length);
    for (const episode of this.list) episode.cut(length);
  }

  /** What is told with its cause becomes part of the cause's episode. */
  private joinItsCause(fact: number, kind: number): boolean {
    const mayJoin = kind === Fact.returned || kind === Fact.started || isConsequenceOfAct(kind);
    if (!mayJoin) return false;
    const { trace } = this;
    const cause = trace.cause(fact);
    if (cause === NO_FACT) return false;
    const causeKind = trace.kind(cause);
    if (causeKind === Fact.intervened && isConsequenceOfAct(kind)) {
      const act = this.beganWith(cause);
      act?.outcomes.push(fact);
      // An act that was armed for later is told again when it comes true.
      return act !== undefined && trace.atUs(fact) === trace.atUs(cause);
    }
    const isTakenBack = kind === Fact.returned && causeKind === Fact.leaseEnded;
    const isBegunAgain = kind === Fact.started && causeKind === Fact.redelivered;
    if (!isTakenBack && !isBegunAgain) return false;
    const episode = this.byKey.get(batchKey(this.world, trace, cause))?.at(-1);
    if (episode === undefined || episode.lastBefore(fact) !== cause) return false;
    episode.outcomes.push(fact);
    return true;
  }

  private open(episode: Episode): void {
    this.list.push(episode);
    const told = this.byKey.get(episode.key);
    if (told === undefined) this.byKey.set(episode.key, [episode]);
    else told.push(episode);
  }

  private turnBefore(fact: number): number {
    const last = this.turns.at(-1) ?? NO_FACT;
    return last === fact ? (this.turns.at(-2) ?? NO_FACT) : last;
  }

  private beganWith(fact: number): Episode | undefined {
    const episode = this.list[begunBefore(this.list, fact + 1) - 1];
    return episode?.first === fact ? episode : undefined;
  }

  /** An armed act whose hour has come: the crash is a sentence of its own, and says whose it is. */
  private isToldLater(episode: Episode, end: number): boolean {
    const outcome = episode.outcomes[0];
    return (
      outcome !== undefined &&
      outcome < end &&
      isArmedAct(this.world, this.trace, episode.first) &&
      this.trace.atUs(outcome) > this.trace.atUs(episode.first)
    );
  }
}

function cutList(episodes: Episode[], length: number): void {
  while ((episodes.at(-1)?.first ?? NO_FACT) >= length) episodes.pop();
}

/** How many of these rising facts are below `end`. */
function countBelow(facts: readonly number[], end: number): number {
  return countWhile(facts.length, (i) => (facts[i] ?? 0) < end);
}

/** How many of these episodes, in the order in which they began, began before `end`. */
function begunBefore(episodes: readonly Episode[], end: number): number {
  return countWhile(episodes.length, (i) => (episodes[i]?.first ?? 0) < end);
}

/** How many of the first `length` positions hold, where those that hold come first. */
function countWhile(length: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
