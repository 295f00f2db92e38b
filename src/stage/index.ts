/** The stage: the system as a picture, and the marks of a message that it shares with the panels. */
export { createStage, type Stage, type StageEvents, type StageView } from './createStage.ts';
export * from './marks/index';
export { movingMarks } from './movingMarks.ts';
export type { Selection } from './Selection.ts';
