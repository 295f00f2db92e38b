/**
 * holding is what each replica has of a partition: followers fetch from their leader, those that keep up
 * are in sync, and what all of these have is safe: the high watermark stands behind it.
 */
import { NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Fact, Rule } from '../../trace/index.ts';
import { Class } from '../eventKinds.ts';
import type { World } from '../World.ts';
import { logReplication } from './ReplicaPlan.ts';
import { countOfReplica } from './replicaCount.ts';
import { ReplicaEvent } from './replicaEvents.ts';
import { NO_LEADER } from './replicaTables.ts';

export function isReplicated({ replicas }: World, partition: number): boolean {
  return replicas.plan.firstHolding[partition] >= 0;
}

/** The offset behind the last record of a partition that anybody may read. */
export function readableEnd({ replicas }: World, partition: number): number {
  const { plan, leaderships } = replicas;
  if (plan.firstHolding[partition] < 0) return Number.POSITIVE_INFINITY;
  return leaderships.leader[partition] === NO_LEADER ? 0 : leaderships.highWatermark[partition];
}

/** Why a partition takes no record now, though it will later; Rule.none when it does. */
export function whyNotNow(world: World, partition: number, isConfirmed: boolean): number {
  const { plan, leaderships } = world.replicas;
  if (plan.firstHolding[partition] < 0) return Rule.none;
  if (leaderships.leader[partition] === NO_LEADER) return Rule.noLeader;
  const { confirmAfter, minInSync } = specOf(world, partition);
  const isCounted = isConfirmed && confirmAfter === 'inSync';
  return isCounted && inSyncCount(world, partition) < minInSync ? Rule.notEnoughInSync : Rule.none;
}

/** Replicas that are in sync, also those of which nobody has noticed yet that they are dead. */
export function inSyncCount(world: World, partition: number): number {
  let count = 0;
  for (let row = firstOf(world, partition), end = row + countOf(world, partition); row < end; row++)
    count += world.replicas.holdings.inSync[row];
  return count;
}

export function specOf(world: World, partition: number) {
  return logReplication(world.replicas.plan, world.logs.plan.logOfPartition[partition]);
}

export function firstOf(world: World, partition: number): number {
  return world.replicas.plan.firstHolding[partition];
}

export function countOf(world: World, partition: number): number {
  return world.replicas.plan.count[world.logs.plan.logOfPartition[partition]];
}

/** Whether a replica of a partition runs. */
export function isUp(world: World, partition: number, replica: number): boolean {
  const { plan, replicas } = world.replicas;
  return (
    replicas.isUp[plan.firstReplica[world.logs.plan.logOfPartition[partition]] + replica] === 1
  );
}

/** Writes a fact about one replica of a partition, and remembers it as the partition's latest. */
export function tell(
  world: World,
  kind: number,
  partition: number,
  replica: number,
  cause: number,
  rule: number,
): number {
  const log = world.logs.plan.logOfPartition[partition];
  const count = countOfReplica(partition - world.logs.plan.firstPartition[log], replica);
  const fact = world.record(kind, 0, log, count, cause, rule);
  world.replicas.leaderships.lastFact[partition] = fact;
  return fact;
}

// Fetching

/** A partition has one record more: its leader has it, and the others fetch it. */
export function holdNew(world: World, partition: number): void {
  const { holdings, leaderships } = world.replicas;
  const leader = leaderships.leader[partition];
  const first = firstOf(world, partition);
  holdings.end[first + leader] = world.logs.partitions.nextOffset[partition];
  for (let replica = 0; replica < countOf(world, partition); replica++) {
    if (replica === leader) continue;
    fallBehind(world, partition, replica);
    startFetch(world, partition, replica);
  }
  raise(world, partition);
}

/** From now on a replica lacks something, unless it has done so before. */
export function fallBehind(world: World, partition: number, replica: number): void {
  const { holdings } = world.replicas;
  const row = firstOf(world, partition) + replica;
  holdings.behindSinceUs[row] = Math.min(holdings.behindSinceUs[row], world.nowUs);
  watchLag(world, partition, replica);
}

function watchLag(world: World, partition: number, replica: number): void {
  const { holdings } = world.replicas;
  const row = firstOf(world, partition) + replica;
  if (holdings.inSync[row] === 0 || holdings.lagTimer[row] !== NO_EVENT) return;
  const endsUs = holdings.behindSinceUs[row] + specOf(world, partition).maxLagUs;
  const atUs = Math.max(world.nowUs, endsUs);
  const { lagEnds } = ReplicaEvent;
  holdings.lagTimer[row] = world.agenda.schedule(atUs, Class.lease, lagEnds, partition, replica);
}

/** One fetch after the other, each with what its leader has when it begins. */
export function startFetch(world: World, partition: number, replica: number): void {
  const { holdings, leaderships } = world.replicas;
  const row = firstOf(world, partition) + replica;
  const end = world.logs.partitions.nextOffset[partition];
  const isNeeded = holdings.end[row] < end && holdings.fetch[row] === NO_EVENT;
  const leader = leaderships.leader[partition];
  if (!isNeeded || leader === NO_LEADER || !isUp(world, partition, replica)) return;
  holdings.covers[row] = end;
  holdings.fetch[row] = world.agenda.schedule(
    world.nowUs + specOf(world, partition).fetchUs,
    Class.disk,
    ReplicaEvent.fetchArrives,
    partition,
    replica,
  );
}

/** A follower has what its leader had when the fetch began. */
export function fetchArrives(world: World, partition: number, replica: number): void {
  const { holdings } = world.replicas;
  const row = firstOf(world, partition) + replica;
  holdings.fetch[row] = NO_EVENT;
  holdings.end[row] = holdings.covers[row];
  const isThere = holdings.end[row] === world.logs.partitions.nextOffset[partition];
  holdings.behindSinceUs[row] = isThere
    ? Number.POSITIVE_INFINITY
    : world.nowUs - specOf(world, partition).fetchUs;
  if (holdings.inSync[row] === 0) comeNear(world, partition, replica);
  raise(world, partition);
  startFetch(world, partition, replica);
}

export function stopFetch(world: World, partition: number, replica: number): void {
  const { holdings } = world.replicas;
  const row = firstOf(world, partition) + replica;
  if (holdings.fetch[row] !== NO_EVENT) world.agenda.cancel(holdings.fetch[row]);
  holdings.fetch[row] = NO_EVENT;
  holdings.isJoining[row] = 0;
}

/** A replica that runs has a leader to follow: it fetches what it lacks, and may be in sync at once. */
export function follow(world: World, partition: number, replica: number): void {
  const { holdings } = world.replicas;
  const row = firstOf(world, partition) + replica;
  if (holdings.end[row] === world.logs.partitions.nextOffset[partition]) {
    holdings.behindSinceUs[row] = Number.POSITIVE_INFINITY;
    if (holdings.inSync[row] === 0) comeNear(world, partition, replica);
    return;
  }
  fallBehind(world, partition, replica);
  startFetch(world, partition, replica);
}

// In sync

/**
 * A replica that has what is safe is in sync again. Where more became safe while it fetched, what comes
 * now waits for it as well: under a steady flow it would never be in time otherwise (as in Kafka).
 */
function comeNear(world: World, partition: number, replica: number): void {
  const { holdings, leaderships } = world.replicas;
  const row = firstOf(world, partition) + replica;
  if (holdings.end[row] < leaderships.highWatermark[partition]) {
    holdings.isJoining[row] = 1;
    return;
  }
  holdings.isJoining[row] = 0;
  holdings.inSync[row] = 1;
  const own = lastFactOf(world, partition, replica);
  const cause = own < 0 ? leaderships.lastFact[partition] : own;
  tell(world, Fact.joinedInSync, partition, replica, cause, Rule.caughtUp);
  if (holdings.behindSinceUs[row] !== Number.POSITIVE_INFINITY) watchLag(world, partition, replica);
}

/** Somebody looks whether a replica has been behind for too long. */
export function lagEnds(world: World, partition: number, replica: number): void {
  const { holdings, leaderships } = world.replicas;
  const row = firstOf(world, partition) + replica;
  holdings.lagTimer[row] = NO_EVENT;
  const leader = leaderships.leader[partition];
  // Without a leader nobody looks; the next one begins anew.
  if (leader === NO_LEADER || leader === replica || holdings.inSync[row] === 0) return;
  const sinceUs = holdings.behindSinceUs[row];
  if (sinceUs === Number.POSITIVE_INFINITY) return;
  if (sinceUs + specOf(world, partition).maxLagUs > world.nowUs) {
    watchLag(world, partition, replica);
    return;
  }
  // A dead one has left because it is dead; of one that lives the partition's own story says more.
  const isDead = !isUp(world, partition, replica);
  const cause = isDead ? lastFactOf(world, partition, replica) : leaderships.lastFact[partition];
  leaveSync(world, partition, replica, cause, Rule.maxLag);
  raise(world, partition);
}

/** When a replica died or came back last, or -1. */
function lastFactOf(world: World, partition: number, replica: number): number {
  const { plan, replicas } = world.replicas;
  return replicas.lastFact[plan.firstReplica[world.logs.plan.logOfPartition[partition]] + replica];
}

export function leaveSync(
  world: World,
  partition: number,
  replica: number,
  cause: number,
  rule: number,
): void {
  world.replicas.holdings.inSync[firstOf(world, partition) + replica] = 0;
  tell(world, Fact.leftInSync, partition, replica, cause, rule);
}

// What is safe

/** Moves the high watermark to what all in sync have: it can be read, and its confirms can go. */
export function raise(world: World, partition: number): void {
  const { leaderships } = world.replicas;
  const from = leaderships.highWatermark[partition];
  const to = safeEnd(world, partition);
  world.logs.touched.add(world.logs.plan.logOfPartition[partition]);
  if (to <= from) return;
  leaderships.highWatermark[partition] = to;
  for (const record of recordsFrom(world, partition, from)) {
    if (world.logs.records.offset[record] < to) becomeSafe(world, record);
  }
  answerUpTo(world, partition, to, -1);
  const { plan } = world.logs;
  for (const group of plan.groupsOf[plan.logOfPartition[partition]]) world.wakeQueue(group);
}

/** The least that any replica has that is in sync, or nearly. */
function safeEnd(world: World, partition: number): number {
  const { holdings } = world.replicas;
  let least = world.logs.partitions.nextOffset[partition];
  for (let row = firstOf(world, partition), end = row + countOf(world, partition); row < end; row++)
    if (holdings.inSync[row] === 1 || holdings.isJoining[row] === 1)
      least = Math.min(least, holdings.end[row]);
  return least;
}

/** The records of a partition from an offset on, oldest first. */
export function recordsFrom(world: World, partition: number, offset: number): number[] {
  const { records, partitions } = world.logs;
  const found: number[] = [];
  let record = partitions.tail[partition];
  for (; record !== NO_ROW && records.offset[record] >= offset; record = records.previous[record])
    found.push(record);
  return found.reverse();
}

function becomeSafe(world: World, record: number): void {
  const { records, plan } = world.logs;
  const partition = records.partition[record];
  const log = plan.logOfPartition[partition];
  const number = partition - plan.firstPartition[log];
  const message = records.message[record];
  const cause = records.lastFact[record];
  const { inSyncWritten } = Rule;
  const fact = world.record(Fact.recordReplicated, message, log, number, cause, inSyncWritten);
  records.lastFact[record] = fact;
  answerUpTo(world, partition, records.offset[record] + 1, fact);
}

// Who waits to hear of it

/** The confirm of a message waits until all in sync have its record. */
export function awaitReplicas(
  world: World,
  message: number,
  partition: number,
  offset: number,
): void {
  const { awaited, leaderships } = world.replicas;
  if (offset < leaderships.highWatermark[partition]) return;
  const row = awaited.take();
  awaited.message[row] = message;
  awaited.offset[row] = offset;
  // Mostly behind all others; a resend may be about a record that has been there for a while.
  let before = leaderships.lastAwaited[partition];
  if (before !== NO_ROW && awaited.offset[before] > offset)
    before = lastBefore(world, partition, offset);
  const after = before === NO_ROW ? leaderships.firstAwaited[partition] : awaited.next[before];
  awaited.next[row] = after;
  if (before === NO_ROW) leaderships.firstAwaited[partition] = row;
  else awaited.next[before] = row;
  if (after === NO_ROW) leaderships.lastAwaited[partition] = row;
  world.messages.awaiting[message]++;
  world.messages.refs[message]++;
}

/** The last one that waits for a record up to this offset, or NO_ROW. */
function lastBefore(world: World, partition: number, offset: number): number {
  const { awaited, leaderships } = world.replicas;
  let found = NO_ROW;
  let row = leaderships.firstAwaited[partition];
  for (; row !== NO_ROW && awaited.offset[row] <= offset; row = awaited.next[row]) found = row;
  return found;
}

/** Those who wait for a record before this offset can be answered when the event is over. */
function answerUpTo(world: World, partition: number, offset: number, fact: number): void {
  const { awaited, leaderships, answerable } = world.replicas;
  for (let row = leaderships.firstAwaited[partition]; row !== NO_ROW; ) {
    if (awaited.offset[row] >= offset) return;
    const message = awaited.message[row];
    if (fact >= 0) world.messages.lastFact[message] = fact;
    answerable.push({ message, partition });
    row = takeFirstAwaited(world, partition);
  }
}

/** Nobody waits for the records of a partition any more. Returns who did, to be told and released. */
export function stopAwaiting(world: World, partition: number): number[] {
  const { awaited, leaderships } = world.replicas;
  const messages: number[] = [];
  for (let row = leaderships.firstAwaited[partition]; row !== NO_ROW; ) {
    messages.push(awaited.message[row]);
    row = takeFirstAwaited(world, partition);
  }
  return messages;
}

/** Takes the first one out. Returns the row of the next. */
function takeFirstAwaited(world: World, partition: number): number {
  const { awaited, leaderships } = world.replicas;
  const row = leaderships.firstAwaited[partition];
  const next = awaited.next[row];
  leaderships.firstAwaited[partition] = next;
  if (next === NO_ROW) leaderships.lastAwaited[partition] = NO_ROW;
  awaited.message[row] = NO_ROW;
  awaited.giveBack(row);
  return next;
}
