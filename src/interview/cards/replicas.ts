/** Confirmed by a leader that dies: replicated is not yet safe. */
import { effects, firstS } from '../../lessons/course/index.ts';
import { type Card, usualSeconds } from './Card.ts';
import { plainly } from './sums.ts';

export const replicas: Card = {
  id: 'replicas',
  title: 'A leader that dies',
  lesson: null,
  asked: 'Three brokers have your topic. The leader dies. Can a confirmed message be gone?',
  words: [
    'acks=all',
    'acks=1',
    'min.insync.replicas',
    'quorum queue',
    'leader election',
    'replication',
    'failover',
  ],
  state: 'A message is as safe as what the confirm waited for: one broker, or all in sync.',
  worlds: [
    { id: 'a', title: 'confirmed by the leader', scenario: 'truth-acks-a' },
    { id: 'b', title: 'confirmed by all in sync', scenario: 'truth-acks-b' },
  ],
  opensAtS: 2.02,
  opening: { fromS: 0.8, toS: 2.02, pace: 2 },
  controls: [],
  picture: { kind: 'done', queue: 'billing' },
  breaks: {
    key: 'D',
    label: 'Kill the leader',
    watch: 'Three orders were confirmed and fetched by nobody.',
    toS: 3.4,
    pace: 2,
  },
  mends: {
    watch: 'The same three were not confirmed: the shop sends them again.',
    toS: 3.4,
    pace: 2,
  },
  numbers: [
    {
      id: 'filledLeader',
      label: 'filled of 40, confirmed by the leader',
      counter: effects('clerk', 'effects'),
      in: 'a',
      byHand: plainly('40 − those of 1.8, 1.9 and 2.0 s = 37', 37),
    },
    {
      id: 'filledSync',
      label: 'filled of 40, confirmed by all in sync',
      counter: effects('clerk', 'effects'),
      in: 'b',
      byHand: plainly('sent again until confirmed: 40', 40),
    },
    {
      id: 'elected',
      label: 'a new leader, in seconds',
      counter: firstS('leaderElected'),
      in: 'b',
      byHand: plainly('2.05 + 0.5 = 2.55 s', 2.55),
    },
  ],
  theNumber: { numbers: ['filledLeader', 'filledSync'], word: 'of 40 filled' },
  price: 'Every confirm waits for the slowest replica in sync: up to 250 ms here.',
  because: 'Followers fetch. Until they have, the leader is the only copy there is.',
  assumptions: 'Followers fetch every 250 ms; an election takes 500 ms; the leader stays away.',
  seconds: usualSeconds,
};
