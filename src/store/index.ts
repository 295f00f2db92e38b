/** The store: one session, its state, and the hooks that panels read it with. */

export { actLabel } from './actLabel.ts';
export { type ActChoice, type ActGroup, actMenu, actsOn } from './actMenu.ts';
export { fetchMoments } from './fetchMoments.ts';
export { focusesOf } from './focus.ts';
export { viewedIn } from './linkedView.ts';
export { knownMoments, type NamedMoment } from './moments.ts';
export { type Outcome, outcomesOf } from './outcomes.ts';
export {
  consumerCountOf,
  groupsOf,
  knobValue,
  memberWord,
  type QuickAct,
  quickActs,
} from './quickActs.ts';
export { Session, type SessionStart } from './Session.ts';
export {
  type ChartKind,
  chartKinds,
  type Grain,
  type Lens,
  type Selection,
  type SessionState,
  type ThemeChoice,
  type TimeWindow,
} from './SessionState.ts';
export { type SweptKnob, type SweptValue, sweptKnobs } from './sweptKnobs.ts';
export {
  SessionProvider,
  useAtPlayhead,
  useEachFrame,
  useSession,
  useSessionActions,
} from './useSession.tsx';
export {
  ComparisonProvider,
  useAcrossWorlds,
  useCompared,
  useComparison,
  useComparisonActions,
  useWorkspace,
  useWorkspaceActions,
  WorkspaceProvider,
} from './useWorkspace.tsx';
export { Workspace } from './Workspace.ts';
export type { WhatIfState } from './whatIf.ts';
export {
  againstText,
  type Change,
  type Contrast,
  changeText,
  contrastOf,
  contrastText,
  growsWithLoad,
  hasSameLoad,
  unitText,
  valueText,
} from './worlds/contrastOf.ts';
export type { Parting } from './worlds/FirstDifference.ts';
export {
  type FigureName,
  type Figures,
  figureKinds,
  figureNames,
} from './worlds/figuresOf.ts';
export { isAsked } from './worlds/isAsked.ts';
export type { WorldComparison } from './worlds/WorldComparison.ts';
