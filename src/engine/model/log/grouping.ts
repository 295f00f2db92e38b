/** grouping makes groups and ends them, and sets how far they are. */
import { NO_ROW } from '../../kernel/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../../trace/index.ts';
import type { World } from '../World.ts';
import { makeLog } from './appending.ts';
import { endRequest } from './handing.ts';
import { overlap } from './keys.ts';
import { groupSpec, logSpec } from './LogPlan.ts';
import { memberStarts } from './membership.ts';
import { removePending } from './pendings.ts';
import { moveTo } from './positions.ts';
import { dealOut, dismissAll, disown, startRebalance } from './rebalancing.ts';
import { drop, sweep } from './removing.ts';

/** Why a group cannot be made, as a rule; Rule.none when it can. */
export function whyNot(world: World, group: number, startsAt: 'first' | 'new'): number {
  const { groups, logs, plan } = world.logs;
  const log = plan.logOf[group];
  const { retention, madeByAppend } = logSpec(plan, log);
  const { ack, filter } = groupSpec(plan, group);
  if (groups.exists[group]) return Rule.groupExists;
  if (!logs.exists[log] && !madeByAppend) return Rule.noSuchLog;
  if (retention !== 'workQueue') return Rule.none;
  if (ack !== 'explicit') return Rule.workQueueAcks;
  const others = plan.groupsOf[log].filter((other) => groups.exists[other]);
  if (others.length > 0 && filter === null) return Rule.workQueueOneGroup;
  const isTaken = others.some((other) => {
    const theirs = plan.groups[other]?.filter ?? null;
    return theirs === null || filter === null || overlap(theirs, filter);
  });
  if (isTaken) return Rule.workQueueOverlap;
  return startsAt === 'first' ? Rule.none : Rule.workQueueFromStart;
}

/** A group begins to be there: at the start of its log, or behind its end. */
export function makeGroup(world: World, group: number, startsAt: 'first' | 'new'): void {
  const { groups, logs, plan, shares, partitions } = world.logs;
  const log = plan.logOf[group];
  if (!logs.exists[log]) makeLog(world, log);
  groups.exists[group] = 1;
  resetCounters(world, group);
  for (let share = plan.firstShare[group]; share < endOf(world, group); share++) {
    const offset = startsAt === 'first' ? 0 : partitions.nextOffset[plan.partitionOfShare[share]];
    shares.committed[share] = shares.done[share] = shares.reached[share] = offset;
    moveTo(world, share, offset);
  }
  world.wakeQueue(group);
}

function endOf(world: World, group: number): number {
  const { plan } = world.logs;
  return plan.firstShare[group] + logSpec(plan, plan.logOf[group]).partitions;
}

function resetCounters(world: World, group: number): void {
  const { groups } = world.logs;
  groups.handedOut[group] = groups.settled[group] = groups.parked[group] = 0;
  groups.dropped[group] = groups.deliveries[group] = groups.redeliveries[group] = 0;
  groups.turn[group] = NO_ROW;
}

/** A group is deleted, with all that was pending in it. The log stays as it is. */
export function endGroup(world: World, group: number, cause: number): void {
  const { groups, plan } = world.logs;
  const fact = world.record(
    Fact.groupDeleted,
    NO_MESSAGE,
    group,
    groups.pending[group],
    cause,
    Rule.groupDeleted,
  );
  while (groups.firstRequest[group] !== NO_ROW) {
    endRequest(world, groups.firstRequest[group], Rule.groupDeleted);
  }
  clearGroup(world, group);
  sweep(world, plan.logOf[group], fact);
}

/** Nothing is left of a group. */
export function clearGroup(world: World, group: number): void {
  const { groups } = world.logs;
  while (groups.firstPending[group] !== NO_ROW) removePending(world, groups.firstPending[group]);
  groups.exists[group] = 0;
  dismissAll(world, group);
  resetCounters(world, group);
}

/** A member's name is struck out, and what it held is nobody's: it is not handed out again. */
export function endMember(world: World, group: number, consumer: number, cause: number): void {
  const { groups, pendings } = world.logs;
  let count = 0;
  for (let row = groups.firstPending[group]; row !== NO_ROW; ) {
    const next = pendings.next[row];
    if (pendings.owner[row] === consumer) {
      drop(world, row, Rule.memberDeleted, cause);
      count++;
    }
    row = next;
  }
  const place = world.placeOf(consumer);
  world.record(Fact.memberDeleted, NO_MESSAGE, place, count, cause, Rule.memberDeleted);
}

/** Sets how far a group is. What is pending stays pending until somebody reads it anew. */
export function setPosition(world: World, group: number, offset: number, cause: number): void {
  const { plan, shares } = world.logs;
  const isOrdered = groupSpec(plan, group).reading === 'perPartition';
  for (let share = plan.firstShare[group]; share < endOf(world, group); share++) {
    const partition = plan.partitionOfShare[share];
    const to = Math.min(offset, world.logs.partitions.nextOffset[partition]);
    moveTo(world, share, to);
    if (isOrdered) shares.committed[share] = shares.done[share] = to;
  }
  // What members have in hand was read before: nothing of it may be committed now.
  if (isOrdered) disown(world, group);
  const fact = world.record(Fact.positionSet, NO_MESSAGE, group, offset, cause, Rule.positionSet);
  if (isOrdered) startRebalance(world, group, fact, Rule.positionSet);
  world.wakeQueue(group);
}

/** At the start of a run, and when a broker has come back: what belongs there is there. */
export function openLogs(world: World): void {
  for (const log of world.logs.plan.logNodes) openLog(world, log);
}

/** A log, unless its first append makes it, and its groups, with the members that work by themselves. */
export function openLog(world: World, log: number): void {
  const { plan, logs, groups } = world.logs;
  const first = plan.groupsOf[log].filter((group) => groupSpec(plan, group).isThere);
  const isStart = world.events === 0;
  if (!logs.exists[log] && (!logSpec(plan, log).madeByAppend || first.length > 0)) {
    // A log that its broker forgot is made again by those who work with it by themselves.
    if (isStart || first.some((group) => !groupSpec(plan, group).isByHand)) makeLog(world, log);
  }
  for (const group of first) {
    const { isByHand, startsAt } = groupSpec(plan, group);
    const mayBe = logs.exists[log] && whyNot(world, group, startsAt) === Rule.none;
    if (mayBe && (isStart || !isByHand)) {
      makeGroup(world, group, startsAt);
    }
    if (groups.exists[group]) enter(world, group, isStart);
  }
}

/** The members of a group that work by themselves begin. */
export function enter(world: World, group: number, isStart: boolean): void {
  const { plan, members } = world.logs;
  const { isByHand, reading } = groupSpec(plan, group);
  if (isByHand) return;
  const isDealt = isStart && reading === 'perPartition';
  for (let consumer = 0; consumer < world.consumers.rows; consumer++) {
    if (world.consumers.queue[consumer] !== group || !world.isAlive(consumer)) continue;
    if (isDealt) members.isIn[consumer] = members.hasJoined[consumer] = 1;
    else if (members.reads[consumer] === 0) memberStarts(world, consumer, -1);
  }
  // A system is shown at work: the first dealing out is over when its run begins.
  if (isDealt) dealOut(world, group);
}
