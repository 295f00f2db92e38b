/** Poison in a partitioned log: one record holds up its partition, or it is parked. */
import type { Scenario } from '../../engine/index.ts';
import { effects, withNode } from '../../lessons/course/index.ts';
import { type Card, usualSeconds } from './Card.ts';
import { plainly } from './sums.ts';

export const poisonedLog: Card = {
  id: 'poisoned-log',
  title: 'Poison in a partitioned log',
  lesson: null,
  asked:
    'A record in a partition can never be processed. Who is blocked, and what do you do with it?',
  words: [
    'kafka',
    'consumer group',
    'partition',
    'offset',
    'lag',
    'error topic',
    'parking lot',
    'skip',
    'share group',
  ],
  state:
    'A log has no dead letters: whoever reads in order stops at the record, until somebody sets it aside.',
  worlds: [
    { id: 'a', title: 'in order, partition by partition', scenario: 'log-poison' },
    {
      id: 'b',
      title: 'record by record, parked at the third',
      scenario: 'log-poison',
      changed: parking,
    },
  ],
  opensAtS: 0.1,
  opening: { fromS: 0, toS: 0.1, pace: 0 },
  controls: [],
  picture: { kind: 'done', queue: 'billing' },
  breaks: {
    key: 'X',
    label: 'Poison record 5',
    watch: 'Its partition stands still. The other two are worked off.',
    toS: 10,
    pace: 4,
  },
  mends: {
    watch: 'After three deliveries it is left alone, and nobody stands behind it.',
    toS: 5,
    pace: 4,
  },
  numbers: [
    {
      id: 'filledWithout',
      label: 'filled of 30, in order',
      counter: effects('clerks', 'effects'),
      in: 'a',
      byHand: plainly('10 + 1 + 10 = 21', 21),
    },
    {
      id: 'filledWith',
      label: 'filled of 30, parked',
      counter: effects('clerks', 'effects'),
      in: 'b',
      byHand: plainly('30 − 1 parked = 29', 29),
    },
  ],
  theNumber: { numbers: ['filledWithout', 'filledWith'], word: 'of 30 filled' },
  price: 'Record by record there is no order, and nobody is told of what was parked.',
  because: 'A committed offset covers all before it. To go past one record is to give it up.',
  assumptions:
    'Three partitions in turn, three clerks, 100 ms each; a failed record waits a second.',
  seconds: usualSeconds,
};

/** Read by whoever is free, as a stream or a share group is, with a limit on deliveries. */
function parking(scenario: Scenario): Scenario {
  return withNode(scenario, 'billing', {
    reading: 'shared',
    ack: 'explicit',
    maxDeliveries: 3,
    ackWaitUs: 1_000_000,
  });
}
