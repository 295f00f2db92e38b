/** A crash in the middle of a message: what was in hand is lost, or it comes back. */
import { count, withNode } from '../../lessons/course/index.ts';
import { type Card, usualSeconds } from './Card.ts';
import { plainly, sum, valueAt } from './sums.ts';

export const crash: Card = {
  id: 'crash',
  title: 'Crash in mid-message',
  lesson: null,
  asked:
    'A consumer dies in the middle of a message. What happens to it, and to what it had fetched?',
  words: [
    'at-least-once',
    'redelivery',
    'manual ack',
    'auto-ack',
    'worker dies',
    'in flight',
    'unacked',
  ],
  state: 'Ack after the work: whatever had no ack comes back.',
  worlds: [
    { id: 'a', title: 'ack when it comes', scenario: 'l5-ack-a5' },
    { id: 'b', title: 'ack after the work', scenario: 'l5-ack-b5' },
  ],
  opensAtS: 1.19,
  opening: { fromS: 0, toS: 1.19, pace: 2 },
  controls: [
    {
      kind: 'number',
      label: 'Prefetch',
      before: '20 orders of 0.2 s, prefetch',
      after: ', the clerk dies at 1.3 s',
      unit: 'messages in hand',
      min: 1,
      max: 12,
      step: 1,
      standard: 5,
      apply: (scenario, prefetchLimit) => withNode(scenario, 'clerk', { prefetchLimit }),
    },
  ],
  picture: { kind: 'depth', queue: 'orders' },
  breaks: {
    key: 'C',
    label: 'Crash the clerk',
    watch: 'All it has fetched is in its hands. The broker has deleted that.',
    toS: 2.9,
    pace: 2,
  },
  mends: {
    watch: 'What was in its hands goes back to the queue, and comes again.',
    toS: 2.9,
    pace: 2,
  },
  numbers: [
    {
      id: 'lost',
      label: 'LOST, ack when it comes',
      counter: count('lost'),
      in: 'a',
      byHand: (values) => sum('acked, and still in hand', valueAt(values, 0)),
    },
    {
      id: 'kept',
      label: 'LOST, ack after the work',
      counter: count('lost'),
      in: 'b',
      byHand: plainly('no ack, no delete: 0', 0),
    },
    {
      id: 'deliveries',
      label: 'deliveries, ack after the work',
      counter: count('deliveries'),
      in: 'b',
      byHand: (values) => sum(`20 + ${valueAt(values, 0)}`, 20 + valueAt(values, 0)),
    },
    {
      id: 'twice',
      label: 'done twice, ack after the work',
      counter: count('duplicateEffects'),
      in: 'b',
      byHand: plainly('one had begun, none had its effect: 0', 0),
    },
  ],
  theNumber: { numbers: ['lost', 'kept'], word: 'LOST' },
  price: 'Five are delivered again, and a crash after the effect would do one of them twice.',
  because: 'The broker cannot know how far the work was. It only knows that there was no ack.',
  assumptions: 'The broker sees the crash at once; the clerk is back after a second; one clerk.',
  seconds: usualSeconds,
};
