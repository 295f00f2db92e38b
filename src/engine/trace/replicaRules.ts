/** replicaRules are the sentences of the model about replicas. MODEL.md explains each. */
export const replicaRules = [
  { name: 'inSyncWritten', says: 'A record is safe when all replicas that are in sync have it.' },
  {
    name: 'leaderOnly',
    says: 'What only the dead leader had is gone when another replica leads.',
  },
  { name: 'cleanElection', says: 'One of those in sync takes over from a leader that is dead.' },
  {
    name: 'uncleanElection',
    says: 'Where a replica may lead that is not in sync, what it does not have is gone.',
  },
  { name: 'diskLost', says: 'A replica that has lost its disk comes back with nothing.' },
  { name: 'noLeader', says: 'Without a leader nothing is taken and nothing is read.' },
  {
    name: 'notEnoughInSync',
    says: 'While fewer replicas are in sync than asked for, a publish is refused.',
  },
  { name: 'maxLag', says: 'A replica that has been behind for too long is not in sync.' },
  { name: 'caughtUp', says: 'A replica that has all that is safe is in sync again.' },
  { name: 'onlyTheLiving', says: 'A new leader counts only on replicas that live.' },
] as const;
