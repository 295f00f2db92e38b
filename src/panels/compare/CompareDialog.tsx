/**
 * CompareDialog chooses what the run is compared with: one of its own futures that was given up, another
 * world of its lesson, or any system of the library.
 */
import { useMemo } from 'react';
import { shippedScenario, shippedScenarios, worldsLike } from '../../scenarios/index.ts';
import {
  useAtPlayhead,
  useSession,
  useSessionActions,
  useWorkspaceActions,
} from '../../store/index.ts';
import { Dialog } from '../../ui/index.ts';
import '../systems/SystemsDialog.css';
import { compareWithGhost } from './compareWith.ts';
import { compareWithSystem } from './compareWithSystem.ts';

export function CompareDialog() {
  const session = useSessionActions();
  const workspace = useWorkspaceActions();
  const isOpen = useSession(({ dialog }) => dialog === 'compare');
  const name = useAtPlayhead(({ scenario }) => scenario.name);
  const ghosts = useAtPlayhead((timeline) => timeline.ghosts.map(({ label }) => label));
  const isInLab = workspace.comparison === null;
  // Reading the library takes a while: only when somebody wants to see it.
  const { siblings, others } = useMemo(() => {
    const like = isOpen ? worldsLike(name).filter((other) => other !== name) : [];
    const all = isOpen ? shippedScenarios() : [];
    return {
      siblings: like.map(shippedScenario),
      others: all.filter((other) => other.name !== name && !like.includes(other.name)),
    };
  }, [isOpen, name]);
  const close = (): void => session.set({ dialog: null });
  const row = (key: string, title: string, about: string, choose: () => Promise<void>) => (
    <li key={key}>
      <button
        type="button"
        onClick={() => {
          close();
          void choose();
        }}
      >
        <strong>{title}</strong>
        <span>{about}</span>
      </button>
    </li>
  );
  const systems = (list: typeof others) =>
    list.map((scenario) =>
      row(scenario.name, scenario.title, scenario.about, () =>
        compareWithSystem(workspace, scenario),
      ),
    );
  return (
    <Dialog open={isOpen} title="Compare this run with…" onClose={close}>
      {isInLab && ghosts.length > 0 && (
        <section className="systems" aria-label="What it was before">
          <h3 className="panel-title">What it was before</h3>
          <ul>
            {ghosts.map((label, i) =>
              row(`${i} ${label}`, label, 'The run as it would have gone on.', () =>
                compareWithGhost(workspace, i),
              ),
            )}
          </ul>
        </section>
      )}
      {siblings.length > 0 && (
        <section className="systems" aria-label="Other worlds of this lesson">
          <h3 className="panel-title">Other worlds of this lesson</h3>
          <ul>{systems(siblings)}</ul>
        </section>
      )}
      <section className="systems" aria-label="Other systems">
        <h3 className="panel-title">Other systems</h3>
        <ul>{systems(others)}</ul>
      </section>
    </Dialog>
  );
}
