/** crashing is what happens when a replica dies, alone among its brokers, and when it runs again. */
import { NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../../trace/index.ts';
import { Class } from '../eventKinds.ts';
import type { Act } from '../Intervention.ts';
import type { World } from '../World.ts';
import { answerSafe, tellAwaiting } from './answeringProducers.ts';
import { elect, loseLeader } from './electing.ts';
import { fallBehind, firstOf, follow, leaveSync, raise, stopFetch } from './holding.ts';
import { loseMember, quorumStarts, quorumStops, regainMember } from './quorums.ts';
import { replicated } from './ReplicaPlan.ts';
import { ReplicaEvent } from './replicaEvents.ts';
import { NO_LEADER } from './replicaTables.ts';

/** A replica dies; its disk stays as it is, or is gone for good. Null: the one that leads. */
export function crashReplica(
  world: World,
  node: number,
  { replica: wanted, how }: Act & { readonly kind: 'crashReplica' },
  cause: number,
  rule: number,
): void {
  const { plan, replicas, leaderships } = world.replicas;
  const replica = wanted === null ? leaderOf(world, node) : wanted - 1;
  if (replica < 0 || replica >= plan.count[node]) return;
  const row = plan.firstReplica[node] + replica;
  if (replicas.isUp[row] === 0) return;
  replicas.isUp[row] = 0;
  const fact = world.record(Fact.replicaDown, NO_MESSAGE, node, replica + 1, cause, rule);
  replicas.lastFact[row] = fact;
  const losesDisk = how === 'loseDisk';
  for (const partition of partitionsOf(world, node)) {
    if (losesDisk) world.replicas.holdings.end[firstOf(world, partition) + replica] = 0;
    if (world.isRunning(world.plan.brokerOf[node])) losePartition(world, partition, replica, fact);
    // When the cluster is back somebody else leads.
    else if (leaderships.leader[partition] === replica) leaderships.leader[partition] = NO_LEADER;
  }
  answerSafe(world);
  if (plan.queues[node]) loseMember(world, node, replica, fact);
  const { restartUs } = replicated(plan, node);
  if (restartUs === Number.POSITIVE_INFINITY) return;
  const { replicaRestarts } = ReplicaEvent;
  const atUs = world.nowUs + restartUs;
  replicas.restart[row] = world.agenda.schedule(atUs, Class.arrive, replicaRestarts, row);
}

function losePartition(world: World, partition: number, replica: number, cause: number): void {
  stopFetch(world, partition, replica);
  if (world.replicas.leaderships.leader[partition] === replica) {
    loseLeader(world, partition, cause);
    tellAwaiting(world, partition, cause);
    return;
  }
  // Nobody asks any more, whether or not there was something to be had.
  fallBehind(world, partition, replica);
  raise(world, partition);
}

/** A dead replica runs again, with what its disk has. Null: the first that is down. */
export function restartReplica(
  world: World,
  node: number,
  wanted: number | null,
  cause: number,
  rule: number,
): void {
  const { plan, replicas } = world.replicas;
  const first = plan.firstReplica[node];
  const isDown = (replica: number): boolean =>
    replica < plan.count[node] && replicas.isUp[first + replica] === 0;
  let replica = wanted === null ? 0 : wanted - 1;
  while (wanted === null && replica < plan.count[node] && !isDown(replica)) replica++;
  if (replica < 0 || !isDown(replica)) return;
  const row = first + replica;
  if (replicas.restart[row] !== NO_EVENT) world.agenda.cancel(replicas.restart[row]);
  replicas.restart[row] = NO_EVENT;
  replicas.isUp[row] = 1;
  const fact = world.record(Fact.replicaUp, NO_MESSAGE, node, replica + 1, cause, rule);
  replicas.lastFact[row] = fact;
  // While its cluster is down it waits for that.
  if (!world.isRunning(world.plan.brokerOf[node])) return;
  for (const partition of partitionsOf(world, node)) comeBack(world, partition, replica, fact);
  answerSafe(world);
  if (plan.queues[node]) regainMember(world, node, replica, fact);
}

function comeBack(world: World, partition: number, replica: number, cause: number): void {
  const { leaderships } = world.replicas;
  admitLoss(world, partition, replica, cause);
  if (leaderships.leader[partition] !== NO_LEADER) {
    raise(world, partition);
    follow(world, partition, replica);
  }
  // Where an election is under way already, it takes part in that.
  else if (leaderships.election[partition] === NO_EVENT) elect(world, partition, cause);
}

/** A replica that has lost what was safe is not in sync, if another that is has it still. */
function admitLoss(world: World, partition: number, replica: number, cause: number): void {
  const { holdings, leaderships, plan } = world.replicas;
  const safe = leaderships.highWatermark[partition];
  const first = firstOf(world, partition);
  if (holdings.inSync[first + replica] === 0 || holdings.end[first + replica] >= safe) return;
  const count = plan.count[world.logs.plan.logOfPartition[partition]];
  for (let row = first; row < first + count; row++) {
    if (holdings.inSync[row] === 0 || holdings.end[row] < safe) continue;
    leaveSync(world, partition, replica, cause, Rule.diskLost);
    return;
  }
}

export function replicaRestarts(world: World, row: number): void {
  const { plan, replicas } = world.replicas;
  const node = plan.nodeOf[row];
  const replica = row - plan.firstReplica[node] + 1;
  replicas.restart[row] = NO_EVENT;
  restartReplica(world, node, replica, replicas.lastFact[row], Rule.restart);
}

/** Who leads a queue, or a log (of several partitions the first that has a leader), or -1. */
export function leaderOf(world: World, node: number): number {
  const { plan, quorums } = world.replicas;
  if (plan.queues[node]) return quorums.leader[node];
  for (const partition of partitionsOf(world, node)) {
    const leader = world.replicas.leaderships.leader[partition];
    if (leader !== NO_LEADER) return leader;
  }
  return NO_LEADER;
}

export function partitionsOf({ logs }: World, log: number): number[] {
  const first = logs.plan.firstPartition[log];
  if (first < 0) return [];
  return Array.from({ length: logs.plan.logs[log]?.partitions ?? 0 }, (_, i) => first + i);
}

// The whole cluster

/** A cluster stops: nothing is under way any more between its replicas. */
export function replicasStop(world: World, broker: number): void {
  for (const log of logsOf(world, broker)) stopLog(world, log);
  for (const queue of queuesOf(world, broker)) quorumStops(world, queue);
}

function stopLog(world: World, log: number): void {
  const { leaderships, holdings, plan } = world.replicas;
  for (const partition of partitionsOf(world, log)) {
    for (let replica = 0; replica < plan.count[log]; replica++) {
      stopFetch(world, partition, replica);
      const row = firstOf(world, partition) + replica;
      if (holdings.lagTimer[row] !== NO_EVENT) world.agenda.cancel(holdings.lagTimer[row]);
      holdings.lagTimer[row] = NO_EVENT;
    }
    if (leaderships.election[partition] !== NO_EVENT)
      world.agenda.cancel(leaderships.election[partition]);
    leaderships.election[partition] = NO_EVENT;
    // Their publishers have lost the connection, and know.
    tellAwaiting(world, partition, NO_ROW);
  }
}

/** A cluster is back: its replicas have kept their disks, and its leaders their places. */
export function replicasStart(world: World, broker: number): void {
  for (const log of logsOf(world, broker)) startLog(world, log);
  answerSafe(world);
  for (const queue of queuesOf(world, broker)) quorumStarts(world, queue);
}

function logsOf(world: World, broker: number): number[] {
  const { plan } = world.replicas;
  return plan.nodes.filter((node) => plan.logs[node] && world.plan.brokerOf[node] === broker);
}

function queuesOf(world: World, broker: number): number[] {
  const { plan } = world.replicas;
  return plan.nodes.filter((node) => plan.queues[node] && world.plan.brokerOf[node] === broker);
}

function startLog(world: World, log: number): void {
  const { leaderships, holdings, plan, replicas } = world.replicas;
  const firstReplica = plan.firstReplica[log];
  const cause = world.brokers.lastFact[world.plan.brokerOf[log]];
  for (const partition of partitionsOf(world, log)) {
    const leader = leaderships.leader[partition];
    for (let replica = 0; replica < plan.count[log]; replica++) {
      if (replicas.isUp[firstReplica + replica] === 1)
        admitLoss(world, partition, replica, replicas.lastFact[firstReplica + replica]);
      // The time in which nobody could fetch does not count.
      holdings.behindSinceUs[firstOf(world, partition) + replica] = Number.POSITIVE_INFINITY;
    }
    if (leader === NO_LEADER || replicas.isUp[firstReplica + leader] === 0) {
      leaderships.leader[partition] = NO_LEADER;
      elect(world, partition, cause);
      continue;
    }
    for (let replica = 0; replica < plan.count[log]; replica++) {
      if (replica === leader) continue;
      if (replicas.isUp[firstReplica + replica] === 1) follow(world, partition, replica);
      else fallBehind(world, partition, replica);
    }
    raise(world, partition);
  }
}
