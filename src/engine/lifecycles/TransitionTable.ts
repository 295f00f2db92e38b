/**
 * TransitionTable is a lifecycle compiled to an array, for the hot path.
 *
 * XState's own `transition()` takes about 20 µs, more than a whole event of ours, and its machine is
 * 12 kB that a page need not wait for. That the table says what the machine says is a test's business.
 */
import { type Lifecycle, stateAfter } from './Lifecycle.ts';

/** What the table says where the lifecycle has no transition. */
export const NOT_ALLOWED = 255;

export interface TransitionTable {
  readonly name: string;
  readonly states: readonly string[];
  readonly events: readonly string[];
  /** The next state, at `state * events.length + event`, or NOT_ALLOWED. */
  readonly next: Uint8Array;
}

export function compileTable<State extends string, Event extends string>(
  lifecycle: Lifecycle<State, Event>,
  states: readonly State[],
  events: readonly Event[],
): TransitionTable {
  const next = new Uint8Array(states.length * events.length).fill(NOT_ALLOWED);
  states.forEach((state, s) => {
    events.forEach((event, e) => {
      const after = stateAfter(lifecycle, state, event);
      if (after !== undefined) next[s * events.length + e] = states.indexOf(after);
    });
  });
  return { name: lifecycle.id, states, events, next };
}
