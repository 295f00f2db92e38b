/** Challenges: design problems whose goals the engine checks, and claims to be broken. */
import type { Challenge } from './Challenge.ts';
import type { Claim } from './Claim.ts';
import { bounded } from './claims/bounded.ts';
import { inOrder } from './claims/inOrder.ts';
import { loss } from './claims/loss.ts';
import { twice } from './claims/twice.ts';
import { accounts } from './problems/accounts.ts';
import { database } from './problems/database.ts';
import { hoard } from './problems/hoard.ts';
import { outage } from './problems/outage.ts';
import { poison } from './problems/poison.ts';
import { room } from './problems/room.ts';
import { tenfold } from './problems/tenfold.ts';
import { unsure } from './problems/unsure.ts';

export { type Outcome, outcomeOf, systemWith } from './breaking.ts';
export type { Challenge, Choice, Design, Goal, Option } from './Challenge.ts';
export { type Claim, instantsMs, type Mishap } from './Claim.ts';
export {
  costOf,
  designsOf,
  documentOfDesign,
  type GoalVerdict,
  judge,
  systemOf,
  type Verdict,
} from './judge.ts';

/** From the easiest on. */
export const challenges: readonly Challenge[] = [
  database,
  poison,
  room,
  outage,
  accounts,
  hoard,
  unsure,
  tenfold,
];

export const claims: readonly Claim[] = [twice, inOrder, bounded, loss];
