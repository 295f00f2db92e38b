/** The interview: how a card is told, its address, what is weighed, and how anything is found. */
export { type Findable, find, findables, kindTitles } from './findables.ts';
export {
  browserShelf,
  emptySheet,
  type InterviewerSheet,
  keepSheet,
  MOST_NOTES,
  type ProbeHeard,
  probesHeard,
  readSheet,
} from './interviewerSheet.ts';
export {
  atFirst,
  type InterviewEvent,
  type InterviewState,
  interviewLifecycle,
} from './interviewLifecycle.ts';
export {
  type InterviewLink,
  type InterviewReading,
  isInterview,
  MAX_LINK,
  plainLink,
  readInterviewLink,
  writeInterviewLink,
} from './interviewLink.ts';
export { markOf, openedWorlds, valuesIn, writtenFrom } from './openedWorlds.ts';
export { sentenceText, toldOf } from './sentenceText.ts';
export { type ToldCard, textCard } from './textCard.ts';
export {
  isTold,
  type TradeOffKind,
  type TradeOffs,
  tradeOffKinds,
  tradeOffsOf,
  tradeOffText,
} from './tradeOffs.ts';
export { useCardCounts } from './useCardCounts.ts';
export { type InterviewInHand, useInterview } from './useInterview.ts';
