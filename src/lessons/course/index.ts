/** The course as data: the lessons in their order, and how their numbers are counted. No React. */
export { type BetRow, type BetVerdict, betVerdict, seenVerdict } from './betVerdict.ts';
export { withFaultAt, withNode, withOrdersAt, withRate, withWire } from './changes.ts';
export { checkNumbers, countNumbers, type NumberCheck, worldsOf } from './checkNumbers.ts';
export {
  type Counter,
  count,
  counted,
  effects,
  finishing,
  firstS,
  inQueue,
  lastS,
  times,
  waitS,
} from './counters.ts';
export { handsOf } from './handsOf.ts';
export * from './Lesson.ts';
export {
  ANSWER_LIMIT_MS,
  type FlawId,
  flawOf,
  flaws,
  type InjectionId,
  injections,
  verdicts,
} from './lessons/l16.ts';
export { lessonOf, lessons } from './lessons.ts';
export { nextOn, type Path, type PathId, pathIds, paths } from './paths.ts';
export { truthOf } from './truth.ts';
export { actsOfWorld, scenarioOfWorld, worldOf } from './worlds.ts';
