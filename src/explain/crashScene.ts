/**
 * crashScene finds out what a consumer was doing when it died: what it had in hand, and how far it was.
 *
 * It reads backwards from the crash over the facts of that consumer, until all that it was working on is
 * found; after LOOK_BACK facts it settles for what it has.
 */
import { Fact, NO_FACT, Rule } from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import { actOf } from './consequences.ts';

const LOOK_BACK = 50_000;

export interface CrashScene {
  readonly phase: 'idle' | 'beforeWork' | 'atWork' | 'afterEffect';
  /** The messages in question; none where they could not be found. */
  readonly messages: readonly number[];
}

const effects: ReadonlySet<number> = new Set([
  Fact.effectApplied,
  Fact.effectRepeated,
  Fact.effectSuppressed,
]);

export function crashScene({ world, trace }: Chronicle, crash: number): CrashScene {
  const cause = trace.cause(crash);
  if (trace.rule(crash) === Rule.mishap) {
    // Its cause is the delivery that it came to, or the effect that it had had.
    const phase = effects.has(trace.kind(cause)) ? 'afterEffect' : 'beforeWork';
    return { phase, messages: [trace.message(cause)] };
  }
  const isAct = cause !== NO_FACT && trace.kind(cause) === Fact.intervened;
  const act = isAct ? actOf(world, trace, cause)?.act : undefined;
  const point = act?.kind === 'crashConsumer' ? act.point : 'now';
  const place = trace.place(crash);
  const before = crash - 1;
  if (point === 'afterEffect' && effects.has(trace.kind(before)) && trace.place(before) === place) {
    return { phase: 'afterEffect', messages: [trace.message(before)] };
  }
  if (point === 'beforeWork') {
    return { phase: 'beforeWork', messages: nextInLine(trace, place, crash) };
  }
  const busy = trace.count(crash);
  if (busy === 0) return { phase: 'idle', messages: [] };
  return { phase: 'atWork', messages: inHand(trace, place, crash, busy) };
}

type Trace = Chronicle['trace'];

/** What was begun and neither had its effect nor failed, oldest first. */
function inHand(trace: Trace, place: number, crash: number, busy: number): number[] {
  const found: number[] = [];
  const over = new Set<number>();
  const end = Math.max(0, crash - LOOK_BACK);
  for (let fact = crash - 1; fact >= end && found.length < busy; fact--) {
    if (trace.place(fact) !== place) continue;
    const kind = trace.kind(fact);
    const message = trace.message(fact);
    if (kind === Fact.consumerCrashed || kind === Fact.consumerJoined) break;
    if (kind === Fact.attemptFailed || effects.has(kind)) over.add(message);
    else if (kind === Fact.started && !over.delete(message)) found.push(message);
  }
  return found.reverse();
}

/** The message that it would have begun: the oldest that was sent to it and not begun. */
function nextInLine(trace: Trace, place: number, crash: number): number[] {
  let next: number | null = null;
  let latestBegun = NO_FACT;
  const end = Math.max(0, crash - LOOK_BACK);
  for (let fact = crash - 1; fact >= end && fact !== latestBegun; fact--) {
    if (trace.place(fact) !== place) continue;
    const kind = trace.kind(fact);
    if (kind === Fact.consumerCrashed || kind === Fact.consumerJoined) break;
    // Messages are begun in the order in which they came: before this delivery all have been.
    if (kind === Fact.started && latestBegun === NO_FACT) latestBegun = trace.cause(fact);
    if (kind === Fact.delivered || kind === Fact.redelivered) {
      if (latestBegun === NO_FACT || fact > latestBegun) next = trace.message(fact);
    }
  }
  return next === null ? [] : [next];
}
