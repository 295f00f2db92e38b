/** retrying is a caller that makes a call again when it was refused, timed out or failed: so often, after a pause. */

import { takeCall } from '../callRows.ts';
import { Class, Event } from '../eventKinds.ts';
import { Calling } from '../tables.ts';
import type { World } from '../World.ts';

/** Plans the next attempt of a call that has failed. False: there is none, and its caller is told. */
export function callsAgain(world: World, row: number): boolean {
  const { agenda, calls, guards } = world;
  const wire = calls.wire[row];
  const retry = guards.retryOf[wire];
  const number = guards.attempts.number[row];
  if (retry === undefined || number >= retry.attempts) return false;
  const { backoffUs } = retry;
  const pauseUs = backoffUs[Math.min(number, backoffUs.length) - 1];
  const next = takeCall(world, wire, calls.order[row], calls.parent[row]);
  // Whoever asked has waited since the first attempt.
  calls.placedAtUs[next] = calls.placedAtUs[row];
  calls.lastFact[next] = calls.lastFact[row];
  calls.state[next] = Calling.pausing;
  guards.attempts.number[next] = number + 1;
  calls.handle[next] = agenda.schedule(world.nowUs + pauseUs, Class.settle, Event.callAgain, next);
  return true;
}
