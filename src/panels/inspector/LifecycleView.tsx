/**
 * LifecycleView is the state machine of a thing with its present state lit, and in words what may happen
 * to it next: the very table that the engine asks.
 */
import { useEffect, useRef } from 'react';
import { createLifecycleDiagram, type LifecycleDiagram, stateGraphOf } from '../../charts/index.ts';
import type { TransitionTable } from '../../engine/index.ts';
import { eventWords, stateWords } from '../../explain/index.ts';

export interface LifecycleViewProps {
  readonly table: TransitionTable;
  readonly state: string;
  /** "m7 in the e-mail queue" */
  readonly subject: string;
}

export function LifecycleView({ table, state, subject }: LifecycleViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const diagram = useRef<LifecycleDiagram | null>(null);
  const graph = stateGraphOf(table);
  const open = graph.transitions.filter(({ from }) => from === state);
  const here = wordOf(state);
  useEffect(() => {
    if (host.current === null) return;
    diagram.current = createLifecycleDiagram(host.current);
    return () => {
      diagram.current?.destroy();
      diagram.current = null;
    };
  }, []);
  useEffect(() => {
    diagram.current?.draw({
      graph: stateGraphOf(table),
      state,
      labels: stateWords,
      label: `The states of ${subject}. It is ${wordOf(state)}.`,
    });
  }, [table, state, subject]);
  return (
    <div className="lifecycle-view">
      <div ref={host} className="lifecycle-host" data-rows={table.name === 'messageCopy' ? 3 : 2} />
      <p className="lifecycle-now">
        Now <strong>{here}</strong>
        {open.length === 0 ? ', and that is the end of it.' : '. What may come next:'}
      </p>
      <ul className="lifecycle-next">
        {open.map(({ to, events }) => (
          <li key={to}>
            <strong>{wordOf(to)}</strong>{' '}
            {events.map((event) => eventWords(table.name, event)).join(', or ')}
          </li>
        ))}
      </ul>
    </div>
  );
}

function wordOf(state: string): string {
  return state in stateWords ? stateWords[state as keyof typeof stateWords] : state;
}
