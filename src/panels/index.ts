/** The panels: each is something that a learner can point at. */
export { CompareAdd } from './compare/CompareAdd.tsx';
export { CompareButton } from './compare/CompareButton.tsx';
export { ComparedBooks } from './compare/ComparedBooks.tsx';
export { ComparedChart } from './compare/ComparedChart.tsx';
export { DifferencePanel } from './compare/DifferencePanel.tsx';
export { FiguresPanel } from './compare/FiguresPanel.tsx';
export { useFlips } from './compare/useFlips.ts';
export { WorldPanel } from './compare/WorldPanel.tsx';
export { WorldSwitch } from './compare/WorldSwitch.tsx';
export { ledgerOf } from './conservation/ledgerOf.ts';
export { ControlsPanel } from './controls/ControlsPanel.tsx';
export { TimeControls } from './controls/TimeControls.tsx';
export { Dialogs } from './Dialogs.tsx';
export { copyLink } from './header/copyLink.ts';
export { HeaderPanel } from './header/HeaderPanel.tsx';
export { ModeNav } from './header/ModeNav.tsx';
export { ThemeButton } from './header/ThemeButton.tsx';
export { type SequenceRead, sequenceFor } from './inspector/sequenceFor.ts';
export { useKeys, useTimeKeys } from './keys/useKeys.ts';
export {
  ChallengeList,
  ChartPanel,
  ClaimPanel,
  ConservationPanel,
  DesignPanel,
  InspectorPanel,
  NarrationPanel,
  PromisesPanel,
  panelsFetched,
} from './laterPanels.ts';
export { MarkIcon } from './mark/MarkIcon.tsx';
export { ProblemNote } from './problem/ProblemNote.tsx';
export { StagePanel } from './stage/StagePanel.tsx';
export { showStage } from './stage/showStage.ts';
export { SentenceText } from './why/SentenceText.tsx';
