/** SystemsDialog is the library: every ready-made system with what there is to notice. */
import { useMemo } from 'react';
import {
  type ShippedScenario,
  shippedScenarios,
  type Topic,
  topicOf,
} from '../../scenarios/index.ts';
import { useSession, useSessionActions } from '../../store/index.ts';
import { Dialog } from '../../ui/index.ts';
import './SystemsDialog.css';

export function SystemsDialog() {
  const session = useSessionActions();
  const { dialog } = useSession(({ dialog }) => ({ dialog }));
  const isOpen = dialog === 'systems';
  // Reading the library takes a while: only when somebody wants to see it.
  const systems = useMemo(() => (isOpen ? shippedScenarios() : []), [isOpen]);
  const close = (): void => session.set({ dialog: null });
  return (
    <Dialog open={isOpen} title="Systems" onClose={close}>
      {[...byTopic(systems)].map(([topic, ofTopic]) => (
        <section key={topic} className="systems" aria-label={topic}>
          <h3 className="panel-title">{topic}</h3>
          <ul>
            {ofTopic.map((scenario) => (
              <li key={scenario.name}>
                <button
                  type="button"
                  aria-current={scenario.name === session.timeline.scenario.name}
                  onClick={() => {
                    close();
                    session.open({ scenario });
                    session.togglePlaying();
                  }}
                >
                  <strong>{scenario.title}</strong>
                  <span>{scenario.about}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}

function byTopic(systems: readonly ShippedScenario[]): Map<Topic, ShippedScenario[]> {
  const groups = new Map<Topic, ShippedScenario[]>();
  for (const scenario of systems) {
    const topic = topicOf(scenario.name);
    groups.set(topic, [...(groups.get(topic) ?? []), scenario]);
  }
  return groups;
}
