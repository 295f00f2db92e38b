/** A hot key: four owners, and work for one. */
import { lastS, withNode } from '../../lessons/course/index.ts';
import { type Card, usualSeconds } from './Card.ts';
import { sum, valueAt, written } from './sums.ts';

export const hotKey: Card = {
  id: 'hot-key',
  title: 'Hot key',
  lesson: null,
  asked:
    'You partition by customer. One customer sends most of the traffic. What do more consumers buy?',
  words: [
    'hot partition',
    'skew',
    'partition key',
    'message group id',
    'salting',
    'sharding',
    'consumer group',
  ],
  state:
    'A key has one owner at a time: parallelism ends where the keys end, not where the consumers do.',
  worlds: [
    { id: 'a', title: 'one hot key', scenario: 'truth-groups-b' },
    { id: 'b', title: 'four keys', scenario: 'truth-groups-a' },
  ],
  opensAtS: 0,
  opening: { fromS: 0, toS: 1, pace: 2 },
  controls: [
    {
      kind: 'number',
      label: 'Work on an order',
      before: '40 orders of',
      after: 'ms, four clerks at four partitions',
      unit: 'milliseconds',
      min: 50,
      max: 180,
      step: 10,
      standard: 100,
      apply: (scenario, ms) =>
        withNode(scenario, 'clerks', { work: { kind: 'constant', meanUs: ms * 1_000 } }),
    },
  ],
  picture: { kind: 'done', queue: 'billing' },
  breaks: {
    key: 'N',
    label: 'All orders of one customer',
    watch: 'Three of four clerks have nothing to do.',
    toS: 4.2,
    pace: 3,
  },
  mends: { watch: 'Four keys, four owners, each in its order.', toS: 1.2, pace: 2 },
  numbers: [
    {
      id: 'hot',
      label: 'all done, one key, in seconds',
      counter: lastS('effectApplied'),
      in: 'a',
      byHand: (values) => {
        const s = valueAt(values, 0) / 1_000;
        return sum(`40 × ${written(s)} ÷ 1`, 40 * s, ' s');
      },
    },
    {
      id: 'spread',
      label: 'all done, four keys, in seconds',
      counter: lastS('effectApplied'),
      in: 'b',
      byHand: (values) => {
        const s = valueAt(values, 0) / 1_000;
        return sum(`40 × ${written(s)} ÷ 4`, 10 * s, ' s');
      },
    },
  ],
  theNumber: { numbers: ['hot', 'spread'], word: 's for 40 orders' },
  price: 'Across keys nothing is in order, and a customer split over keys has no order any more.',
  because: 'Order within a key needs one hand at a time. More keys are more hands.',
  assumptions: 'Keys fall into partitions of their own; 40 orders are there at the start.',
  seconds: usualSeconds,
};
