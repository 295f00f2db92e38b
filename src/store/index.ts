/** The store: one session, its state, and the hooks that panels read it with. */

export { actLabel } from './actLabel.ts';
export { type ActChoice, type ActGroup, actMenu, actsOn } from './actMenu.ts';
export { focusesOf } from './focus.ts';
export {
  consumerCountOf,
  groupsOf,
  knobValue,
  memberWord,
  type QuickAct,
  quickActs,
} from './quickActs.ts';
export { Session, type SessionStart } from './Session.ts';
export type {
  ChartKind,
  Grain,
  Lens,
  Selection,
  SessionState,
  ThemeChoice,
} from './SessionState.ts';
export {
  SessionProvider,
  useAtPlayhead,
  useEachFrame,
  useSession,
  useSessionActions,
} from './useSession.tsx';
export type { WhatIfState } from './whatIf.ts';
