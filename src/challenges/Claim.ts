/**
 * Claim is what a design promises, and a menu of things that may happen to it. One of them breaks the promise,
 * at some instants; the others never do. Whoever finds it has understood what the promise rests on.
 */
import type { JsonObject, JsonValue } from '../scenarios/index.ts';
import type { Goal } from './Challenge.ts';

export interface Claim {
  readonly id: string;
  readonly title: string;
  /** What the design is, in a few short sentences. */
  readonly story: string;
  /** The system as a scenario file. */
  readonly system: JsonValue;
  /** What it promises: kept as long as nothing happens. */
  readonly promise: Goal;
  readonly menu: readonly Mishap[];
  /** Which of the menu breaks it. */
  readonly answer: number;
  /** Why that one, and what would have kept the promise. */
  readonly because: string;
}

/** Mishap is one thing that may happen, at an instant of one's choice. */
export interface Mishap {
  /** "the broker is killed" */
  readonly label: string;
  /** A fault as a scenario file has it, without its instant; more than one happen together. */
  readonly faults: readonly JsonObject[];
}

/** The instants that can be chosen, in milliseconds: enough that luck is needed as seldom as in life. */
export const instantsMs: readonly number[] = Array.from({ length: 40 }, (_, i) => 130 + i * 250);
