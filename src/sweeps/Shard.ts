/**
 * Shard is a part of a sweep's rows: number i of n, counted from 1. The parts one after the other are
 * the whole, and their sizes differ by at most one row.
 */
export interface Shard {
  readonly number: number;
  readonly of: number;
}

export const wholeSweep: Shard = { number: 1, of: 1 };

/** Rows from `from` up to, not including, `to`; none where there are fewer rows than shards. */
export function rowsOfShard(rowCount: number, shard: Shard): { from: number; to: number } {
  const boundary = (shards: number): number => Math.floor((shards * rowCount) / shard.of);
  return { from: boundary(shard.number - 1), to: boundary(shard.number) };
}
