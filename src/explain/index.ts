/** Explain: what happened, why, and what would have prevented it, generated from facts and their causes. */

export { latenciesOf, workTimesOf } from './Chronicle.ts';
export { type EventFilter, EventIndex } from './EventIndex.ts';
export { type EventKind, eventKindTitles } from './eventKinds.ts';
export { type Fluid, fluidOf } from './fluidOf.ts';
export { harmless } from './harmless.ts';
export { interestingMoments, type Moment, type MomentName } from './interestingMoments.ts';
export { type Latencies, type LatencyColumn, ORDERS_ANSWERED } from './Latencies.ts';
export { eventWords, stateWords } from './lifecycleWords.ts';
export { type LittlesLaw, littlesLaw } from './littlesLaw.ts';
export type { KnobTurn, MechanismName } from './Missing.ts';
export { type Mechanism, missingMechanism } from './missingMechanism.ts';
export { nameOf } from './names.ts';
export { type NarrateOptions, narrate, sentenceOf } from './narrate.ts';
export {
  type Difference,
  differencesOf,
  type Outcome as RunOutcome,
  outcomesOf,
} from './outcomesOf.ts';
export { type Prediction, predictionOf } from './predictionOf.ts';
export { type CounterExample, type Guarantee, promisesOf } from './promisesOf.ts';
export type { SystemChange } from './remedies.ts';
export type { Support } from './restsOn.ts';
export { type Mark, type Part, plain, type Rank, type Sentence } from './Sentence.ts';
export type {
  Sequence,
  SequenceArrow,
  SequenceBracket,
  SequenceLane,
} from './Sequence.ts';
export { type SequenceOptions, type SequenceWindow, sequenceOf } from './sequenceOf.ts';
export {
  type CopyStory,
  type DeliveryStory,
  type EffectStory,
  type MessageStory,
  type Outcome,
  storyOf,
} from './storyOf.ts';
export { summaryOf } from './summaryOf.ts';
export { toMermaid } from './toMermaid.ts';
export type { NotQuestion, WhyNot } from './WhyNot.ts';
export { type Outage, WorkTimes } from './WorkTimes.ts';
export { type RunChange, type WhatIf, whatIfsOf } from './whatIfsOf.ts';
export { whyNotOf } from './whyNotOf.ts';
export { actBehind, whyOf } from './whyOf.ts';
export { counted, grouped, time } from './words.ts';
