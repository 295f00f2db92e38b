/** SystemsDialog is the library: every ready-made system with what there is to notice. */
import { Columns2 } from 'lucide-react';
import { useMemo } from 'react';
import {
  MOST_WORLDS,
  type ShippedScenario,
  shippedScenarios,
  type Topic,
  topicOf,
  worldLetter,
  worldsLike,
} from '../../scenarios/index.ts';
import { useSession, useSessionActions, useWorkspaceActions } from '../../store/index.ts';
import { Button, Dialog } from '../../ui/index.ts';
import { compareWorlds } from '../compare/compareWithSystem.ts';
import './SystemsDialog.css';

export function SystemsDialog() {
  const session = useSessionActions();
  const workspace = useWorkspaceActions();
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
                    workspace.open({ scenario });
                    workspace.session.togglePlaying();
                  }}
                >
                  <strong>
                    <Letter name={scenario.name} /> {scenario.title}
                  </strong>
                  <span>{scenario.about}</span>
                </button>
                {isLastWorld(scenario.name) && (
                  <CompareFamily name={scenario.name} onGone={close} />
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}

/** "B": which world of its lesson a system is. */
function Letter({ name }: { name: string }) {
  const letter = worldLetter(name);
  return letter === null ? null : <span className="systems-letter">{letter}</span>;
}

function isLastWorld(name: ShippedScenario['name']): boolean {
  return worldsLike(name).at(-1) === name;
}

/** Below the worlds of a lesson: all of them side by side. */
function CompareFamily({ name, onGone }: { name: string; onGone: () => void }) {
  const workspace = useWorkspaceActions();
  const worlds = worldsLike(name).slice(0, MOST_WORLDS);
  const letters = worlds.map(worldLetter);
  return (
    <Button
      icon={<Columns2 />}
      onClick={() => {
        onGone();
        void compareWorlds(workspace, worlds);
      }}
    >
      Compare {letters.join(' | ')}
    </Button>
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
