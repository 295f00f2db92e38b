/** Explain: what happened, why, and what would have prevented it, generated from facts and their causes. */

export { interestingMoments, type Moment, type MomentName } from './interestingMoments.ts';
export {
  type KnobTurn,
  type Mechanism,
  type MechanismName,
  missingMechanism,
} from './missingMechanism.ts';
export { nameOf } from './names.ts';
export { type NarrateOptions, narrate, sentenceOf } from './narrate.ts';
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
export { actBehind, whyOf } from './whyOf.ts';
