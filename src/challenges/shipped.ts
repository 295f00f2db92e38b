/** shipped are the problems and the claims that come with the product. */
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
