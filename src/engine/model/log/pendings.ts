/** pendings keeps what a shared group has handed out and nobody has settled: the group's open business. */
import { NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Class } from '../eventKinds.ts';
import type { World } from '../World.ts';
import { groupSpec } from './LogPlan.ts';
import { LogEvent } from './logEvents.ts';

export const NOT_AGAIN = -1;

/** Makes a record pending, in the order of the log. */
export function addPending(world: World, group: number, record: number, owner: number): number {
  const { pendings, records } = world.logs;
  const row = pendings.take();
  pendings.group[row] = group;
  pendings.record[row] = record;
  pendings.partition[row] = records.partition[record];
  pendings.offset[row] = records.offset[record];
  pendings.message[row] = records.message[record];
  pendings.order[row] = records.order[record];
  pendings.isPoison[row] = records.isPoison[record];
  pendings.owner[row] = owner;
  pendings.deliveries[row] = pendings.notedDeliveries[row] = 0;
  pendings.sinceUs[row] = world.nowUs;
  pendings.timer[row] = NO_EVENT;
  pendings.dueAtUs[row] = Number.POSITIVE_INFINITY;
  pendings.againAtUs[row] = NOT_AGAIN;
  pendings.nextAgain[row] = NO_ROW;
  pendings.lastFact[row] = records.lastFact[record];
  link(world, row);
  return row;
}

/** Puts a pending record in its place among those of its group. */
export function link(world: World, row: number): void {
  const { pendings, groups, plan, touched } = world.logs;
  const group = pendings.group[row];
  let before = groups.lastPending[group];
  while (before !== NO_ROW && isAfter(world, before, row)) before = pendings.previous[before];
  const after = before === NO_ROW ? groups.firstPending[group] : pendings.next[before];
  pendings.previous[row] = before;
  pendings.next[row] = after;
  if (before === NO_ROW) groups.firstPending[group] = row;
  else pendings.next[before] = row;
  if (after === NO_ROW) groups.lastPending[group] = row;
  else pendings.previous[after] = row;
  groups.pending[group]++;
  touched.add(plan.logOf[group]);
}

function isAfter(world: World, one: number, other: number): boolean {
  const { partition, offset } = world.logs.pendings;
  if (partition[one] !== partition[other]) return partition[one] > partition[other];
  return offset[one] > offset[other];
}

/** It is settled, or nobody's business any more. */
export function removePending(world: World, row: number): void {
  const { pendings, groups, plan, touched } = world.logs;
  const group = pendings.group[row];
  stopWaiting(world, row);
  leaveAgain(world, row);
  const before = pendings.previous[row];
  const after = pendings.next[row];
  if (before === NO_ROW) groups.firstPending[group] = after;
  else pendings.next[before] = after;
  if (after === NO_ROW) groups.lastPending[group] = before;
  else pendings.previous[after] = before;
  groups.pending[group]--;
  pendings.group[row] = NO_ROW;
  pendings.giveBack(row);
  touched.add(plan.logOf[group]);
}

/** The pending row of a message, or NO_ROW. */
export function pendingOf(world: World, group: number, message: number): number {
  const { pendings, groups } = world.logs;
  let row = groups.firstPending[group];
  while (row !== NO_ROW && pendings.message[row] !== message) row = pendings.next[row];
  return row;
}

/** The pending row of a record, or NO_ROW. */
export function pendingAt(world: World, group: number, partition: number, offset: number): number {
  const { pendings, groups } = world.logs;
  let row = groups.firstPending[group];
  while (
    row !== NO_ROW &&
    (pendings.partition[row] !== partition || pendings.offset[row] !== offset)
  ) {
    row = pendings.next[row];
  }
  return row;
}

// Waiting

/** How long a delivery may stay unacked: the ack wait, or the backoff of this delivery. */
export function ackWaitOf(world: World, row: number): number {
  const { ackWaitUs, backoffUs } = groupSpec(world.logs.plan, world.logs.pendings.group[row]);
  if (backoffUs.length === 0) return ackWaitUs;
  return (
    backoffUs[Math.min(world.logs.pendings.deliveries[row], backoffUs.length) - 1] ?? ackWaitUs
  );
}

/** From now on, for so long, nobody else gets it. */
export function waitFor(world: World, row: number, lengthUs: number): void {
  stopWaiting(world, row);
  wakeAt(world, row, world.nowUs + lengthUs);
}

export function wakeAt(world: World, row: number, atUs: number): void {
  const { pendings } = world.logs;
  pendings.dueAtUs[row] = atUs;
  if (atUs === Number.POSITIVE_INFINITY) return;
  pendings.timer[row] = world.agenda.schedule(
    Math.max(atUs, world.nowUs),
    Class.lease,
    LogEvent.ackWaitEnds,
    row,
  );
}

export function stopWaiting(world: World, row: number): void {
  const { pendings } = world.logs;
  if (pendings.timer[row] !== NO_EVENT) world.agenda.cancel(pendings.timer[row]);
  pendings.timer[row] = NO_EVENT;
  pendings.dueAtUs[row] = Number.POSITIVE_INFINITY;
}

// To be handed out again

export function isAgain(world: World, row: number): boolean {
  return world.logs.pendings.againAtUs[row] !== NOT_AGAIN;
}

/**
 * Puts it among those to be handed out again, behind the others; what became due in the same instant
 * stands there in the order of the log.
 */
export function putAgain(world: World, row: number): void {
  const { pendings, groups } = world.logs;
  const group = pendings.group[row];
  if (isAgain(world, row)) return;
  pendings.againAtUs[row] = world.nowUs;
  let before = NO_ROW;
  for (let at = groups.firstAgain[group]; at !== NO_ROW; at = pendings.nextAgain[at]) {
    if (pendings.againAtUs[at] === world.nowUs && isAfter(world, at, row)) break;
    before = at;
  }
  const after = before === NO_ROW ? groups.firstAgain[group] : pendings.nextAgain[before];
  pendings.nextAgain[row] = after;
  if (before === NO_ROW) groups.firstAgain[group] = row;
  else pendings.nextAgain[before] = row;
  if (after === NO_ROW) groups.lastAgain[group] = row;
}

export function leaveAgain(world: World, row: number): void {
  const { pendings, groups } = world.logs;
  const group = pendings.group[row];
  if (!isAgain(world, row)) return;
  let before = NO_ROW;
  let at = groups.firstAgain[group];
  while (at !== row) {
    before = at;
    at = pendings.nextAgain[at];
  }
  const after = pendings.nextAgain[row];
  if (before === NO_ROW) groups.firstAgain[group] = after;
  else pendings.nextAgain[before] = after;
  if (after === NO_ROW) groups.lastAgain[group] = before;
  pendings.againAtUs[row] = NOT_AGAIN;
  pendings.nextAgain[row] = NO_ROW;
}
