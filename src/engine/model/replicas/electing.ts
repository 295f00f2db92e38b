/**
 * electing gives a partition another leader when its own has died, and cuts the log to what that one has.
 *
 * The records of a log in the tables are those of its leader. What a new leader does not have is gone, and
 * whoever has more than it gives that up when it follows.
 */
import { NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../../trace/index.ts';
import { Class } from '../eventKinds.ts';
import { forgetIdsOf } from '../log/appending.ts';
import { groupSpec } from '../log/LogPlan.ts';
import { pendingAt } from '../log/pendings.ts';
import { goes, moveTo } from '../log/positions.ts';
import { disown, startRebalance } from '../log/rebalancing.ts';
import { drop, unlink } from '../log/removing.ts';
import { MessageFlag } from '../tables.ts';
import type { World } from '../World.ts';
import {
  countOf,
  firstOf,
  follow,
  isUp,
  leaveSync,
  raise,
  recordsFrom,
  specOf,
  stopFetch,
  tell,
} from './holding.ts';
import { ReplicaEvent } from './replicaEvents.ts';
import { NO_LEADER } from './replicaTables.ts';

/** The leader of a partition is dead: nobody fetches from it, and when that is noticed another is chosen. */
export function loseLeader(world: World, partition: number, cause: number): void {
  const { leaderships } = world.replicas;
  leaderships.lastFact[partition] = cause;
  leaderships.leader[partition] = NO_LEADER;
  for (let replica = 0; replica < countOf(world, partition); replica++) {
    stopFetch(world, partition, replica);
  }
  const atUs = world.nowUs + specOf(world, partition).electionUs;
  const { electionDue } = ReplicaEvent;
  leaderships.election[partition] = world.agenda.schedule(
    atUs,
    Class.settle,
    electionDue,
    partition,
  );
}

export function electionDue(world: World, partition: number): void {
  const { leaderships } = world.replicas;
  leaderships.election[partition] = NO_EVENT;
  elect(world, partition, leaderships.lastFact[partition]);
}

/** Another leader is chosen, if there is anybody who may lead. */
export function elect(world: World, partition: number, cause: number): void {
  const { leaderships, holdings } = world.replicas;
  const first = firstOf(world, partition);
  const isInSync = (replica: number): boolean => holdings.inSync[first + replica] === 1;
  const clean = firstUp(world, partition, isInSync);
  const isUnclean = clean === NO_LEADER && specOf(world, partition).uncleanElection;
  const leader = isUnclean ? firstUp(world, partition, () => true) : clean;
  if (leader === NO_LEADER) {
    const { plan } = world.logs;
    const log = plan.logOfPartition[partition];
    const number = partition - plan.firstPartition[log];
    leaderships.lastFact[partition] = world.record(
      Fact.leaderMissing,
      NO_MESSAGE,
      log,
      number,
      cause,
      Rule.noLeader,
    );
    return;
  }
  // Whoever was in sync had all that was safe, unless its disk is another one now.
  const isEmptied = holdings.end[first + leader] < leaderships.highWatermark[partition];
  const rule = isUnclean ? Rule.uncleanElection : Rule.cleanElection;
  leaderships.leader[partition] = leader;
  const fact = tell(world, Fact.leaderElected, partition, leader, cause, rule);
  const why = isUnclean ? rule : isEmptied ? Rule.diskLost : Rule.leaderOnly;
  cutTo(world, partition, holdings.end[first + leader], fact, why);
  settleSync(world, partition, leader);
  raise(world, partition);
  for (let replica = 0; replica < countOf(world, partition); replica++) {
    if (replica !== leader && isUp(world, partition, replica)) follow(world, partition, replica);
  }
  const { plan } = world.logs;
  for (const group of plan.groupsOf[plan.logOfPartition[partition]]) world.wakeQueue(group);
}

/** The first replica that runs and may lead, in an order of its own for each partition; or NO_LEADER. */
function firstUp(world: World, partition: number, mayLead: (replica: number) => boolean): number {
  const { plan } = world.logs;
  const count = countOf(world, partition);
  const number = partition - plan.firstPartition[plan.logOfPartition[partition]];
  for (let i = 0; i < count; i++) {
    const replica = (number + i) % count;
    if (isUp(world, partition, replica) && mayLead(replica)) return replica;
  }
  return NO_LEADER;
}

/** A new leader counts on none of the dead. */
function settleSync(world: World, partition: number, leader: number): void {
  const { holdings, replicas, plan } = world.replicas;
  const first = firstOf(world, partition);
  const firstReplica = plan.firstReplica[world.logs.plan.logOfPartition[partition]];
  holdings.inSync[first + leader] = 1;
  holdings.behindSinceUs[first + leader] = Number.POSITIVE_INFINITY;
  for (let replica = 0; replica < countOf(world, partition); replica++) {
    if (holdings.inSync[first + replica] === 0 || isUp(world, partition, replica)) continue;
    const cause = replicas.lastFact[firstReplica + replica];
    leaveSync(world, partition, replica, cause, Rule.onlyTheLiving);
  }
}

/**
 * A partition ends where its new leader does: what stood behind that is lost, safe or not, unless its
 * producer still has it because nobody has confirmed it.
 */
function cutTo(world: World, partition: number, end: number, cause: number, rule: number): void {
  const { partitions, records, plan, touched } = world.logs;
  const { holdings, leaderships } = world.replicas;
  const log = plan.logOfPartition[partition];
  const first = firstOf(world, partition);
  for (let replica = 0; replica < countOf(world, partition); replica++) {
    const row = first + replica;
    holdings.end[row] = Math.min(holdings.end[row], end);
  }
  leaderships.highWatermark[partition] = Math.min(leaderships.highWatermark[partition], end);
  const gone = partitions.nextOffset[partition] - end;
  if (gone === 0) return;
  const lost = recordsFrom(world, partition, end);
  const messages = new Set<number>();
  for (const record of lost) {
    const message = records.message[record];
    messages.add(message);
    const number = partition - plan.firstPartition[log];
    const isLost = !isProducersStill(world, message);
    const kind = isLost ? Fact.recordLost : Fact.recordForgotten;
    if (isLost) leaderships.lost[partition]++;
    const fact = world.record(kind, message, log, number, cause, rule);
    goes(world, record);
    for (const group of plan.groupsOf[log]) {
      const pending = pendingAt(world, group, partition, records.offset[record]);
      if (pending !== NO_ROW) drop(world, pending, rule, fact);
    }
    unlink(world, record);
  }
  partitions.nextOffset[partition] = end;
  partitions.appended[partition] -= gone;
  // Of those behind the end some had been removed before.
  partitions.removed[partition] -= gone - lost.length;
  forgetIdsOf(world, log, messages);
  for (const group of plan.groupsOf[log]) stepBack(world, group, partition, cause, rule);
  touched.add(log);
}

/** Its producer has it, and waits for a confirm that has not left. */
function isProducersStill({ messages }: World, message: number): boolean {
  for (let row = 0; row < messages.rows; row++) {
    if (messages.number[row] !== message) continue;
    const flags = messages.flags[row] & (MessageFlag.waiting | MessageFlag.confirmSent);
    return flags === MessageFlag.waiting;
  }
  return false;
}

/**
 * A group that has read beyond the new end goes back to it. What its members have in hand of that is
 * nobody's record now, so that nothing of it may be committed: the partitions are dealt out anew.
 */
function stepBack(
  world: World,
  group: number,
  partition: number,
  cause: number,
  rule: number,
): void {
  const { shares, partitions, plan, groups } = world.logs;
  const share = world.logs.shareOf(group, partition);
  const end = partitions.nextOffset[partition];
  shares.reached[share] = Math.min(shares.reached[share], end);
  if (!groups.exists[group] || shares.position[share] <= end) return;
  moveTo(world, share, end);
  if (groupSpec(plan, group).reading !== 'perPartition') return;
  shares.committed[share] = Math.min(shares.committed[share], end);
  shares.done[share] = Math.min(shares.done[share], end);
  disown(world, group);
  startRebalance(world, group, cause, rule);
}
