/**
 * claiming is how pending records change hands where nothing is handed out again by itself: another
 * member takes over what has been idle for long enough, or a member reads what it holds already.
 */
import { NO_ROW } from '../../kernel/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../../trace/index.ts';
import type { World } from '../World.ts';
import { send } from './consuming.ts';
import { pendingOf } from './pendings.ts';
import { drop } from './removing.ts';

export interface Claim {
  readonly consumer: number;
  readonly minIdleUs: number;
  /** Only the ownership changes. */
  readonly isQuiet: boolean;
  readonly cause: number;
}

/** A member claims these records, as far as they are pending and have been idle for long enough. */
export function claim(world: World, group: number, messages: readonly number[], how: Claim): void {
  for (const message of messages) {
    const row = pendingOf(world, group, message);
    if (row === NO_ROW) continue;
    if (world.logs.pendings.record[row] === NO_ROW) drop(world, row, Rule.bodyGone, how.cause);
    else if (isIdle(world, row, how.minIdleUs)) takeOver(world, row, how);
  }
}

/** Entries looked at for each one wanted. */
const LOOKS_PER_CLAIM = 10;

/**
 * A member claims what has been idle for long enough, in the order of the log from an offset on. A
 * pending record that the log no longer has is dropped, and counts among those wanted.
 */
export function claimIdle(
  world: World,
  group: number,
  fromOffset: number,
  most: number,
  how: Claim,
): void {
  const { pendings, groups } = world.logs;
  let row = groups.firstPending[group];
  while (row !== NO_ROW && pendings.offset[row] < fromOffset) row = pendings.next[row];
  let left = most;
  for (let looks = most * LOOKS_PER_CLAIM; looks > 0 && left > 0 && row !== NO_ROW; looks--) {
    const next = pendings.next[row];
    if (pendings.record[row] === NO_ROW) {
      drop(world, row, Rule.bodyGone, how.cause);
      left--;
    } else if (isIdle(world, row, how.minIdleUs)) {
      takeOver(world, row, how);
      left--;
    }
    row = next;
  }
  const next = row === NO_ROW ? NO_MESSAGE : pendings.message[row];
  world.record(
    Fact.claimEnded,
    next,
    world.placeOf(how.consumer),
    most - left,
    how.cause,
    Rule.claim,
  );
}

function isIdle(world: World, row: number, minIdleUs: number): boolean {
  return world.nowUs - world.logs.pendings.sinceUs[row] >= minIdleUs;
}

function takeOver(world: World, row: number, { consumer, isQuiet, cause }: Claim): void {
  const { pendings, groups } = world.logs;
  const group = pendings.group[row];
  if (!isQuiet) pendings.deliveries[row]++;
  pendings.notedDeliveries[row] = pendings.deliveries[row];
  pendings.owner[row] = consumer;
  pendings.sinceUs[row] = world.nowUs;
  groups.claims[group]++;
  const fact = world.record(
    Fact.recordClaimed,
    pendings.message[row],
    world.placeOf(consumer),
    pendings.deliveries[row],
    cause,
    isQuiet ? Rule.claimQuietly : Rule.claim,
  );
  pendings.lastFact[row] = fact;
  if (isQuiet) return;
  const share = world.logs.shareOf(group, pendings.partition[row]);
  send(world, share, pendings.record[row], consumer, pendings.deliveries[row], fact);
}

/** A member reads what it holds already, from the start. That counts as a delivery. */
export function readOwn(
  world: World,
  group: number,
  consumer: number,
  most: number,
  cause: number,
): void {
  const { pendings, groups } = world.logs;
  let left = most;
  for (let row = groups.firstPending[group]; row !== NO_ROW && left > 0; row = pendings.next[row]) {
    if (pendings.owner[row] !== consumer) continue;
    left--;
    const isGone = pendings.record[row] === NO_ROW;
    if (!isGone) {
      pendings.deliveries[row]++;
      pendings.sinceUs[row] = world.nowUs;
      groups.redeliveries[group]++;
      groups.deliveries[group]++;
    }
    const fact = world.record(
      Fact.recordRedelivered,
      pendings.message[row],
      world.placeOf(consumer),
      pendings.deliveries[row],
      cause,
      isGone ? Rule.bodyGone : Rule.ownPending,
    );
    pendings.lastFact[row] = fact;
    if (isGone) continue;
    const share = world.logs.shareOf(group, pendings.partition[row]);
    send(world, share, pendings.record[row], consumer, pendings.deliveries[row], fact);
  }
}
