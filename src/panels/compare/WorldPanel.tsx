/** WorldPanel is one of the worlds that are compared: its letter, what it is, and its stage. */
import { X } from 'lucide-react';
import { letterOf } from '../../scenarios/index.ts';
import {
  SessionProvider,
  useAcrossWorlds,
  useComparisonActions,
  useWorkspaceActions,
} from '../../store/index.ts';
import { IconButton } from '../../ui/index.ts';
import { StagePanel } from '../stage/StagePanel.tsx';
import './WorldPanel.css';

export function WorldPanel({ world }: { world: number }) {
  const workspace = useWorkspaceActions();
  const comparison = useComparisonActions();
  const title = useAcrossWorlds(({ titles }) => titles[world]);
  const session = comparison.sessions[world];
  if (session === undefined) return null;
  const letter = letterOf(world);
  const remove = (): void => {
    const others = comparison.sessions.filter((other) => other !== session);
    const [first] = others;
    if (others.length > 1) void workspace.compare(others.map((other) => other.asStart()));
    else workspace.leave(first);
  };
  return (
    <article className="world" aria-label={`World ${letter}`}>
      <header className="world-head">
        <h2 className="world-name">
          <span className="world-letter">{letter}</span> {title}
        </h2>
        <IconButton variant="quiet" icon={<X />} label={`Leave ${letter} out`} onClick={remove} />
      </header>
      <SessionProvider session={session}>
        <StagePanel letter={letter} />
      </SessionProvider>
    </article>
  );
}
