/** Two consumers of one queue: handed out in order, and done out of order. */
import { finishing, lastS, withNode } from '../../lessons/course/index.ts';
import { type Card, usualSeconds } from './Card.ts';
import { plainly, sum, valueAt, written } from './sums.ts';

const MS = 1_000;

export const ordering: Card = {
  id: 'ordering',
  title: 'Order with two consumers',
  lesson: null,
  asked: 'The queue is first in, first out. Two consumers take from it. Is the work done in order?',
  words: ['FIFO', 'single active consumer', 'exclusive consumer', 'message group', 'head of line'],
  state: 'A queue orders deliveries, not completions: two hands finish when they finish.',
  worlds: [
    { id: 'a', title: 'two clerks', scenario: 'truth-fifo-a' },
    { id: 'b', title: 'one active clerk, one in reserve', scenario: 'truth-fifo-b' },
  ],
  opensAtS: 0,
  opening: { fromS: 0, toS: 0.95, pace: 1 },
  controls: [
    {
      kind: 'number',
      label: 'Work on the first order',
      before: 'six orders; Ann needs',
      after: 'ms for the first, any other takes 100 ms',
      unit: 'milliseconds',
      min: 150,
      max: 450,
      step: 100,
      standard: 450,
      apply: (scenario, ms) =>
        withNode(scenario, 'ann', {
          work: { kind: 'listed', listUs: [ms * MS, ...Array.from({ length: 9 }, () => 100 * MS)] },
        }),
    },
  ],
  picture: { kind: 'order', queue: 'orders' },
  breaks: {
    key: 'N',
    label: 'Add a second clerk',
    watch: 'Handed out 1 to 6. Ben overtakes while Ann is at M1.',
    toS: 0.55,
    pace: 1,
  },
  mends: {
    watch: 'Ben waits in reserve. Each order is done before the next begins.',
    toS: 1,
    pace: 2,
  },
  numbers: [
    {
      id: 'crossings',
      label: 'pairs done in the wrong order, two clerks',
      counter: finishing('orders', 'crossings'),
      in: 'a',
      byHand: (values) => {
        const ms = valueAt(values, 0);
        return sum(
          `orders of 100 ms that fit into ${ms} ms: ${ms} ÷ 100, rounded down,`,
          Math.floor(ms / 100),
        );
      },
    },
    {
      id: 'none',
      label: 'the same, one active',
      counter: finishing('orders', 'crossings'),
      in: 'b',
      byHand: plainly('one after the other: 0', 0),
    },
    {
      id: 'endOne',
      label: 'all done, one active, in seconds',
      counter: lastS('effectApplied'),
      in: 'b',
      byHand: (values) => {
        const s = valueAt(values, 0) / 1_000;
        return sum(`${written(s)} + 5 × 0.1`, s + 0.5, ' s');
      },
    },
  ],
  theNumber: { numbers: ['crossings', 'none'], word: 'pairs in the wrong order' },
  price: 'Half of the clerks stand idle: 0.95 s instead of 0.5 s.',
  because: 'Order over everything lets one work at a time. Order within a key costs only that key.',
  assumptions: 'No order fails; works are fixed; a retry would break the order again.',
  seconds: usualSeconds,
};
