/** Backpressure: say no at the door, or let everybody wait. */
import type { Scenario } from '../../engine/index.ts';
import { count, inQueue, type NumberControl, waitS, withNode } from '../../lessons/course/index.ts';
import { type Card, usualSeconds } from './Card.ts';
import { peakOf, peakSum, spikeSentence, waitSum } from './lessonSentences.ts';
import { plainly, sum, valueAt, written } from './sums.ts';

const room: NumberControl = {
  kind: 'number',
  label: 'Room in the queue',
  before: ', room for',
  after: '',
  unit: 'orders waiting',
  min: 100,
  max: 1_000,
  step: 100,
  standard: 500,
  apply: (scenario, maxLength) =>
    isBounded(scenario) ? withNode(scenario, 'orders', { maxLength }) : scenario,
};

export const backpressure: Card = {
  id: 'backpressure',
  title: 'Backpressure',
  lesson: null,
  asked: 'Producers are faster than consumers. Who notices, and when?',
  words: [
    'bounded queue',
    'max-length',
    'reject-publish',
    'load shedding',
    'flow control',
    'throttling',
    '429',
  ],
  state: 'A bound turns a wait that nobody sees into a no that the producer hears at once.',
  worlds: [
    { id: 'a', title: 'room without a limit', scenario: 'l8-spike-b' },
    { id: 'b', title: 'a bounded queue', scenario: 'l8-spike-c' },
  ],
  opensAtS: 9.9,
  opening: { fromS: 6, toS: 9.9, pace: 3 },
  controls: [...spikeSentence, room],
  picture: { kind: 'depth', queue: 'orders' },
  breaks: {
    key: 'T',
    label: 'Five times the orders',
    watch: 'Nobody is refused. Look at how long the last one will wait.',
    toS: 25,
    pace: 4,
  },
  mends: { watch: 'Full: from then on the producer is told no.', toS: 25, pace: 4 },
  numbers: [
    {
      id: 'peak',
      label: 'waiting at most, no limit',
      counter: inQueue('orders', 'readyMax'),
      in: 'a',
      slack: 0.03,
      byHand: peakSum,
    },
    {
      id: 'wait',
      label: 'longest wait, no limit, in seconds',
      counter: waitS('max'),
      in: 'a',
      slack: 0.03,
      byHand: waitSum,
    },
    {
      id: 'refusedNone',
      label: 'refused, no limit',
      counter: count('refused'),
      in: 'a',
      byHand: plainly('always room: 0', 0),
    },
    {
      id: 'refused',
      label: 'refused, bounded',
      counter: count('refused'),
      in: 'b',
      slack: 0.03,
      byHand: (values) => {
        const [peak, bound] = [peakOf(values), valueAt(values, 3)];
        return sum(`${written(peak)} − ${written(bound)}`, Math.max(0, peak - bound));
      },
    },
    {
      id: 'waitBounded',
      label: 'longest wait, bounded, in seconds',
      counter: waitS('max'),
      in: 'b',
      slack: 0.03,
      byHand: (values) => {
        const [most, done] = [Math.min(peakOf(values), valueAt(values, 3)), valueAt(values, 2)];
        return sum(`${written(most)} ÷ ${written(done)}`, most / done, ' s');
      },
    },
  ],
  theNumber: { numbers: ['wait', 'waitBounded'], word: 's of waiting at most' },
  price: '1,000 orders are refused, and whoever sent them must know what to do with a no.',
  because:
    'What comes in above capacity is either kept waiting or turned away. There is no third place.',
  assumptions: 'Constant gaps and work; a refused order is not sent again.',
  seconds: usualSeconds,
};

function isBounded({ name }: Scenario): boolean {
  return name === 'l8-spike-c';
}
