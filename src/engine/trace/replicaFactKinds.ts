/** replicaFactKinds are the facts about replicas: who runs, who leads, who keeps up, and what is safe. */
export const replicaFactKinds = [
  { name: 'recordReplicated', rank: 3 },
  { name: 'recordLost', rank: 1 },
  { name: 'recordForgotten', rank: 2 },
  { name: 'replicaDown', rank: 1 },
  { name: 'replicaUp', rank: 1 },
  { name: 'leaderElected', rank: 1 },
  { name: 'leaderMissing', rank: 1 },
  { name: 'leftInSync', rank: 1 },
  { name: 'joinedInSync', rank: 2 },
] as const;
