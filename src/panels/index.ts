/** The panels: each is something that a learner can point at. */
export { ChartPanel } from './chart/ChartPanel.tsx';
export { ConservationPanel } from './conservation/ConservationPanel.tsx';
export { ControlsPanel } from './controls/ControlsPanel.tsx';
export { HeaderPanel } from './header/HeaderPanel.tsx';
export { InspectorPanel } from './inspector/InspectorPanel.tsx';
export { KeysDialog } from './keys/KeysDialog.tsx';
export { useKeys } from './keys/useKeys.ts';
export { NarrationPanel } from './narration/NarrationPanel.tsx';
export { ProblemNote } from './problem/ProblemNote.tsx';
export { PromisesPanel } from './promises/PromisesPanel.tsx';
export { StagePanel } from './stage/StagePanel.tsx';
export { SystemsDialog } from './systems/SystemsDialog.tsx';
