/** The panels of the story: what happened, what holds, what is selected. Fetched together. */
export { InspectorPanel } from './inspector/InspectorPanel.tsx';
export { NarrationPanel } from './narration/NarrationPanel.tsx';
export { PromisesPanel } from './promises/PromisesPanel.tsx';
