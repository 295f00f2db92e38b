/**
 * StateGraph is a state machine as it is drawn: its states, and for each pair of states the events that
 * lead from one to the other. It is read out of the table that the engine compiled from the machine, so
 * that what is drawn is what may happen.
 */
import { NOT_ALLOWED, type TransitionTable } from '../../engine/index.ts';

export interface StateGraph {
  readonly name: string;
  readonly states: readonly string[];
  readonly transitions: readonly Transition[];
}

export interface Transition {
  readonly from: string;
  readonly to: string;
  readonly events: readonly string[];
}

export function stateGraphOf({ name, states, events, next }: TransitionTable): StateGraph {
  const found = new Map<string, { from: string; to: string; events: string[] }>();
  states.forEach((from, s) => {
    events.forEach((event, e) => {
      const target = next[s * events.length + e] ?? NOT_ALLOWED;
      const to = states[target];
      if (target === NOT_ALLOWED || to === undefined) return;
      const key = `${from} ${to}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { from, to, events: [event] });
      else known.events.push(event);
    });
  });
  return { name, states, transitions: [...found.values()] };
}
