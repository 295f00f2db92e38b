/** Explain: what happened, why, and what would have prevented it, generated from facts and their causes. */

export {
  type KnobTurn,
  type Mechanism,
  type MechanismName,
  missingMechanism,
} from './missingMechanism.ts';
export { nameOf } from './names.ts';
export { type NarrateOptions, narrate, sentenceOf } from './narrate.ts';
export { type Mark, type Part, plain, type Rank, type Sentence } from './Sentence.ts';
export { summaryOf } from './summaryOf.ts';
export { actBehind, whyOf } from './whyOf.ts';
