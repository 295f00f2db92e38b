/** answering is what a member says of a record it was given: done, again, never again, still at it. */
import { NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../../trace/index.ts';
import type { World } from '../World.ts';
import { groupSpec } from './LogPlan.ts';
import {
  ackWaitOf,
  isAgain,
  pendingOf,
  putAgain,
  removePending,
  stopWaiting,
  waitFor,
} from './pendings.ts';
import { offsetOf, release } from './removing.ts';

/** A member acks a record, or says that nobody will ever process it: it is settled. */
export function settle(
  world: World,
  group: number,
  consumer: number,
  message: number,
  isAck: boolean,
  cause: number,
  seenAt: number | null = null,
): void {
  const { plan, groups, pendings, shares } = world.logs;
  const { ack } = groupSpec(plan, group);
  const at = ack === 'none' ? null : placeOf(world, group, message, seenAt);
  const row = pendingOf(world, group, message);
  const isRead =
    at !== null && at.offset < shares.position[world.logs.shareOf(group, at.partition)];
  // What was read before the position was set back is pending all the same.
  if (at === null || (row === NO_ROW && !isRead)) {
    ignore(world, consumer, message, cause);
    return;
  }
  const kind = isAck ? Fact.recordAcked : Fact.recordEnded;
  if (ack === 'all') {
    const rule = isAck ? Rule.ackCovers : Rule.endedByMember;
    for (let other = groups.firstPending[group]; other !== NO_ROW; ) {
      const next = pendings.next[other];
      const isCovered =
        pendings.partition[other] === at.partition && pendings.offset[other] <= at.offset;
      if (isCovered) settleRow(world, other, kind, rule, cause);
      other = next;
    }
    for (const offset of offsetsUpTo(world, at.partition, at.offset)) {
      release(world, group, at.partition, offset, cause);
    }
    return;
  }
  if (row === NO_ROW) ignore(world, consumer, message, cause);
  else settleRow(world, row, kind, isAck ? Rule.ackSettles : Rule.endedByMember, cause);
  // An ack that comes after the last delivery still deletes what a work queue keeps.
  release(world, group, at.partition, at.offset, cause);
}

/** Where a record is, or where the one who answers saw it: in the only partition there is. */
function placeOf(
  world: World,
  group: number,
  message: number,
  seenAt: number | null,
): { partition: number; offset: number } | null {
  const { plan } = world.logs;
  const found = offsetOf(world, group, message);
  if (found !== null || seenAt === null) return found;
  return { partition: plan.firstPartition[plan.logOf[group]], offset: seenAt };
}

function offsetsUpTo(world: World, partition: number, offset: number): number[] {
  const { records, partitions } = world.logs;
  const found: number[] = [];
  let at = partitions.head[partition];
  for (; at !== NO_ROW && records.offset[at] <= offset; at = records.next[at]) {
    found.push(records.offset[at]);
  }
  return found;
}

function settleRow(world: World, row: number, kind: number, rule: number, cause: number): void {
  const { pendings, groups } = world.logs;
  const group = pendings.group[row];
  world.record(
    kind,
    pendings.message[row],
    group,
    pendings.deliveries[row],
    cause >= 0 ? cause : pendings.lastFact[row],
    rule,
  );
  groups.settled[group]++;
  removePending(world, row);
  world.wakeQueue(group);
}

/** There is nothing for it to settle: settled before, parked, or never handed out. */
function ignore(world: World, consumer: number, message: number, cause: number): void {
  const about = message <= world.messageCount ? message : NO_MESSAGE;
  world.record(Fact.answerIgnored, about, world.placeOf(consumer), 0, cause, Rule.nothingPending);
}

/** A member gives a record back: it is handed out again at once, or after a delay. */
export function giveBack(
  world: World,
  group: number,
  consumer: number,
  message: number,
  delayUs: number,
  cause: number,
): void {
  const { pendings } = world.logs;
  const row = pendingOf(world, group, message);
  if (row === NO_ROW || isAgain(world, row)) {
    ignore(world, consumer, message, cause);
    return;
  }
  pendings.lastFact[row] = world.record(
    Fact.recordReturned,
    message,
    group,
    pendings.deliveries[row],
    cause >= 0 ? cause : pendings.lastFact[row],
    delayUs > 0 ? Rule.returnedWithDelay : Rule.returnedAtOnce,
  );
  if (delayUs > 0) waitFor(world, row, delayUs);
  else {
    stopWaiting(world, row);
    putAgain(world, row);
    world.wakeQueue(group);
  }
}

/** A member is still at work on a record: its wait begins anew. */
export function extend(
  world: World,
  group: number,
  consumer: number,
  message: number,
  cause: number,
): void {
  const { pendings } = world.logs;
  const row = pendingOf(world, group, message);
  if (row === NO_ROW) {
    ignore(world, consumer, message, cause);
    return;
  }
  pendings.lastFact[row] = world.record(
    Fact.waitExtended,
    message,
    group,
    pendings.deliveries[row],
    cause,
    Rule.stillWorking,
  );
  pendings.sinceUs[row] = world.nowUs;
  waitFor(world, row, ackWaitOf(world, row));
}

/** No answer in time, or the delay is over: it will be handed out again. */
export function ackWaitEnds(world: World, row: number): void {
  const { pendings } = world.logs;
  const group = pendings.group[row];
  pendings.timer[row] = NO_EVENT;
  pendings.dueAtUs[row] = Number.POSITIVE_INFINITY;
  if (isAgain(world, row)) return;
  pendings.lastFact[row] = world.record(
    Fact.waitEnded,
    pendings.message[row],
    group,
    pendings.deliveries[row],
    pendings.lastFact[row],
    Rule.ackWait,
  );
  putAgain(world, row);
  world.wakeQueue(group);
}
