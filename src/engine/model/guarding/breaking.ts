/**
 * breaking is the circuit breaker on a wire, in the caller's process: after enough failures it is open and
 * refuses each call at once; after a while one call may try; when that is answered, it is closed again.
 */
import { NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../../trace/index.ts';
import { Class, Event } from '../eventKinds.ts';
import type { World } from '../World.ts';
import { Breaker } from './guardTables.ts';

/** Whether a breaker is in the way of this call. If not, the call may be the one that tries. */
export function isBlocked(world: World, row: number): boolean {
  const { calls, guards } = world;
  const { breakers } = guards;
  const wire = calls.wire[row];
  const state = breakers.state[wire];
  if (state === Breaker.closed) return false;
  if (state === Breaker.halfOpen && breakers.probe[wire] === NO_ROW) {
    breakers.probe[wire] = row;
    return false;
  }
  breakers.blocked[wire]++;
  calls.lastFact[row] = world.record(
    Fact.callBlocked,
    calls.order[row],
    world.plan.wireFrom[wire],
    wire,
    breakers.lastFact[wire],
    Rule.breakerOpen,
  );
  return true;
}

/** The breaker hears how a call ended. While it is not closed, only the one that tries counts. */
export function hearOutcome(world: World, row: number, isOk: boolean): void {
  const { calls, guards } = world;
  const { breakers, breakerOf } = guards;
  const wire = calls.wire[row];
  if (breakerOf[wire] === undefined) return;
  const state = breakers.state[wire];
  if (state === Breaker.closed) {
    if (!isOk) noteFailure(world, wire, calls.lastFact[row]);
  } else if (breakers.probe[wire] === row) {
    breakers.probe[wire] = NO_ROW;
    if (isOk) close(world, wire, calls.lastFact[row], Rule.breakerCloses);
    else open(world, wire, calls.lastFact[row]);
  }
}

/** Opens when the last so many failures, this one among them, lie within its time. */
function noteFailure(world: World, wire: number, cause: number): void {
  const { breakers, breakerOf, failures, firstSlot } = world.guards;
  const { failures: limit, withinUs } = breakerOf[wire] ?? { failures: 0, withinUs: 0 };
  const slot = breakers.next[wire];
  failures.atUs[firstSlot[wire] + slot] = world.nowUs;
  breakers.next[wire] = (slot + 1) % limit;
  if (breakers.noted[wire] < limit) breakers.noted[wire]++;
  const oldestUs = failures.atUs[firstSlot[wire] + breakers.next[wire]];
  if (breakers.noted[wire] === limit && world.nowUs - oldestUs <= withinUs)
    open(world, wire, cause);
}

function open(world: World, wire: number, cause: number): void {
  const { agenda, guards } = world;
  const { breakers, breakerOf } = guards;
  breakers.opened[wire]++;
  breakers.noted[wire] = breakers.next[wire] = 0;
  breakers.dueAtUs[wire] = world.nowUs + (breakerOf[wire]?.openUs ?? 0);
  breakers.due[wire] = agenda.schedule(
    breakers.dueAtUs[wire],
    Class.lease,
    Event.breakerTries,
    wire,
  );
  turn(world, wire, Breaker.open, Fact.breakerOpened, cause, Rule.breakerOpens);
}

/** It has been open for long enough: the next call may try. */
export function breakerTries(world: World, wire: number): void {
  const { breakers } = world.guards;
  breakers.due[wire] = NO_EVENT;
  const cause = breakers.lastFact[wire];
  turn(world, wire, Breaker.halfOpen, Fact.breakerHalfOpened, cause, Rule.breakerTries);
}

function close(world: World, wire: number, cause: number, rule: number): void {
  turn(world, wire, Breaker.closed, Fact.breakerClosed, cause, rule);
}

function turn(
  world: World,
  wire: number,
  state: number,
  fact: number,
  cause: number,
  rule: number,
): void {
  const { breakers } = world.guards;
  breakers.state[wire] = state;
  const caller = world.plan.wireFrom[wire];
  breakers.lastFact[wire] = world.record(fact, NO_MESSAGE, caller, wire, cause, rule);
}

/** A service that dies takes its breakers with it: the next process knows of no failures. */
export function breakersDie(world: World, service: number, cause: number): void {
  const { agenda, guards } = world;
  const { breakers } = guards;
  for (const wire of guards.guarded) {
    if (world.plan.wireFrom[wire] !== service) continue;
    if (breakers.due[wire] !== NO_EVENT) agenda.cancel(breakers.due[wire]);
    breakers.due[wire] = NO_EVENT;
    breakers.probe[wire] = NO_ROW;
    breakers.noted[wire] = breakers.next[wire] = 0;
    if (breakers.state[wire] !== Breaker.closed) close(world, wire, cause, Rule.processDied);
  }
}
