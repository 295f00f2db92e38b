/**
 * majority is what a queue with replicas may do: it gives and writes as long as one of them leads and most
 * of them run and have all of it. It is asked about any queue; one without replicas may do everything.
 */
import { Fact, NO_MESSAGE, Rule } from '../../trace/index.ts';
import type { World } from '../World.ts';
import { NO_LEADER } from './replicaTables.ts';

export function takesPart({ replicas: { plan, quorums } }: World, queue: number): boolean {
  if (plan.count[queue] === 0) return true;
  return quorums.leader[queue] !== NO_LEADER && quorums.hasMajority[queue] === 1;
}

export function isReplicatedQueue({ replicas }: World, queue: number): boolean {
  return replicas.plan.queues[queue] !== undefined;
}

/** More than half of them. */
export function majorityOf(replicas: number): number {
  return Math.floor(replicas / 2) + 1;
}

/** What a queue writes now is missed by those of its replicas that are down. */
export function missWrite(world: World, queue: number): void {
  const { plan, replicas, members } = world.replicas;
  const first = plan.firstReplica[queue];
  for (let i = 0; i < plan.count[queue]; i++) {
    const row = first + i;
    if (replicas.isUp[row] === 1 || members.isBehind[row] === 1) continue;
    members.isBehind[row] = 1;
    replicas.lastFact[row] = world.record(
      Fact.leftInSync,
      NO_MESSAGE,
      queue,
      i + 1,
      replicas.lastFact[row],
      Rule.missedWrite,
    );
  }
}
