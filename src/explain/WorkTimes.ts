/**
 * WorkTimes keeps when each consumer was at work, from the facts: how many messages it had in hand at any
 * instant, for how long in all, and when it was down. Twenty bytes a change.
 */
import { Fact, type Trace, type World } from '../engine/index.ts';
import { TraceReader } from './TraceReader.ts';

/** History is the changes of one consumer, in their order. */
class History {
  atUs = new Float64Array(64);
  /** ∫ of the messages in hand up to here, in µs. */
  workUs = new Float64Array(64);
  /** In hand from here on; DOWN: it is down. */
  inHand = new Int16Array(64);
  facts = new Int32Array(64);
  length = 0;

  add(fact: number, atUs: number, inHand: number): void {
    if (this.length === this.atUs.length) this.grow();
    const last = this.length - 1;
    const before = last < 0 ? 0 : Math.max(0, this.inHand[last] ?? 0);
    const since = last < 0 ? atUs : (this.atUs[last] ?? atUs);
    this.workUs[this.length] = (last < 0 ? 0 : (this.workUs[last] ?? 0)) + before * (atUs - since);
    this.atUs[this.length] = atUs;
    this.inHand[this.length] = inHand;
    this.facts[this.length] = fact;
    this.length++;
  }

  cut(fact: number): void {
    while (this.length > 0 && (this.facts[this.length - 1] ?? 0) >= fact) this.length--;
  }

  now(): number {
    return this.length === 0 ? 0 : (this.inHand[this.length - 1] ?? 0);
  }

  /** The last change at or before an instant, -1 before the first. */
  before(atUs: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.atUs[middle] ?? 0) <= atUs) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  private grow(): void {
    this.atUs = longer(this.atUs, new Float64Array(this.length * 2));
    this.workUs = longer(this.workUs, new Float64Array(this.length * 2));
    this.inHand = longer(this.inHand, new Int16Array(this.length * 2));
    this.facts = longer(this.facts, new Int32Array(this.length * 2));
  }
}

function longer<Column extends { set(from: Column): void }>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}

export const DOWN = -1;
export const GONE = -2;

export class WorkTimes extends TraceReader {
  private readonly nodes: number;
  private readonly histories: History[] = [];

  constructor(world: World, trace: Trace) {
    super(trace);
    this.nodes = world.plan.nodes.length;
  }

  /** What a consumer (by its row) has worked up to an instant, in µs times messages in hand. */
  workUs(consumer: number, atUs: number): number {
    const history = this.follow().histories[consumer];
    const at = history?.before(atUs) ?? -1;
    if (history === undefined || at < 0) return 0;
    const inHand = Math.max(0, history.inHand[at] ?? 0);
    return (history.workUs[at] ?? 0) + inHand * (atUs - (history.atUs[at] ?? atUs));
  }

  /** Messages in hand at an instant; DOWN, or GONE where it has left. */
  inHand(consumer: number, atUs: number): number {
    const history = this.follow().histories[consumer];
    const at = history?.before(atUs) ?? -1;
    return history === undefined || at < 0 ? 0 : (history.inHand[at] ?? 0);
  }

  /** The stretches in which a consumer was down or gone, those that touch a window. */
  outages(consumer: number, fromUs: number, toUs: number): Outage[] {
    const history = this.follow().histories[consumer];
    if (history === undefined) return [];
    const found: Outage[] = [];
    for (let i = Math.max(0, history.before(fromUs)); i < history.length; i++) {
      const startUs = history.atUs[i] ?? 0;
      if (startUs > toUs) break;
      const inHand = history.inHand[i] ?? 0;
      if (inHand >= 0) continue;
      const endUs = i + 1 < history.length ? (history.atUs[i + 1] ?? toUs) : toUs;
      found.push({ fromUs: startUs, toUs: endUs, isGone: inHand === GONE });
    }
    return found;
  }

  protected override read(fact: number): void {
    const kind = this.trace.kind(fact);
    const change = changes[kind];
    if (change === undefined) return;
    const consumer = this.trace.place(fact) - this.nodes;
    if (consumer < 0) return;
    this.histories[consumer] ??= new History();
    const history = this.histories[consumer] as History;
    const before = Math.max(0, history.now());
    history.add(fact, this.trace.atUs(fact), change(before));
  }

  protected override cut(length: number): void {
    for (const history of this.histories) history?.cut(length);
  }
}

export interface Outage {
  readonly fromUs: number;
  readonly toUs: number;
  /** It has left for good. */
  readonly isGone: boolean;
}

const ends = (inHand: number): number => Math.max(0, inHand - 1);

/** What a kind of fact at a consumer makes of the messages that it has in hand. */
const changes: Readonly<Record<number, (inHand: number) => number>> = {
  [Fact.started]: (inHand) => inHand + 1,
  [Fact.effectApplied]: ends,
  [Fact.effectRepeated]: ends,
  [Fact.effectSuppressed]: ends,
  [Fact.attemptFailed]: ends,
  [Fact.consumerCrashed]: () => DOWN,
  [Fact.consumerRestarted]: () => 0,
  [Fact.consumerJoined]: () => 0,
  [Fact.consumerLeft]: (inHand) => (inHand > 0 ? inHand : GONE),
};
