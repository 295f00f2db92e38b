/** Challenges: design problems whose goals the engine checks, and claims to be broken. */
export { type Outcome, outcomeOf, systemWith } from './breaking.ts';
export type { Challenge, Choice, Design, Goal, Option } from './Challenge.ts';
export { type Claim, instantsMs, type Mishap } from './Claim.ts';
export {
  type Attempt,
  type AttemptReading,
  idOf,
  isAttempt,
  plainDesign,
  readAttempt,
  writeAttempt,
} from './challengeLink.ts';
export {
  costOf,
  designsOf,
  documentOfDesign,
  type GoalVerdict,
  judge,
  systemOf,
  type Verdict,
} from './judge.ts';
export { challenges, claims } from './shipped.ts';
export { noneSolved, readSolved, type Solved, withSolved, writeSolved } from './solved.ts';
