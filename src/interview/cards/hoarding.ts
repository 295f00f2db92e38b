/** Prefetch that hoards: help comes, and finds the queue empty. */
import { lastS, withNode } from '../../lessons/course/index.ts';
import { type Card, usualSeconds } from './Card.ts';
import { plainly, sum, valueAt } from './sums.ts';

const OF = 20;

export const hoarding: Card = {
  id: 'hoarding',
  title: 'Prefetch that hoards',
  lesson: null,
  asked: 'The backlog is long, you add consumers, and nothing gets faster. Why?',
  words: [
    'prefetch',
    'basic.qos',
    'MaxNumberOfMessages',
    'max.poll.records',
    'fair dispatch',
    'autoscaling',
  ],
  state: 'What one consumer has fetched no other can do: prefetch only what covers the wire.',
  worlds: [
    { id: 'a', title: 'a large prefetch', scenario: 'truth-prefetch-b' },
    { id: 'b', title: 'prefetch 1', scenario: 'truth-prefetch-a' },
  ],
  opensAtS: 0.14,
  opening: { fromS: 0, toS: 0.14, pace: 0 },
  controls: [
    {
      kind: 'number',
      label: 'Prefetch',
      before: '20 orders of 0.1 s, prefetch',
      after: ', three clerks more at 0.15 s',
      unit: 'messages in hand',
      min: 10,
      max: 20,
      step: 1,
      standard: 20,
      apply: (scenario, prefetchLimit) =>
        scenario.name === 'truth-prefetch-b'
          ? withNode(scenario, 'clerks', { prefetchLimit })
          : scenario,
    },
  ],
  picture: { kind: 'done', queue: 'orders' },
  breaks: {
    key: 'N',
    label: 'Send three clerks more',
    watch: 'Three clerks find little to do. The work is in the hands of the first.',
    toS: 2.1,
    pace: 2,
  },
  mends: { watch: 'Each takes one when it is free.', toS: 0.8, pace: 2 },
  numbers: [
    {
      id: 'hoarded',
      label: 'all done, large prefetch, in seconds',
      counter: lastS('effectApplied'),
      in: 'a',
      byHand: (values) => {
        const most = Math.min(OF, valueAt(values, 0) + 1);
        return sum(`${most} in one hand × 0.1`, most * 0.1, ' s');
      },
    },
    {
      id: 'shared',
      label: 'all done, prefetch 1, in seconds',
      counter: lastS('effectApplied'),
      in: 'b',
      byHand: plainly('6 at the first, 5 at each other: 0.15 + 5 × 0.1 = 0.65 s', 0.65),
    },
  ],
  theNumber: { numbers: ['hoarded', 'shared'], word: 's for 20 orders' },
  price: 'With prefetch 1 each order costs a trip over the wire, during which the clerk is idle.',
  because:
    'Prefetch hides the wire: round trip ÷ work, and one more, is enough. The rest is hoarding.',
  assumptions: 'Wires take no time here; all orders are there at the start; constant work.',
  seconds: usualSeconds,
};
