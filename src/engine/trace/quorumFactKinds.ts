/** quorumFactKinds are the facts about the majority of a queue's replicas. */
export const quorumFactKinds = [
  { name: 'majorityLost', rank: 1 },
  { name: 'majorityBack', rank: 1 },
] as const;
