/** lifecycleText writes a state machine as Mermaid text, read out of the table compiled from it. */
import { NOT_ALLOWED, type TransitionTable } from '../engine/index.ts';
import { eventWords, harmless, stateWords } from '../explain/index.ts';

export function lifecycleText({ name, states, events, next }: TransitionTable): string {
  const lines = states.flatMap((from, s) =>
    events.flatMap((event, e) => {
      const target = next[s * events.length + e] ?? NOT_ALLOWED;
      const to = states[target];
      if (target === NOT_ALLOWED || to === undefined) return [];
      return [`  ${from} --> ${to}: ${harmless(eventWords(name, event))}`];
    }),
  );
  const names = states.map((state) => `  state "${harmless(wordOf(state))}" as ${state}`);
  return ['stateDiagram-v2', ...names, `  [*] --> ${states[0]}`, ...lines, ''].join('\n');
}

function wordOf(state: string): string {
  return state in stateWords ? stateWords[state as keyof typeof stateWords] : state;
}
