/**
 * quorums are the replicas of queues: who leads, who lacks what was written while it was down, and when a
 * queue stands still.
 *
 * What a queue has in the tables is what its leader has. Nothing of it is lost with a leader, because a
 * majority has written what is safe, and whoever has published the rest still has it. While a queue stands
 * still it takes messages and acks, which in truth wait with the clients, and writes them afterwards.
 */
import { NO_EVENT } from '../../kernel/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../../trace/index.ts';
import { Class } from '../eventKinds.ts';
import { goOnWriting, stopWriting } from '../storing.ts';
import type { World } from '../World.ts';
import { majorityOf, takesPart } from './majority.ts';
import { replicated } from './ReplicaPlan.ts';
import { countOfReplica } from './replicaCount.ts';
import { ReplicaEvent } from './replicaEvents.ts';
import { NO_LEADER } from './replicaTables.ts';

// Crashing

/** One of the replicas of a queue is dead. */
export function loseMember(world: World, queue: number, replica: number, cause: number): void {
  const { plan, quorums } = world.replicas;
  stopCatchingUp(world, plan.firstReplica[queue] + replica);
  const isRunning = world.isRunning(world.plan.brokerOf[queue]);
  if (quorums.leader[queue] === replica) {
    quorums.leader[queue] = NO_LEADER;
    // Nobody has what the others lack to themselves.
    for (const row of rowsOf(world, queue)) stopCatchingUp(world, row);
    if (isRunning) callElection(world, queue, cause);
  }
  if (isRunning) countMajority(world, queue, cause);
  goOn(world, queue);
}

/** A replica runs again, and gets what it lacks from the leader. */
export function regainMember(world: World, queue: number, replica: number, cause: number): void {
  const { quorums, plan } = world.replicas;
  if (quorums.leader[queue] !== NO_LEADER) catchUp(world, plan.firstReplica[queue] + replica);
  else if (quorums.election[queue] === NO_EVENT) callElection(world, queue, cause);
  countMajority(world, queue, cause);
}

// Electing

function callElection(world: World, queue: number, cause: number): void {
  const { quorums, plan } = world.replicas;
  quorums.lastFact[queue] = cause;
  const atUs = world.nowUs + replicated(plan, queue).electionUs;
  const { queueElectionDue } = ReplicaEvent;
  quorums.election[queue] = world.agenda.schedule(atUs, Class.settle, queueElectionDue, queue);
}

export function queueElectionDue(world: World, queue: number): void {
  const { quorums } = world.replicas;
  quorums.election[queue] = NO_EVENT;
  electMember(world, queue, quorums.lastFact[queue]);
}

/** Most of them choose the first that lacks nothing. Without most of them there is no election. */
function electMember(world: World, queue: number, cause: number): void {
  const { plan, replicas, members, quorums } = world.replicas;
  const rows = rowsOf(world, queue);
  const running = rows.filter((row) => replicas.isUp[row] === 1);
  const leader = running.find((row) => members.isBehind[row] === 0);
  if (running.length < majorityOf(rows.length) || leader === undefined) return;
  const replica = leader - plan.firstReplica[queue];
  quorums.leader[queue] = replica;
  const count = countOfReplica(0, replica);
  quorums.lastFact[queue] = world.record(
    Fact.leaderElected,
    NO_MESSAGE,
    queue,
    count,
    cause,
    Rule.majorityElects,
  );
  for (const row of running) catchUp(world, row);
  goOn(world, queue);
}

// Keeping up

function catchUp(world: World, row: number): void {
  const { plan, members } = world.replicas;
  if (members.isBehind[row] === 0 || members.catchUp[row] !== NO_EVENT) return;
  const atUs = world.nowUs + world.queues.flushUs[plan.nodeOf[row]];
  const { memberCatchesUp } = ReplicaEvent;
  members.catchUp[row] = world.agenda.schedule(atUs, Class.disk, memberCatchesUp, row);
}

export function memberCatchesUp(world: World, row: number): void {
  const { plan, members, replicas } = world.replicas;
  const queue = plan.nodeOf[row];
  members.catchUp[row] = NO_EVENT;
  members.isBehind[row] = 0;
  const fact = world.record(
    Fact.joinedInSync,
    NO_MESSAGE,
    queue,
    countOfReplica(0, row - plan.firstReplica[queue]),
    replicas.lastFact[row],
    Rule.caughtUp,
  );
  replicas.lastFact[row] = fact;
  countMajority(world, queue, fact);
}

function stopCatchingUp({ agenda, replicas: { members } }: World, row: number): void {
  if (members.catchUp[row] !== NO_EVENT) agenda.cancel(members.catchUp[row]);
  members.catchUp[row] = NO_EVENT;
}

// The majority

/** Says so when most of a queue's replicas take part no longer, or again. */
function countMajority(world: World, queue: number, cause: number): void {
  const { replicas, members, quorums } = world.replicas;
  const rows = rowsOf(world, queue);
  const whole = rows.filter((row) => replicas.isUp[row] === 1 && members.isBehind[row] === 0);
  const has = whole.length >= majorityOf(rows.length) ? 1 : 0;
  if (has === quorums.hasMajority[queue]) return;
  quorums.hasMajority[queue] = has;
  const kind = has === 1 ? Fact.majorityBack : Fact.majorityLost;
  const rule = has === 1 ? Rule.caughtUp : Rule.noMajority;
  quorums.lastFact[queue] = world.record(kind, NO_MESSAGE, queue, whole.length, cause, rule);
  goOn(world, queue);
}

/** It does what it may, and nothing else. */
function goOn(world: World, queue: number): void {
  if (!takesPart(world, queue)) {
    stopWriting(world, queue);
    return;
  }
  goOnWriting(world, queue);
  world.wakeQueue(queue);
}

function rowsOf({ replicas: { plan } }: World, queue: number): number[] {
  return Array.from({ length: plan.count[queue] }, (_, i) => plan.firstReplica[queue] + i);
}

// The whole cluster

/** Its cluster stops: nothing is under way any more between its replicas. */
export function quorumStops(world: World, queue: number): void {
  const { quorums } = world.replicas;
  for (const row of rowsOf(world, queue)) stopCatchingUp(world, row);
  if (quorums.election[queue] !== NO_EVENT) world.agenda.cancel(quorums.election[queue]);
  quorums.election[queue] = NO_EVENT;
}

/** Its cluster is back: its replicas have kept their disks, and its leader its place if it still runs. */
export function quorumStarts(world: World, queue: number): void {
  const { quorums, replicas } = world.replicas;
  const cause = world.brokers.lastFact[world.plan.brokerOf[queue]];
  countMajority(world, queue, cause);
  if (quorums.leader[queue] === NO_LEADER) electMember(world, queue, cause);
  else for (const row of rowsOf(world, queue)) if (replicas.isUp[row] === 1) catchUp(world, row);
}
