/** replicaEvents numbers what replicas schedule. They stand behind those of logs and groups. */
export const FIRST_REPLICA_EVENT = 96;

export const ReplicaEvent = {
  /** Of a partition, by a replica. */
  fetchArrives: 96,
  /** Of a partition, about a replica. */
  lagEnds: 97,
  /** Of a partition. */
  electionDue: 98,
  /** Of a replica. */
  replicaRestarts: 99,
  /** Of a queue. */
  queueElectionDue: 100,
  /** Of a replica of a queue. */
  memberCatchesUp: 101,
} as const;
