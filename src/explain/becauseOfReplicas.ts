/** becauseOfReplicas puts what happened to replicas into clauses, as what follows "because". */
import { replicaOfCount } from '../engine/index.ts';
import type { Clause } from './becauseOf.ts';
import { the } from './names.ts';
import { say } from './Sentence.ts';
import { aReplica, part } from './tellReplicas.ts';
import { time } from './words.ts';

export const replicaClauses = {
  recordReplicated: ({ it }) => say`all that are in sync had ${it}`,
  recordLost: ({ c, cause, it }) =>
    say`${it} was LOST with the old leader of ${the(c.world, cause.place)}`,
  recordForgotten: ({ c, cause, it }) =>
    say`the new leader of ${the(c.world, cause.place)} did not have ${it}`,
  replicaDown: ({ c, cause }) =>
    say`${aReplica(c, cause.place, cause.count)} went down at ${time(cause.atUs)}`,
  replicaUp: ({ c, cause }) =>
    say`${aReplica(c, cause.place, cause.count)} came up at ${time(cause.atUs)}`,
  leaderElected: ({ c, cause }) => {
    const { partition, replica } = replicaOfCount(cause.count);
    return say`replica ${String(replica)} took over ${part(c, cause.place, partition)}`;
  },
  leaderMissing: ({ c, cause }) => say`${part(c, cause.place, cause.count)} had no leader`,
  leftInSync: ({ c, cause }) => {
    const { partition, replica } = replicaOfCount(cause.count);
    return say`replica ${String(replica)} of ${part(c, cause.place, partition)} was not in sync`;
  },
  joinedInSync: ({ c, cause }) => {
    const { partition, replica } = replicaOfCount(cause.count);
    return say`replica ${String(replica)} of ${part(c, cause.place, partition)} was in sync again`;
  },
  majorityLost: ({ c, cause }) => say`${the(c.world, cause.place)} had no majority of its replicas`,
  majorityBack: ({ c, cause }) => say`${the(c.world, cause.place)} had a majority again`,
} satisfies Record<string, Clause>;
