/** The lessons: how one is taken, the worlds on its stage, and how far somebody is. The course is data below. */

export { beatBeginsAt, lastRunEndsAt, runBeginsAt, runEndsAt } from './beatInstants.ts';
export {
  type Beat,
  beatsOf,
  isBeforeRun,
  isResultOut,
  type StepName,
  stepNames,
} from './beatsOf.ts';
export {
  type CourseLink,
  type CoursePage,
  type LinkReading,
  readCourseLink,
  type SheetPages,
  sheetPages,
  writeLessonLink,
  writeSheetLink,
} from './courseLink.ts';
export {
  type EmbedLink,
  type EmbedLook,
  embedSnippet,
  readEmbedLink,
  writeEmbedLink,
} from './embed/embedLink.ts';
export { type EmbedMessage, messagesBetween } from './embed/embedMessages.ts';
export {
  actsOf,
  faultsLeft,
  figuresAtEnd,
  isProven,
  isSound,
  noTrial,
  withChange,
} from './examining.ts';
export { LessonWorlds, type Slot } from './LessonWorlds.ts';
export {
  type LessonContext,
  type LessonEvent,
  type LessonState,
  lessonLifecycle,
  type Seen,
} from './lessonLifecycle.ts';
export { decisiveStage, ORDERS_BY_HAND, openingStage, standardStage } from './present/instants.ts';
export {
  type PlainCommand,
  Presentation,
  type PresentCommand,
} from './present/Presentation.ts';
export {
  type AudienceTheme,
  type Scene,
  type Spotlight,
  spotlights,
} from './present/presentLifecycle.ts';
export {
  freshLink,
  isPresent,
  type PresentLink,
  readNotesLink,
  readPresentLink,
  writeNotesLink,
  writePresentLink,
} from './present/presentLink.ts';
export { channelOf, type PresentMessage, readMessage } from './present/presentMessages.ts';
export {
  type BeatScript,
  LONGEST_BEAT_S,
  lessonSeconds,
  numberOf,
  scriptOf,
  type WrongAnswer,
} from './present/scriptOf.ts';
export { readTally, writeTally } from './present/tally.ts';
export {
  type CardMark,
  type LessonProgress,
  noProgress,
  notBegun,
  type Progress,
  type StageState,
  type Trial,
} from './progress/Progress.ts';
export { browserShelf, ProgressStore } from './progress/ProgressStore.ts';
export { factOf, numbersNow, seenText, theNumberNow } from './reading.ts';
export { useChecks } from './useChecks.ts';
export { useLesson } from './useLesson.ts';
export { useProgress } from './useProgress.ts';
