/** reportReplicas sums up who leads a partition, who is in sync, and what is safe. */
import type { World } from '../World.ts';
import { countOf, firstOf, isUp } from './holding.ts';

export interface PartitionReplicas {
  /** From 1; 0: nobody leads. */
  readonly leader: number;
  /** Those in sync, from 1. */
  readonly inSync: readonly number[];
  readonly down: readonly number[];
  /** Behind the last record that is safe. */
  readonly highWatermark: number;
  /** Behind the last record that each replica has. */
  readonly ends: readonly number[];
  /** Records that were lost with a leader, and that no producer has. */
  readonly lost: number;
}

/** Records of all logs that were lost with a leader. */
export function lostRecords({ replicas }: World): number {
  let lost = 0;
  for (let partition = 0; partition < replicas.leaderships.rows; partition++)
    lost += replicas.leaderships.lost[partition];
  return lost;
}

export function partitionReplicas(world: World, partition: number): PartitionReplicas {
  const { leaderships, holdings } = world.replicas;
  const first = firstOf(world, partition);
  const all = Array.from({ length: countOf(world, partition) }, (_, replica) => replica);
  const numbers = (of: (replica: number) => boolean): number[] =>
    all.filter(of).map((replica) => replica + 1);
  return {
    leader: leaderships.leader[partition] + 1,
    inSync: numbers((replica) => holdings.inSync[first + replica] === 1),
    down: numbers((replica) => !isUp(world, partition, replica)),
    highWatermark: leaderships.highWatermark[partition],
    ends: all.map((replica) => holdings.end[first + replica]),
    lost: leaderships.lost[partition],
  };
}
