/**
 * replicaRow is the room for the replicas of a log or a queue: a square for each, in a row for each
 * partition, or in one row where there are too many partitions.
 */
import type { Plan } from '../../engine/index.ts';
import type { Metrics } from './Metrics.ts';

/** More partitions than this are told in one row. */
const MOST_ROWS = 4;

export interface ReplicaRoom {
  readonly rows: number;
  readonly count: number;
  readonly width: number;
  readonly height: number;
}

/** Null: it has no replicas. */
export function replicaRoom({ nodes }: Plan, node: number, m: Metrics): ReplicaRoom | null {
  const spec = nodes[node];
  if ((spec?.kind !== 'log' && spec?.kind !== 'queue') || spec.replication === undefined)
    return null;
  const count = spec.replication.replicas;
  const rows = spec.kind === 'queue' || spec.partitions > MOST_ROWS ? 1 : spec.partitions;
  return { rows, count, width: count * m.replicaPitch, height: rows * m.replicaPitch };
}

/** What a node's replicas add to the height of what stands there. */
export function replicaHeight(plan: Plan, node: number, m: Metrics): number {
  return replicaRoom(plan, node, m)?.height ?? 0;
}
