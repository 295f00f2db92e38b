/**
 * replicaCount puts a partition and a replica into the one count that a fact has, and takes them out again.
 *
 * Partitions count from 0 there and replicas from 1, as they do in words.
 */
const REPLICAS = 16;

export function countOfReplica(partition: number, replica: number): number {
  return partition * REPLICAS + replica + 1;
}

export function replicaOfCount(count: number): { partition: number; replica: number } {
  return { partition: Math.floor(count / REPLICAS), replica: count % REPLICAS };
}
