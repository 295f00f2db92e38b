/**
 * rebalancing deals the partitions of a log out to the members of a group: one owner for each, in each
 * generation. It begins when somebody comes, goes or is given up, and ends when all who are left have
 * come to it, or have taken too long.
 */
import { NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../../trace/index.ts';
import { Class } from '../eventKinds.ts';
import type { World } from '../World.ts';
import { isAtWork, post, send, sendCommit } from './consuming.ts';
import { groupSpec, logSpec } from './LogPlan.ts';
import { LogEvent } from './logEvents.ts';
import { Answering, NO_GENERATION } from './logTables.ts';
import { moveTo, pass, peek } from './positions.ts';

// Who is in

/** The members that a group counts on, in the order in which they were made. */
export function membersOf(world: World, group: number): number[] {
  const { consumers } = world;
  const found: number[] = [];
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    const isIn = consumers.queue[consumer] === group && world.logs.members.isIn[consumer] === 1;
    if (isIn) found.push(consumer);
  }
  return found;
}

/** The shares that a member owns. */
export function sharesOf(world: World, consumer: number): number[] {
  const { shares, plan } = world.logs;
  const group = world.consumers.queue[consumer];
  const first = plan.firstShare[group];
  const found: number[] = [];
  for (let i = 0; i < logSpec(plan, plan.logOf[group]).partitions; i++) {
    if (shares.owner[first + i] === consumer) found.push(first + i);
  }
  return found;
}

// The rebalance

/** Everything stands still until the partitions are dealt out anew. */
export function startRebalance(world: World, group: number, cause: number, rule: number): void {
  const { groups, members, plan } = world.logs;
  if (!groups.exists[group]) return;
  if (groups.isRebalancing[group]) {
    endIfAllCame(world, group);
    return;
  }
  const spec = groupSpec(plan, group);
  const there = membersOf(world, group);
  groups.isRebalancing[group] = 1;
  groups.settlesAtUs[group] = world.nowUs + spec.rebalanceUs;
  groups.rebalances[group]++;
  groups.rebalanceFact[group] = world.record(
    Fact.rebalanceBegan,
    NO_MESSAGE,
    group,
    there.length,
    cause,
    rule,
  );
  groups.rebalance[group] = world.agenda.schedule(
    world.nowUs + Math.max(spec.rebalanceUs, spec.maxPollUs),
    Class.settle,
    LogEvent.rebalanceEnds,
    group,
    1,
  );
  for (const consumer of there) {
    members.hasJoined[consumer] = 0;
    if (members.reads[consumer] === 0) comeToIt(world, consumer);
  }
  endIfAllCame(world, group);
}

/** A member has worked off what it had: it commits, and joins the next generation. */
export function comeToIt(world: World, consumer: number): void {
  const { members } = world.logs;
  if (!isAtWork(world, consumer)) return;
  stopPollTimer(world, consumer);
  sendLastCommits(world, consumer, factOf(world, consumer));
  const what = { offset: 0, message: NO_MESSAGE, delayUs: 0, fact: factOf(world, consumer) };
  members.hasJoined[consumer] = 2;
  post(world, consumer, Answering.join, NO_ROW, what);
}

/** Commits whatever is done and not committed. */
export function sendLastCommits(world: World, consumer: number, fact: number): void {
  const { shares } = world.logs;
  for (const share of sharesOf(world, consumer)) {
    if (shares.doneSinceCommit[share] > 0) sendCommit(world, share, consumer, NO_MESSAGE, fact);
  }
}

function factOf(world: World, consumer: number): number {
  return world.logs.groups.rebalanceFact[world.consumers.queue[consumer]];
}

/** A member's wish to join has come. One that the group had given up, or that died, is a newcomer. */
export function joins(world: World, consumer: number): void {
  const { members } = world.logs;
  const group = world.consumers.queue[consumer];
  const wasIn = members.isIn[consumer] === 1 && members.generation[consumer] !== NO_GENERATION;
  members.isIn[consumer] = members.hasJoined[consumer] = 1;
  if (wasIn) endIfAllCame(world, group);
  else startRebalance(world, group, world.consumers.lastFact[consumer], Rule.memberCame);
  // It was not in when the rebalance began, or began it: it has come to it all the same.
  members.hasJoined[consumer] = 1;
  endIfAllCame(world, group);
}

export function leaves(world: World, consumer: number, cause: number, rule: number): void {
  const { members } = world.logs;
  if (!members.isIn[consumer]) return;
  members.isIn[consumer] = members.hasJoined[consumer] = 0;
  stopTimers(world, consumer);
  startRebalance(world, world.consumers.queue[consumer], cause, rule);
}

function endIfAllCame(world: World, group: number): void {
  const { groups, members } = world.logs;
  if (!groups.isRebalancing[group]) return;
  const isMissing = membersOf(world, group).some(
    (consumer) => members.hasJoined[consumer] !== 1 || members.session[consumer] !== NO_EVENT,
  );
  if (isMissing) return;
  world.agenda.cancel(groups.rebalance[group]);
  groups.rebalance[group] = world.agenda.schedule(
    Math.max(world.nowUs, groups.settlesAtUs[group]),
    Class.settle,
    LogEvent.rebalanceEnds,
    group,
    0,
  );
}

/** All have come, or it has taken too long: whoever is missing then is out. */
export function rebalanceEnds(world: World, group: number, isOverdue: boolean): void {
  const { groups, members } = world.logs;
  groups.rebalance[group] = NO_EVENT;
  if (isOverdue) {
    for (const consumer of membersOf(world, group)) {
      if (members.hasJoined[consumer] === 1) continue;
      giveUp(world, consumer, groups.rebalanceFact[group], Rule.pollOverdue);
    }
  }
  dealOut(world, group);
}

function giveUp(world: World, consumer: number, cause: number, rule: number): void {
  const { members } = world.logs;
  members.isIn[consumer] = members.hasJoined[consumer] = 0;
  stopTimers(world, consumer);
  world.record(Fact.memberGivenUp, NO_MESSAGE, world.placeOf(consumer), 0, cause, rule);
}

/**
 * Each partition gets its owner, in ranges: the first members get one more where it does not come out
 * even. Whoever owns it now goes on from what was committed.
 */
export function dealOut(world: World, group: number): void {
  const { groups, members, shares, plan } = world.logs;
  const generation = ++groups.generation[group];
  groups.isRebalancing[group] = 0;
  const there = membersOf(world, group);
  const first = plan.firstShare[group];
  const count = logSpec(plan, plan.logOf[group]).partitions;
  for (const consumer of there) members.generation[consumer] = generation;
  for (let i = 0; i < count; i++) {
    const share = first + i;
    const owner = there[ownerOf(i, count, there.length)] ?? NO_ROW;
    shares.owner[share] = owner;
    shares.generation[share] = generation;
    if (shares.retry[share] !== NO_EVENT) world.agenda.cancel(shares.retry[share]);
    shares.retry[share] = NO_EVENT;
    shares.failures[share] = shares.doneSinceCommit[share] = 0;
    shares.done[share] = shares.committed[share];
    moveTo(world, share, shares.committed[share]);
    if (owner === NO_ROW) continue;
    world.record(
      Fact.partitionDealt,
      NO_MESSAGE,
      world.placeOf(owner),
      i,
      groups.rebalanceFact[group],
      Rule.oneOwner,
    );
  }
  world.wakeQueue(group);
}

function ownerOf(partition: number, partitions: number, members: number): number {
  if (members === 0) return -1;
  const most = Math.floor(partitions / members) + 1;
  const withMost = partitions % members;
  if (partition < most * withMost) return Math.floor(partition / most);
  return withMost + Math.floor((partition - most * withMost) / Math.max(1, most - 1));
}

/** Nobody owns any partition: what members still do of it counts for nothing. */
export function disown(world: World, group: number): void {
  const { groups, shares, plan } = world.logs;
  const first = plan.firstShare[group];
  for (let share = first; share < first + partitionsOf(world, group); share++) {
    if (shares.retry[share] !== NO_EVENT) world.agenda.cancel(shares.retry[share]);
    shares.retry[share] = NO_EVENT;
    shares.owner[share] = NO_ROW;
    shares.failures[share] = shares.doneSinceCommit[share] = 0;
  }
  if (groups.rebalance[group] !== NO_EVENT) world.agenda.cancel(groups.rebalance[group]);
  groups.rebalance[group] = NO_EVENT;
  groups.isRebalancing[group] = 0;
}

function partitionsOf(world: World, group: number): number {
  const { plan } = world.logs;
  return logSpec(plan, plan.logOf[group]).partitions;
}

/** The group counts on nobody any more. */
export function dismissAll(world: World, group: number): void {
  const { members } = world.logs;
  disown(world, group);
  for (const consumer of membersOf(world, group)) {
    stopTimers(world, consumer);
    members.isIn[consumer] = members.hasJoined[consumer] = 0;
  }
}

// Polling

/** Lets every member that has nothing at hand ask for more. */
export function pollAll(world: World, group: number): void {
  const { groups, members, plan } = world.logs;
  if (groupSpec(plan, group).isByHand) return;
  for (const consumer of membersOf(world, group)) {
    if (members.reads[consumer] > 0 || !isAtWork(world, consumer)) continue;
    if (groups.isRebalancing[group]) {
      if (members.hasJoined[consumer] === 0) comeToIt(world, consumer);
    } else if (members.generation[consumer] === groups.generation[group]) poll(world, consumer);
    // It runs again while the group still waits for the one that died, and its word got lost.
    else if (members.hasJoined[consumer] === 0) comeToIt(world, consumer);
  }
  comeBack(world, group);
}

/** Who was given up while it was at work finds out at its next poll, and comes again. */
function comeBack(world: World, group: number): void {
  const { members } = world.logs;
  for (let consumer = 0; consumer < world.consumers.rows; consumer++) {
    if (world.consumers.queue[consumer] !== group || members.isIn[consumer]) continue;
    const isFree = members.reads[consumer] === 0 && members.hasJoined[consumer] === 0;
    if (isFree && isAtWork(world, consumer)) comeToIt(world, consumer);
  }
}

/** One poll: as many records as it may return, from the member's partitions in turn. */
function poll(world: World, consumer: number): void {
  const { members, plan, shares } = world.logs;
  const group = world.consumers.queue[consumer];
  const { pollRecords, maxPollUs } = groupSpec(plan, group);
  stopPollTimer(world, consumer);
  commitIfTime(world, consumer);
  const own = sharesOf(world, consumer);
  const turn = own.findIndex((share) => share > members.turn[consumer]);
  let left = pollRecords;
  for (let i = 0; i < own.length && left > 0; i++) {
    const share = own[((turn < 0 ? 0 : turn) + i) % own.length] ?? NO_ROW;
    if (shares.retry[share] !== NO_EVENT) continue;
    for (let record = peek(world, share); record !== NO_ROW && left > 0; left--) {
      take(world, share, record, consumer);
      members.turn[consumer] = share;
      record = peek(world, share);
    }
  }
  if (left === pollRecords) commitLater(world, consumer);
  else if (maxPollUs !== Number.POSITIVE_INFINITY) {
    members.poll[consumer] = world.agenda.schedule(
      world.nowUs + maxPollUs,
      Class.lease,
      LogEvent.pollOverdue,
      consumer,
    );
  }
}

function take(world: World, share: number, record: number, consumer: number): void {
  const { records, shares, groups, plan } = world.logs;
  const group = plan.groupOfShare[share];
  const offset = records.offset[record];
  const isAgain = offset < shares.reached[share];
  pass(world, share, record);
  if (isAgain) groups.redeliveries[group]++;
  else shares.reached[share] = offset + 1;
  groups.deliveries[group]++;
  const isRetry = shares.failures[share] > 0;
  const count = isRetry ? shares.failures[share] + 1 : isAgain ? 2 : 1;
  const fact = world.record(
    isAgain ? Fact.recordRedelivered : Fact.recordDelivered,
    records.message[record],
    world.placeOf(consumer),
    count,
    isRetry
      ? shares.failedFact[share]
      : isAgain
        ? groups.rebalanceFact[group]
        : records.lastFact[record],
    isAgain ? (isRetry ? Rule.blocksPartition : Rule.fromCommitted) : Rule.polled,
  );
  send(world, share, record, consumer, count, fact);
}

/** With commits by the clock: at a poll, when it is time. */
function commitIfTime(world: World, consumer: number): void {
  const { shares, plan } = world.logs;
  const { commit } = groupSpec(plan, world.consumers.queue[consumer]);
  if (commit.kind !== 'interval') return;
  for (const share of sharesOf(world, consumer)) {
    const isTime = world.nowUs - shares.committedAtUs[share] >= commit.us;
    if (shares.doneSinceCommit[share] > 0 && isTime) {
      sendCommit(world, share, consumer, NO_MESSAGE, world.consumers.lastFact[consumer]);
    }
  }
}

/** Nothing to read: an open poll commits when it is time all the same. */
function commitLater(world: World, consumer: number): void {
  const { shares, members, plan } = world.logs;
  const { commit } = groupSpec(plan, world.consumers.queue[consumer]);
  if (commit.kind !== 'interval') return;
  let dueUs = Number.POSITIVE_INFINITY;
  for (const share of sharesOf(world, consumer)) {
    if (shares.doneSinceCommit[share] > 0) {
      dueUs = Math.min(dueUs, shares.committedAtUs[share] + commit.us);
    }
  }
  if (dueUs === Number.POSITIVE_INFINITY) return;
  members.poll[consumer] = world.agenda.schedule(
    Math.max(dueUs, world.nowUs + 1),
    Class.settle,
    LogEvent.pollNow,
    consumer,
  );
}

export function pollNow(world: World, consumer: number): void {
  world.logs.members.poll[consumer] = NO_EVENT;
  world.wakeQueue(world.consumers.queue[consumer]);
}

/** It has been at work for too long without asking for more: the group takes it for stuck. */
export function pollOverdue(world: World, consumer: number): void {
  const { members, groups } = world.logs;
  const group = world.consumers.queue[consumer];
  members.poll[consumer] = NO_EVENT;
  if (!members.isIn[consumer] || groups.isRebalancing[group]) return;
  giveUp(world, consumer, world.consumers.lastFact[consumer], Rule.pollOverdue);
  startRebalance(world, group, world.trace.length - 1, Rule.memberLost);
}

// Commits

/** A commit reaches the broker. One of an earlier generation is refused: others own the partition now. */
export function commitComes(world: World, answer: number): void {
  const { answers, shares, groups, plan, touched } = world.logs;
  const share = answers.share[answer];
  const consumer = answers.consumer[answer];
  const group = plan.groupOfShare[share];
  const isOwners =
    shares.owner[share] === consumer && answers.generation[answer] === groups.generation[group];
  const message = answers.message[answer];
  const number = share - plan.firstShare[group];
  if (!isOwners) {
    groups.fenced[group]++;
    const cause = groups.rebalanceFact[group];
    world.record(Fact.commitFenced, message, world.placeOf(consumer), number, cause, Rule.fencing);
    return;
  }
  shares.committed[share] = Math.max(shares.committed[share], answers.offset[answer]);
  touched.add(plan.logOf[group]);
  const cause = answers.lastFact[answer];
  world.record(Fact.offsetCommitted, message, world.placeOf(consumer), number, cause, Rule.commit);
}

// Silence

/** Nothing is heard of a member: if that lasts, it is given up. */
export function fallsSilent(world: World, consumer: number): void {
  const { members, plan } = world.logs;
  const { sessionUs, reading } = groupSpec(plan, world.consumers.queue[consumer]);
  if (reading !== 'perPartition' || !members.isIn[consumer]) return;
  stopPollTimer(world, consumer);
  if (members.session[consumer] !== NO_EVENT || sessionUs === Number.POSITIVE_INFINITY) return;
  members.session[consumer] = world.agenda.schedule(
    world.nowUs + sessionUs,
    Class.lease,
    LogEvent.sessionEnds,
    consumer,
  );
}

export function isHeardAgain(world: World, consumer: number): void {
  const { members } = world.logs;
  if (members.session[consumer] !== NO_EVENT) world.agenda.cancel(members.session[consumer]);
  members.session[consumer] = NO_EVENT;
}

/** A silent member is given up. If its process runs again, that is a new member, which stays. */
export function sessionEnds(world: World, consumer: number): void {
  const { members } = world.logs;
  const group = world.consumers.queue[consumer];
  members.session[consumer] = NO_EVENT;
  const cause = world.consumers.lastFact[consumer];
  const place = world.placeOf(consumer);
  const fact = world.record(Fact.memberGivenUp, NO_MESSAGE, place, 0, cause, Rule.session);
  if (members.hasJoined[consumer] === 0) members.isIn[consumer] = 0;
  startRebalance(world, group, fact, Rule.memberLost);
}

function stopPollTimer(world: World, consumer: number): void {
  const { members } = world.logs;
  if (members.poll[consumer] !== NO_EVENT) world.agenda.cancel(members.poll[consumer]);
  members.poll[consumer] = NO_EVENT;
}

export function stopTimers(world: World, consumer: number): void {
  stopPollTimer(world, consumer);
  isHeardAgain(world, consumer);
}
