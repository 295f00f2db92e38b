/** A message that can never succeed: it holds everybody up, or it is set aside. */
import { count, lastS, times, withNode } from '../../lessons/course/index.ts';
import { type Card, usualSeconds } from './Card.ts';
import { plainly, sum, valueAt, written } from './sums.ts';

export const poison: Card = {
  id: 'poison',
  title: 'A message that can never succeed',
  lesson: null,
  asked:
    'One message makes every consumer throw. What does your queue do, and how do you find out?',
  words: [
    'poison pill',
    'dlq',
    'dead-letter queue',
    'maxReceiveCount',
    'delivery-limit',
    'retry limit',
    'error topic',
  ],
  state:
    'Count the deliveries, and set aside what fails too often: a dead-letter queue is evidence, not a bin.',
  worlds: [
    { id: 'a', title: 'no limit', scenario: 'l13-poison-a' },
    { id: 'b', title: 'a limit, and a dead-letter queue', scenario: 'l13-poison-b' },
  ],
  opensAtS: 3.7,
  opening: { fromS: 2.2, toS: 3.7, pace: 2 },
  controls: [
    {
      kind: 'number',
      label: 'Deliveries at most',
      before: '100 orders of 0.2 s, order 20 always fails, at most',
      after: 'deliveries',
      unit: 'deliveries',
      min: 1,
      max: 20,
      step: 1,
      standard: 3,
      apply: (scenario, maxDeliveries) =>
        scenario.name === 'l13-poison-b'
          ? withNode(scenario, 'orders', { maxDeliveries })
          : scenario,
    },
  ],
  picture: { kind: 'done', queue: 'orders' },
  breaks: {
    key: 'X',
    label: 'Poison order 20',
    watch: 'M20 fails, goes back to the head, and fails again. 80 stand behind it.',
    toS: 20,
    pace: 4,
  },
  mends: {
    watch: 'The last failure that is allowed takes it out. The 80 behind it go on.',
    toS: 21,
    pace: 4,
  },
  numbers: [
    {
      id: 'doneWithout',
      label: 'done after a minute, no limit',
      counter: count('acked'),
      in: 'a',
      byHand: plainly('those before order 20: 19', 19),
    },
    {
      id: 'attempts',
      label: 'attempts in vain, no limit',
      counter: times('attemptFailed'),
      in: 'a',
      byHand: plainly('(60 − 19 × 0.2) ÷ 0.2 = 281', 281),
    },
    {
      id: 'done',
      label: 'done, with the limit',
      counter: count('acked'),
      in: 'b',
      byHand: plainly('100 − 1 = 99', 99),
    },
    {
      id: 'vain',
      label: 'attempts in vain, with the limit',
      counter: times('attemptFailed'),
      in: 'b',
      byHand: (values) => sum('the limit', valueAt(values, 0)),
    },
    {
      id: 'end',
      label: 'all done, in seconds',
      counter: lastS('acked'),
      in: 'b',
      byHand: (values) => {
        const limit = valueAt(values, 0);
        return sum(`(99 + ${written(limit)}) × 0.2`, (99 + limit) * 0.2, ' s');
      },
    },
  ],
  theNumber: { numbers: ['doneWithout', 'done'], word: 'of 100 done after a minute' },
  price: 'Each poison costs 3 × 0.2 s of a clerk, and somebody must read the dead letters.',
  because: 'A limit cannot tell a bad message from a bad minute. Only a person or a fix can.',
  assumptions: 'A failure goes back to the head at once; one clerk; prefetch 1.',
  seconds: usualSeconds,
};
