/**
 * replicaBounds say what holds of the replicas of a log at every moment, as far as its cluster runs.
 *
 * The number in the comment is that of the section "Replicas" of MODEL.md.
 */
type Column = { readonly [row: number]: number };

/** InspectedReplicas is as much of a world's replicas as this looks at. */
export interface InspectedReplicas {
  readonly plan: {
    readonly count: Column;
    readonly firstReplica: Column;
    readonly firstHolding: Column;
  };
  readonly replicas: { readonly isUp: Column };
  readonly holdings: { readonly end: Column; readonly inSync: Column };
  readonly leaderships: { readonly leader: Column; readonly highWatermark: Column };
}

/**
 * 19. The leader of a partition runs, is in sync, and has the whole of it; whoever runs and is in sync has
 * all that is safe; nobody has more than there is. Returns what is wrong, or null.
 */
export function brokenBound(
  { plan, replicas, holdings, leaderships }: InspectedReplicas,
  log: number,
  partition: number,
  end: number,
): string | null {
  const leader = leaderships.leader[partition];
  const safe = leaderships.highWatermark[partition];
  if (safe > end) return `${safe} records are safe, and the log ends at ${end}`;
  for (let replica = 0; replica < plan.count[log]; replica++) {
    const row = plan.firstHolding[partition] + replica;
    const own = holdings.end[row];
    const runs = replicas.isUp[plan.firstReplica[log] + replica] === 1;
    if (own > end) return `replica ${replica + 1} has ${own} records, and the log ends at ${end}`;
    if (replica === leader && !(runs && holdings.inSync[row] === 1 && own === end))
      return `its leader, replica ${replica + 1}, has ${own} of ${end} records`;
    if (leader >= 0 && runs && holdings.inSync[row] === 1 && own < safe)
      return `replica ${replica + 1} is in sync and has ${own} of ${safe} safe records`;
  }
  return null;
}
