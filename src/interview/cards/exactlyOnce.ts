/** What exactly-once means: the broker's memory of ids against a key at the effect. */
import { effects } from '../../lessons/course/index.ts';
import { type Card, usualSeconds } from './Card.ts';
import { plainly } from './sums.ts';

export const exactlyOnce: Card = {
  id: 'exactly-once',
  title: 'What exactly-once means',
  lesson: null,
  asked: 'The broker promises exactly once. May I charge the card without an idempotency key?',
  words: [
    'effectively once',
    'idempotent producer',
    'deduplication window',
    'idempotency key',
    'transactional',
    'duplicate',
  ],
  state:
    'Exactly once is a property of the effect: deliver at least once, and let the handler know the key.',
  worlds: [
    { id: 'a', title: 'the broker remembers ids for 1 s', scenario: 'truth-once-b' },
    { id: 'b', title: 'the handler records the key', scenario: 'truth-once-c' },
  ],
  opensAtS: 0.3,
  opening: { fromS: 0, toS: 0.3, pace: 1 },
  controls: [],
  picture: { kind: 'done', queue: 'billing' },
  breaks: {
    key: 'C',
    label: 'Lose a confirm, then crash before an ack',
    watch: 'M4 is sent again after the broker forgot it. M6 is done, and its ack never comes.',
    toS: 3.4,
    pace: 3,
  },
  mends: { watch: 'Both come twice all the same. The clerk knows their keys.', toS: 3.4, pace: 3 },
  numbers: [
    {
      id: 'without',
      label: 'orders filled, of 10',
      counter: effects('clerk', 'effects'),
      in: 'a',
      byHand: plainly('10 + M4 sent again + M6 done again = 12', 12),
    },
    {
      id: 'with',
      label: 'orders filled, with a key',
      counter: effects('clerk', 'effects'),
      in: 'b',
      byHand: plainly('12 − 2 seen before = 10', 10),
    },
    {
      id: 'seen',
      label: 'seen before, and left out',
      counter: effects('clerk', 'suppressed'),
      in: 'b',
      byHand: plainly('M4 and M6: 2', 2),
    },
  ],
  theNumber: { numbers: ['without', 'with'], word: 'orders filled, of 10' },
  price:
    'A key for each order, stored in one transaction with its effect, for as long as it may come again.',
  because: 'The broker cannot see the effect. It knows what it sent, never what was done.',
  assumptions: 'Key and effect are one step; keys are kept for ever; one clerk.',
  seconds: usualSeconds,
};
