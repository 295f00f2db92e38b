/**
 * replicaBounds say what holds of the replicas of a log or a queue at every moment, as far as its cluster
 * runs.
 *
 * The numbers in the comments are those of the section "Replicas" of MODEL.md.
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

/** InspectedQuorums is as much of the replicas of queues as this looks at. */
export interface InspectedQuorums {
  readonly hasQueues: boolean;
  readonly plan: {
    readonly queues: { readonly [node: number]: object | undefined };
    readonly count: Column;
    readonly firstReplica: Column;
  };
  readonly replicas: { readonly isUp: Column };
  readonly members: { readonly isBehind: Column };
  readonly quorums: { readonly leader: Column; readonly hasMajority: Column };
}

/**
 * 22. The leader of a queue runs and lacks nothing; most of its replicas, running or not, have all that is
 * written; and while fewer of them run and have it, nothing is written. Returns what is wrong, or null.
 */
export function brokenQuorum(
  { plan, replicas, members, quorums }: InspectedQuorums,
  queue: number,
  isWriting: boolean,
): string | null {
  const most = plan.count[queue] / 2;
  let having = 0;
  let taking = 0;
  for (let i = 0; i < plan.count[queue]; i++) {
    const row = plan.firstReplica[queue] + i;
    const has = members.isBehind[row] === 0;
    const runs = replicas.isUp[row] === 1;
    if (has) having++;
    if (has && runs) taking++;
    if (i === quorums.leader[queue] && !(has && runs)) return `replica ${i + 1} cannot lead it`;
  }
  if (having <= most) return `only ${having} of its replicas have all that is written`;
  const hasMajority = taking > most;
  if (hasMajority !== (quorums.hasMajority[queue] === 1))
    return `${taking} of its replicas take part, which is booked as ${hasMajority ? 'no' : 'a'} majority`;
  return isWriting && !(hasMajority && quorums.leader[queue] >= 0)
    ? 'it writes without a leader or a majority'
    : null;
}
