/**
 * Replication is how a log or a queue is kept on several brokers, so that it outlives one of them.
 *
 * A scenario has one node for its broker; with replication that node stands for a cluster, and each log
 * and each queue has replicas of its own there, numbered from 1.
 */
import type { SimTime } from '../../kernel/index.ts';

/** Replicas of anything at most: more are not seen beside each other. */
export const MAX_REPLICAS = 9;

export interface Replicated {
  /** How many keep it, the leader among them. */
  readonly replicas: number;
  /** How long it is without a leader after its leader has died: until that is noticed, and another chosen. */
  readonly electionUs: SimTime;
  /** From the crash of a replica to its restart by itself; Infinity: someone has to restart it. */
  readonly restartUs: SimTime;
}

/**
 * A queue that takes part in nothing unless a majority of its replicas does: one of them leads, and what
 * most have written is safe. Its flush is that of one replica.
 */
export interface QueueReplication extends Replicated {
  /** How much later than one disk a majority has written: to the others, and back. */
  readonly reachUs: SimTime;
}

/** Each partition has a leader, which takes and gives records, and followers that fetch them from it. */
export interface LogReplication extends Replicated {
  /**
   * Whom a confirm waits for: the leader alone, or all that are in sync. (A producer that asks for no
   * confirm waits for nobody.)
   */
  readonly confirmAfter: 'leader' | 'inSync';
  /** Where a confirm waits for those in sync, a publish is refused while they are fewer than this. */
  readonly minInSync: number;
  /** A follower has a record so long after its leader, if it was not fetching already. */
  readonly fetchUs: SimTime;
  /** A replica that has been behind for so long is no longer in sync. */
  readonly maxLagUs: SimTime;
  /** When none in sync is alive, one that is not may lead; otherwise the partition waits. */
  readonly uncleanElection: boolean;
}
