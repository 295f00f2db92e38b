/** callRows takes the rows of calls and gives them back. */
import { NO_EVENT, NO_ROW } from '../kernel/index.ts';
import { Calling } from './tables.ts';
import type { World } from './World.ts';

/** The parent of a call whose caller has died. */
export const NOBODY = -2;

/** A row for a call along a wire, which is about to be placed. */
export function takeCall(world: World, wire: number, order: number, parent: number): number {
  const { calls, guards, plan } = world;
  const row = calls.take();
  calls.order[row] = order;
  calls.service[row] = plan.wireTo[wire];
  calls.wire[row] = wire;
  calls.parent[row] = parent;
  calls.step[row] = 0;
  calls.state[row] = Calling.onWire;
  calls.callerGone[row] = 0;
  calls.nextWaiting[row] = NO_ROW;
  calls.placedAtUs[row] = world.nowUs;
  calls.handle[row] = calls.timeout[row] = NO_EVENT;
  if (guards.isOn) guards.begin();
  return row;
}

export function giveBackCall({ calls, guards }: World, row: number): void {
  calls.state[row] = Calling.free;
  calls.giveBack(row);
  if (guards.isOn) guards.attempts.giveBack(row);
}
