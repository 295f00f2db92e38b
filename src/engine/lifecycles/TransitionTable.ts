/**
 * TransitionTable is a lifecycle machine compiled to an array, for the hot path.
 *
 * XState's own `transition()` takes about 20 µs, more than a whole event of ours. The table is filled
 * by asking that very function for each pair of state and event, so the machine stays the one source.
 */
import { type AnyStateMachine, transition } from 'xstate';

/** What the table says where the machine has no transition. */
export const NOT_ALLOWED = 255;

export interface TransitionTable {
  readonly name: string;
  readonly states: readonly string[];
  readonly events: readonly string[];
  /** The next state, at `state * events.length + event`, or NOT_ALLOWED. */
  readonly next: Uint8Array;
}

export function compileTable(
  machine: AnyStateMachine,
  states: readonly string[],
  events: readonly string[],
): TransitionTable {
  const next = new Uint8Array(states.length * events.length).fill(NOT_ALLOWED);
  states.forEach((state, s) => {
    const snapshot = machine.resolveState({ value: state, context: {} });
    events.forEach((type, e) => {
      if (!snapshot.can({ type })) return;
      const [after] = transition(machine, snapshot, { type });
      next[s * events.length + e] = states.indexOf(String(after.value));
    });
  });
  return { name: machine.id, states, events, next };
}
