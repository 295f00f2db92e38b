/** bindings are the wires out of exchanges: what each leads to, and for which keys. */
import type { Plan } from './Plan.ts';
import { wordsOf } from './topicPattern.ts';

/** A binding: one wire out of an exchange, with one of its keys. */
export interface Binding {
  readonly to: number;
  readonly isQueue: boolean;
  readonly key: string;
  readonly pattern: readonly string[];
}

/** The bindings of each exchange, in the order of its wires. */
export function bindingsOf(
  plan: Pick<Plan, 'scenario' | 'nodes' | 'wiresFrom' | 'wireTo'>,
): Binding[][] {
  return plan.nodes.map(({ kind }, node) =>
    kind !== 'exchange'
      ? []
      : plan.wiresFrom[node].flatMap((wire) => {
          const to = plan.wireTo[wire];
          const isQueue = plan.nodes[to].kind === 'queue';
          const keys = plan.scenario.wires[wire].keys ?? [''];
          return keys.map((key) => ({ to, isQueue, key, pattern: wordsOf(key) }));
        }),
  );
}
