/** The panels of a lesson: bet, worlds, number, result, line. Fetched with the course alone. */

export { AskPanel } from './AskPanel.tsx';
export { BeatDots } from './BeatDots.tsx';
export { BetPanel } from './BetPanel.tsx';
export { BugPanel } from './BugPanel.tsx';
export { betText } from './betText.ts';
export { CourseList } from './CourseList.tsx';
export { FlashCards } from './FlashCards.tsx';
export { HookPanel } from './HookPanel.tsx';
export { LessonControls } from './LessonControls.tsx';
export { LinePanel } from './LinePanel.tsx';
export { NumberPanel } from './NumberPanel.tsx';
export { ObservePanel } from './ObservePanel.tsx';
export { PartsPanel } from './PartsPanel.tsx';
export { playTo } from './playTo.ts';
export { RecallPanel } from './RecallPanel.tsx';
export { ResultPanel } from './ResultPanel.tsx';
export { RunPanel } from './RunPanel.tsx';
export { SheetPage, type SheetPageProps } from './sheet/SheetPage.tsx';
export { SheetPages } from './sheet/SheetPages.tsx';
export { TakeAlong } from './TakeAlong.tsx';
export { Takeaways } from './Takeaways.tsx';
export { Told } from './Told.tsx';
export { useFrames } from './useFrames.ts';
export { useWorlds } from './useWorlds.ts';
export { WorldsChart } from './WorldsChart.tsx';
export { WorldsPicture } from './WorldsPicture.tsx';
export { type Shown, WorldsStage } from './WorldsStage.tsx';
