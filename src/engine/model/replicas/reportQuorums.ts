/** reportQuorums sums up who keeps a queue: who leads, who is in sync, and whether that is enough. */
import type { World } from '../World.ts';
import { majorityOf, takesPart } from './majority.ts';

export interface QuorumReport {
  readonly replicas: number;
  /** From 1; 0: nobody leads. */
  readonly leader: number;
  /** Those that run and have all that is written, from 1. */
  readonly inSync: readonly number[];
  readonly down: readonly number[];
  /** So many have to be in sync. */
  readonly majority: number;
  /** It gives nothing and writes nothing, for want of a leader or of a majority. */
  readonly standsStill: boolean;
}

/** By queue that has replicas. */
export function quorumsOf(world: World): Readonly<Record<string, QuorumReport>> {
  const reports: Record<string, QuorumReport> = {};
  world.plan.nodes.forEach(({ id }, node) => {
    const report = quorumReport(world, node);
    if (report !== null) reports[id] = report;
  });
  return reports;
}

/** Null: it has no replicas. */
export function quorumReport(world: World, queue: number): QuorumReport | null {
  const { plan, replicas, members, quorums } = world.replicas;
  if (plan.queues[queue] === undefined) return null;
  const count = plan.count[queue];
  const first = plan.firstReplica[queue];
  const numbers = (of: (row: number) => boolean): number[] =>
    Array.from({ length: count }, (_, i) => i + 1).filter((number) => of(first + number - 1));
  return {
    replicas: count,
    leader: quorums.leader[queue] + 1,
    inSync: numbers((row) => replicas.isUp[row] === 1 && members.isBehind[row] === 0),
    down: numbers((row) => replicas.isUp[row] === 0),
    majority: majorityOf(count),
    standsStill: !takesPart(world, queue),
  };
}
