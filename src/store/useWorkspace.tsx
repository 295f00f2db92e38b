/** The React side of the workspace: what is before the person, and what is compared. */
import { createContext, type ReactNode, useContext, useRef } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { SessionProvider } from './useSession.tsx';
import type { Workspace } from './Workspace.ts';
import type { ComparisonState, WorldComparison } from './worlds/WorldComparison.ts';

const WorkspaceContext = createContext<Workspace | null>(null);

export function WorkspaceProvider({
  workspace,
  children,
}: {
  workspace: Workspace;
  children: ReactNode;
}) {
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>;
}

/** null on a page that compares nothing. */
export function useWorkspace(): Workspace | null {
  return useContext(WorkspaceContext);
}

export function useWorkspaceActions(): Workspace {
  const workspace = useWorkspace();
  if (workspace === null) throw new Error('there is no WorkspaceProvider above');
  return workspace;
}

/** The comparison, where there is one. */
export function useComparison(): WorldComparison | null {
  return useStore(useWorkspaceActions().store, ({ comparison }) => comparison);
}

const ComparisonContext = createContext<WorldComparison | null>(null);

/** Gives those below the comparison, and the session in hand as theirs. */
export function ComparisonProvider({
  comparison,
  children,
}: {
  comparison: WorldComparison;
  children: ReactNode;
}) {
  const inHand = useStore(comparison.store, (state) => state.inHand);
  const session = comparison.sessions[inHand] ?? comparison.inHand;
  return (
    <ComparisonContext value={comparison}>
      <SessionProvider session={session}>{children}</SessionProvider>
    </ComparisonContext>
  );
}

export function useComparisonActions(): WorldComparison {
  const comparison = useContext(ComparisonContext);
  if (comparison === null) throw new Error('there is no ComparisonProvider above');
  return comparison;
}

export function useCompared<Part>(select: (state: ComparisonState) => Part): Part {
  return useStore(useComparisonActions().store, useShallow(select));
}

/**
 * Something read from all worlds at their common playhead: read again at each revision, and with the
 * identity of the last value where it is equal.
 */
export function useAcrossWorlds<Value>(read: (comparison: WorldComparison) => Value): Value {
  const comparison = useComparisonActions();
  const [first] = comparison.sessions;
  useStore((first ?? comparison.inHand).store, (state) => state.revision);
  const last = useRef<{ value: Value; text: string } | null>(null);
  const value = read(comparison);
  const text = JSON.stringify(value) ?? '';
  if (last.current === null || last.current.text !== text) last.current = { value, text };
  return last.current.value;
}
