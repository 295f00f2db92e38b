/** Explain: what happened, why, and what would have prevented it, generated from facts and their causes. */
export { nameOf } from './names.ts';
export { type NarrateOptions, narrate, sentenceOf } from './narrate.ts';
export { type Mark, type Part, plain, type Rank, type Sentence } from './Sentence.ts';
