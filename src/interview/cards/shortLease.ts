/** A visibility timeout below the work: nobody dies, and it is done again and again. */
import { effects, times, withNode } from '../../lessons/course/index.ts';
import { type Card, usualSeconds } from './Card.ts';
import { plainly, sum, valueAt, written } from './sums.ts';

export const shortLease: Card = {
  id: 'short-lease',
  title: 'Visibility timeout too short',
  lesson: null,
  asked: 'The same job runs again and again, and no consumer has crashed. What is wrong?',
  words: [
    'lease',
    'ack deadline',
    'ackWait',
    'heartbeat',
    'ChangeMessageVisibility',
    'consumer_timeout',
    'max.poll.interval.ms',
  ],
  state: 'A timeout cannot tell slow from dead: it must outlast the slowest honest run.',
  worlds: [
    { id: 'a', title: 'a timeout below the work', scenario: 'l6-lease-c' },
    { id: 'b', title: 'a timeout of 10 s', scenario: 'l6-lease-b' },
  ],
  opensAtS: 4.5,
  opening: { fromS: 0, toS: 4.5, pace: 3 },
  controls: [
    {
      kind: 'number',
      label: 'Visibility timeout',
      before: 'the work takes 6 s, the visibility timeout is',
      after: 's, for a minute',
      unit: 'seconds',
      min: 4,
      max: 5.5,
      step: 0.5,
      standard: 5,
      apply: (scenario, s) =>
        scenario.name === 'l6-lease-c'
          ? withNode(scenario, 'videos', { lease: { kind: 'timer', us: s * 1_000_000 } })
          : scenario,
    },
  ],
  picture: { kind: 'done', queue: 'videos' },
  breaks: {
    key: 'C',
    label: 'Let the timeout end before the work',
    watch: 'C1 still works. The broker hands the same message to C2.',
    toS: 17,
    pace: 4,
  },
  mends: { watch: 'The arc lasts longer than the work. One ack, in time.', toS: 12, pace: 4 },
  numbers: [
    {
      id: 'often',
      label: 'done in a minute, timeout below the work',
      counter: effects('encoder', 'effects'),
      in: 'a',
      byHand: (values) => {
        const s = valueAt(values, 0);
        return sum(`(60 − 6) ÷ ${written(s)}, rounded down, + 1`, Math.floor(54 / s) + 1);
      },
    },
    {
      id: 'once',
      label: 'done, timeout above the work',
      counter: effects('encoder', 'effects'),
      in: 'b',
      byHand: plainly('6 s < 10 s: 1', 1),
    },
    {
      id: 'late',
      label: 'acks that came too late',
      counter: times('ackCameTooLate'),
      in: 'a',
      byHand: (values) => {
        const s = valueAt(values, 0);
        return sum('one for each time', Math.floor(54 / s) + 1);
      },
    },
  ],
  theNumber: { numbers: ['often', 'once'], word: 'times done in a minute' },
  price: 'A real crash is noticed 5 s later, and duplicates are still possible.',
  because: 'Silence is all the broker has. A longer timeout, or a heartbeat, makes it mean more.',
  assumptions:
    'An ack after the timeout is refused, as on SQS FIFO; two consumers; no delivery limit.',
  seconds: usualSeconds,
};
