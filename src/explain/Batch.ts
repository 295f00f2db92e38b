/**
 * Batch is one or more facts of the same kind, place and rule that are told in one sentence: what a
 * crash does to 213 messages, or a stream of refused orders.
 */
import type { Trace, TraceEntry } from '../engine/index.ts';

export interface Batch {
  readonly first: TraceEntry;
  readonly last: TraceEntry;
  readonly facts: number;
  readonly numbers: Numbers;
  /** All of them happened at one place. */
  readonly isOnePlace: boolean;
  /** Others of the kind were told a moment ago: these are "more". */
  readonly isMore: boolean;
  /** What followed from it at once and is told with it, or null. */
  readonly outcome: TraceEntry | null;
  /** Whether each of them was followed by such a fact. */
  readonly isAllFollowed: boolean;
}

/** The messages (or orders) that facts are about. */
export interface Numbers {
  readonly distinct: number;
  readonly min: number;
  readonly max: number;
  /** In rising order, where there are no more than three. */
  readonly few: readonly number[];
}

/** Gathers the numbers of facts, a few at a time. */
export class NumberSet {
  private readonly seen = new Set<number>();
  private min = Number.POSITIVE_INFINITY;
  private max = 0;

  add(number: number): void {
    this.seen.add(number);
    if (number < this.min) this.min = number;
    if (number > this.max) this.max = number;
  }

  numbers(): Numbers {
    const { seen, min, max } = this;
    return {
      distinct: seen.size,
      min,
      max,
      few: seen.size > 3 ? [] : [...seen].sort((a, b) => a - b),
    };
  }
}

export function batchOf(trace: Trace, facts: readonly [number, ...number[]]): Batch {
  const [first] = facts;
  const last = facts.at(-1) ?? first;
  const numbers = new NumberSet();
  let isOnePlace = true;
  for (const fact of facts) {
    numbers.add(trace.message(fact));
    if (trace.place(fact) !== trace.place(first)) isOnePlace = false;
  }
  return {
    first: trace.entry(first),
    last: trace.entry(last),
    facts: facts.length,
    numbers: numbers.numbers(),
    isOnePlace,
    isMore: false,
    outcome: null,
    isAllFollowed: false,
  };
}
