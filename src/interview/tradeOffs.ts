/**
 * tradeOffs are the few figures that two designs are weighed by: what is lost, done twice, waited for, got
 * done a second, and what it costs: writes to disk, consumers that are paid, calls that come to nothing.
 *
 * All are read from the facts up to the playhead, so they can be told at any instant of a run.
 */
import { Consumer, Fact, ordersOf, type Trace, US_PER_S, type World } from '../engine/index.ts';
import { outcomesOf } from '../explain/index.ts';

export interface TradeOffs {
  readonly lost: number;
  /** Refused at the door, timed out: whoever sent it was told. */
  readonly failed: number;
  readonly twice: number;
  /**
   * From publish to the first delivery, of those who wait still the time so far; where nothing is queued, the
   * slowest answer. In seconds; null: nobody has come.
   */
  readonly worstWaitS: number | null;
  /** Effects a second, or answers where there are none: until the work was done, or so far. */
  readonly donePerS: number;
  /** Moments in which something was written to disk, a second. */
  readonly writesPerS: number;
  /** Consumers times seconds, until the work was done; null: nobody consumes. */
  readonly consumerS: number | null;
  /** Attempts and calls that brought nothing new. */
  readonly wasted: number;
}

export type TradeOffName = keyof TradeOffs;

export interface TradeOffKind {
  readonly name: TradeOffName;
  readonly title: string;
  readonly unit: string;
  readonly better: 'less' | 'more';
  readonly isCost: boolean;
}

export const tradeOffKinds: readonly TradeOffKind[] = [
  { name: 'lost', title: 'LOST', unit: '', better: 'less', isCost: false },
  { name: 'failed', title: 'refused', unit: '', better: 'less', isCost: false },
  { name: 'twice', title: 'done twice', unit: '', better: 'less', isCost: false },
  { name: 'worstWaitS', title: 'worst wait', unit: ' s', better: 'less', isCost: false },
  { name: 'donePerS', title: 'throughput', unit: '/s', better: 'more', isCost: false },
  { name: 'writesPerS', title: 'disk writes', unit: '/s', better: 'less', isCost: true },
  { name: 'consumerS', title: 'consumer-seconds', unit: '', better: 'less', isCost: true },
  { name: 'wasted', title: 'wasted calls', unit: '', better: 'less', isCost: true },
];

/** What came to nothing, or brought what was there already. */
const inVain = new Set<number>([
  Fact.attemptFailed,
  Fact.effectRepeated,
  Fact.effectSuppressed,
  Fact.callRefused,
  Fact.callTimedOut,
]);
/** Where the waiting of a message ends otherwise than at a consumer. */
const ends = new Set<number>([
  Fact.lost,
  Fact.dropped,
  Fact.refused,
  Fact.gaveUp,
  Fact.unroutable,
  Fact.recordLost,
  Fact.recordRemoved,
]);

export function tradeOffsOf(world: World): TradeOffs {
  const outcomes = new Map(outcomesOf(world).map(({ id, value }) => [id, value]));
  const of = (id: string): number => outcomes.get(id) ?? 0;
  const read = readTrace(world.trace, world.nowUs);
  const isQueued = world.plan.nodes.some(({ kind }) => kind === 'consumer');
  const orders = ordersOf(world);
  const done = isQueued ? of('done') : of('answered');
  const isOver = isQueued ? read.waiting === 0 : orders.waiting === 0;
  const untilUs = isOver && read.lastDoneUs > 0 ? read.lastDoneUs : world.nowUs;
  const answerS = orders.answerMaxUs > 0 ? orders.answerMaxUs / US_PER_S : null;
  return {
    lost: of('lost') + read.recordsLost,
    failed: of('refused') + of('failed'),
    twice: of('twice'),
    worstWaitS: isQueued ? read.worstWaitS : answerS,
    donePerS: untilUs > 0 ? (done * US_PER_S) / untilUs : 0,
    writesPerS: world.nowUs > 0 ? (read.writes * US_PER_S) / world.nowUs : 0,
    consumerS: isQueued ? consumerSeconds(world, untilUs) : null,
    wasted: read.wasted,
  };
}

/** A figure as it is told: "15 s", "1,000", "–". */
export function tradeOffText({ name, unit }: TradeOffKind, tradeOffs: TradeOffs): string {
  const value = tradeOffs[name];
  if (value === null) return '–';
  const digits = Number.isInteger(value) || value >= 100 ? 0 : value >= 1 ? 1 : 2;
  return `${value.toLocaleString('en-GB', { maximumFractionDigits: digits })}${unit}`;
}

/** Whether a row tells anything: it is nothing in both worlds, and the same. */
export function isTold({ name }: TradeOffKind, worlds: readonly TradeOffs[]): boolean {
  const isUsual =
    name === 'lost' || name === 'twice' || name === 'worstWaitS' || name === 'donePerS';
  return isUsual || worlds.some((world) => (world[name] ?? 0) > 0);
}

interface Read {
  readonly worstWaitS: number | null;
  readonly lastDoneUs: number;
  readonly writes: number;
  readonly wasted: number;
  readonly recordsLost: number;
  /** Published, and not delivered so far. */
  readonly waiting: number;
}

function readTrace(trace: Trace, nowUs: number): Read {
  const publishedUs = new Map<number, number>();
  let [worstUs, lastDoneUs, writes, writtenUs, wasted, recordsLost] = [-1, 0, 0, -1, 0, 0];
  for (let i = 0; i < trace.length; i++) {
    const kind = trace.kind(i);
    const message = trace.message(i);
    const atUs = trace.atUs(i);
    if (kind === Fact.published) {
      if (!publishedUs.has(message)) publishedUs.set(message, atUs);
    } else if (kind === Fact.delivered || kind === Fact.recordDelivered) {
      const sinceUs = publishedUs.get(message);
      if (sinceUs !== undefined) worstUs = Math.max(worstUs, atUs - sinceUs);
      publishedUs.delete(message);
    } else if (kind === Fact.effectApplied || kind === Fact.orderDone) {
      lastDoneUs = atUs;
    } else if (kind === Fact.flushed || kind === Fact.logSaved) {
      // What is written in one moment is written at once.
      if (atUs !== writtenUs) writes++;
      writtenUs = atUs;
    } else if (inVain.has(kind)) wasted++;
    else if (ends.has(kind)) publishedUs.delete(message);
    if (kind === Fact.recordLost) recordsLost++;
  }
  for (const sinceUs of publishedUs.values()) worstUs = Math.max(worstUs, nowUs - sinceUs);
  const worstWaitS = worstUs < 0 ? null : worstUs / US_PER_S;
  return { worstWaitS, lastDoneUs, writes, wasted, recordsLost, waiting: publishedUs.size };
}

/** Each consumer from when it joined, or the start, until it left, or the end. */
function consumerSeconds({ trace, consumers, plan }: World, untilUs: number): number {
  const joinedUs = new Map<number, number>();
  const leftUs = new Map<number, number>();
  for (let i = 0; i < trace.length; i++) {
    const row = trace.place(i) - plan.nodes.length;
    if (trace.kind(i) === Fact.consumerJoined) joinedUs.set(row, trace.atUs(i));
    if (trace.kind(i) === Fact.consumerLeft) leftUs.set(row, trace.atUs(i));
  }
  let sumUs = 0;
  for (let row = 0; row < consumers.rows; row++) {
    const isGone = consumers.state[row] === Consumer.removed;
    const toUs = isGone ? (leftUs.get(row) ?? untilUs) : untilUs;
    sumUs += Math.max(0, Math.min(toUs, untilUs) - (joinedUs.get(row) ?? 0));
  }
  return sumUs / US_PER_S;
}
