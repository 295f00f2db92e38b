/** reportLogs sums up logs and groups, in the shape that the command line prints. */
import { type PartitionReplicas, partitionReplicas } from '../replicas/reportReplicas.ts';
import type { World } from '../World.ts';
import { groupSpec, logSpec } from './LogPlan.ts';
import { undeliveredOf } from './positions.ts';
import { liveOf } from './removing.ts';

export interface LogReport {
  /** Records there now, and how many ever came, went, or were not taken. */
  readonly records: number;
  readonly appended: number;
  readonly removed: number;
  readonly refused: number;
  readonly duplicates: number;
  readonly partitions: readonly { readonly records: number; readonly nextOffset: number }[];
  /** By partition, where it has replicas. */
  readonly replicas?: readonly PartitionReplicas[];
}

export interface GroupReport {
  /** Records that it has not handed out yet. */
  readonly unread: number;
  readonly deliveries: number;
  readonly redeliveries: number;
  readonly settled: number;
  readonly pending: number;
  readonly parked: number;
  readonly dropped: number;
  readonly claims: number;
  readonly generation: number;
  readonly rebalances: number;
  readonly fenced: number;
  /** Records that the group has not read, or, read per partition, has not committed. */
  readonly lag: number;
  readonly partitions: readonly {
    readonly position: number;
    readonly committed: number;
    readonly lag: number;
  }[];
}

export function logReport(world: World, log: number): LogReport {
  const { partitions, logs, plan } = world.logs;
  const first = plan.firstPartition[log];
  const all = Array.from({ length: logSpec(plan, log).partitions }, (_, i) => first + i);
  const sum = (column: { readonly [row: number]: number }): number =>
    all.reduce((total, p) => total + column[p], 0);
  return {
    records: liveOf(world, log),
    appended: sum(partitions.appended),
    removed: sum(partitions.removed),
    refused: logs.refused[log],
    duplicates: logs.duplicates[log],
    partitions: all.map((p) => ({
      records: partitions.live[p],
      nextOffset: partitions.nextOffset[p],
    })),
    ...(world.replicas.plan.count[log] === 0
      ? {}
      : { replicas: all.map((p) => partitionReplicas(world, p)) }),
  };
}

export function groupReport(world: World, group: number): GroupReport {
  const { shares, groups, partitions, plan } = world.logs;
  const isOrdered = groupSpec(plan, group).reading === 'perPartition';
  const count = logSpec(plan, plan.logOf[group]).partitions;
  const parts = Array.from({ length: count }, (_, i) => {
    const share = plan.firstShare[group] + i;
    const end = partitions.nextOffset[plan.partitionOfShare[share]];
    return {
      position: shares.position[share],
      committed: shares.committed[share],
      // The offsets between the commit and the end, whether or not each is still there.
      lag: isOrdered ? end - shares.committed[share] : shares.undelivered[share],
    };
  });
  return {
    unread: undeliveredOf(world, group),
    deliveries: groups.deliveries[group],
    redeliveries: groups.redeliveries[group],
    settled: groups.settled[group],
    pending: groups.pending[group],
    parked: groups.parked[group],
    dropped: groups.dropped[group],
    claims: groups.claims[group],
    generation: groups.generation[group],
    rebalances: groups.rebalances[group],
    fenced: groups.fenced[group],
    lag: isOrdered ? parts.reduce((sum, part) => sum + part.lag, 0) : undeliveredOf(world, group),
    partitions: parts,
  };
}
