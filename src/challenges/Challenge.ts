/**
 * Challenge is a design problem: a system with a fault script, what of it can be chosen and for how much, and
 * the goals that a design has to reach. The engine judges; nothing here knows an answer but `best`, which a
 * test holds against every other design.
 */
import type { JsonValue } from '../scenarios/index.ts';

export interface Challenge {
  readonly id: string;
  readonly title: string;
  /** What is asked, in a few short sentences. */
  readonly story: string;
  /** The system as a scenario file, before anything is chosen. */
  readonly system: JsonValue;
  readonly choices: readonly Choice[];
  readonly goals: readonly Goal[];
  /** The goals must be reached with each of these. */
  readonly seeds: readonly number[];
  /** The cheapest design that reaches all goals: for each choice, the position of its option. */
  readonly best: Design;
  /** Why it is the cheapest: read after it has been solved. */
  readonly because: string;
}

export interface Choice {
  readonly title: string;
  readonly options: readonly Option[];
}

export interface Option {
  /** "2", "flush before the confirm" */
  readonly label: string;
  /** Dollars an hour. */
  readonly cost: number;
  /** Places in the scenario file, as `sim sweep --set` names them, and what to put there. */
  readonly set: Readonly<Record<string, JsonValue>>;
}

/** For each choice of a challenge, the position of the option taken. */
export type Design = readonly number[];

export interface Goal {
  /** "Nothing confirmed is lost" */
  readonly text: string;
  /** A number of the run's report, by its path: `counters.lost`, `sojournUs.p99`. */
  readonly measure: string;
  readonly must: 'be' | 'be at most' | 'be at least';
  /** In the unit of the goal. */
  readonly bound: number;
  readonly unit: '' | 's';
}

/** Of a number of consumers: what each more costs in a design. */
export function countOf(
  title: string,
  path: string,
  counts: readonly number[],
  costOfOne: number,
): Choice {
  return {
    title,
    options: counts.map((count) => ({
      label: String(count),
      cost: count * costOfOne,
      set: { [path]: count },
    })),
  };
}

// What most problems offer, at one price: what is dear in one is dear in all.

/** Dollars an hour of one consumer. */
export const CONSUMER = 10;

/** Where a queue's messages are kept. */
export function storeOf(queue: string): Choice {
  return {
    title: 'Messages are kept',
    options: [
      {
        label: 'in memory',
        cost: 0,
        set: { [`${queue}.durable`]: false, [`${queue}.flush`]: { kind: 'never' } },
      },
      {
        label: 'on disk, each second',
        cost: 2,
        set: {
          [`${queue}.flush`]: { kind: 'interval', every: '1s' },
          [`${queue}.confirmAfter`]: 'stored',
        },
      },
      {
        label: 'on disk before the confirm',
        cost: 8,
        set: { [`${queue}.flush`]: { kind: 'eachPublish', time: '4ms' } },
      },
    ],
  };
}

/** Whether a producer waits for confirms, and sends again without one. */
export function confirmOf(producer: string): Choice {
  return {
    title: 'The publisher',
    options: [
      {
        label: 'sends and forgets',
        cost: 0,
        set: { [`${producer}.publishing`]: { confirm: false } },
      },
      {
        label: 'sends again until confirmed',
        cost: 1,
        set: { [`${producer}.publishing`]: { timeout: '1s', backoff: ['500ms'] } },
      },
    ],
  };
}

export function ackOf(consumer: string): Choice {
  return {
    title: 'The ack comes',
    options: [
      { label: 'before the work', cost: 0, set: { [`${consumer}.ack`]: 'beforeWork' } },
      { label: 'after the work', cost: 0, set: { [`${consumer}.ack`]: 'afterWork' } },
    ],
  };
}

export function keyOf(consumer: string): Choice {
  return {
    title: 'Idempotency key',
    options: [
      { label: 'none', cost: 0, set: { [`${consumer}.idempotencyKey`]: 'none' } },
      {
        label: 'before the effect',
        cost: 3,
        set: { [`${consumer}.idempotencyKey`]: 'beforeEffect' },
      },
      { label: 'with the effect', cost: 3, set: { [`${consumer}.idempotencyKey`]: 'withEffect' } },
    ],
  };
}

/** What becomes of a message that fails again and again. */
export function limitOf(queue: string, deadLetterQueue: string): Choice {
  const limit = (deliveries: number) => ({
    label: `${deliveries} deliveries, then dead-letter`,
    cost: 1,
    set: { [`${queue}.maxDeliveries`]: deliveries, [`${queue}.deadLetterTo`]: deadLetterQueue },
  });
  return {
    title: 'A message that fails',
    options: [
      {
        label: 'comes back for ever',
        cost: 0,
        set: { [`${queue}.maxDeliveries`]: null, [`${queue}.deadLetterTo`]: null },
      },
      {
        label: '3 deliveries, then dropped',
        cost: 0,
        set: { [`${queue}.maxDeliveries`]: 3, [`${queue}.deadLetterTo`]: null },
      },
      limit(1),
      limit(3),
      limit(5),
    ],
  };
}
