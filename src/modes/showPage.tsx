/** showPage hands the page over to React: all panels, in the arrangement of the mode. */
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { panelsFetched } from '../panels/index.ts';
import {
  SessionProvider,
  useComparison,
  useWorkspaceActions,
  type Workspace,
  WorkspaceProvider,
} from '../store/index.ts';
import { later } from '../ui/index.ts';
import { LabMode } from './lab/LabMode.tsx';

/** Fetched when there is something to compare. */
const CompareMode = later(() =>
  import('./compare/CompareMode.tsx').then(({ CompareMode }) => CompareMode),
);

/**
 * When it returns, all that has been fetched is there, in the place of what the root held. What it returns
 * is over when the rest has come.
 */
export function showPage(root: HTMLElement, workspace: Workspace): Promise<unknown> {
  flushSync(() =>
    createRoot(root).render(
      <StrictMode>
        <WorkspaceProvider workspace={workspace}>
          <Mode />
        </WorkspaceProvider>
      </StrictMode>,
    ),
  );
  return panelsFetched;
}

function Mode() {
  const workspace = useWorkspaceActions();
  const comparison = useComparison();
  if (comparison !== null) return <CompareMode comparison={comparison} />;
  return (
    <SessionProvider session={workspace.lab}>
      <LabMode />
    </SessionProvider>
  );
}
