/** quorumRules are the sentences of the model about queues that a majority of replicas keeps. MODEL.md explains each. */
export const quorumRules = [
  {
    name: 'majorityWritten',
    says: 'A message is safe when most replicas of its queue have written it.',
  },
  {
    name: 'majorityElects',
    says: 'Most replicas of a queue together choose one that has all of it to lead.',
  },
  { name: 'missedWrite', says: 'A replica that was down has not what was written meanwhile.' },
  {
    name: 'noMajority',
    says: 'Without most of its replicas a queue stands still: it loses nothing, and gives nothing.',
  },
] as const;
