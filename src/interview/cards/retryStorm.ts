/** A retry storm: an outage, and everybody who calls again at once. */
import { count, lastS, times, withFaultAt } from '../../lessons/course/index.ts';
import { type Card, usualSeconds } from './Card.ts';
import { plainly, sum, valueAt, written } from './sums.ts';

export const retryStorm: Card = {
  id: 'retry-storm',
  title: 'Retry storm',
  lesson: null,
  asked: 'A dependency is down for ten seconds. What do your retries do to it?',
  words: [
    'exponential backoff',
    'jitter',
    'thundering herd',
    'circuit breaker',
    'retry budget',
    'amplification',
  ],
  state: 'Retries are load: back off, or the outage is answered with an attack.',
  worlds: [
    { id: 'a', title: 'again at once, for ever', scenario: 'l14-retries-d' },
    { id: 'b', title: 'after 1, 2, 4, 8 s', scenario: 'l14-retries-b' },
  ],
  opensAtS: 0,
  opening: { fromS: 0, toS: 2.4, pace: 3 },
  controls: [
    {
      kind: 'number',
      label: 'When the provider is back',
      before: '10 clerks, a call of 50 ms each, the provider is down for',
      after: 's',
      unit: 'seconds',
      min: 8,
      max: 14,
      step: 1,
      standard: 10,
      apply: (scenario, s) => withFaultAt(scenario, 'restartService', s),
    },
  ],
  picture: { kind: 'done', queue: 'orders' },
  breaks: {
    key: 'K',
    label: 'Provider down',
    watch: 'Nobody waits between two attempts. Count the calls for nothing.',
    toS: 11,
    pace: 4,
  },
  mends: { watch: 'Four waves, further and further apart.', toS: 16, pace: 4 },
  numbers: [
    {
      id: 'storm',
      label: 'calls in vain, at once',
      counter: times('attemptFailed'),
      in: 'a',
      byHand: (values) => {
        const s = valueAt(values, 0);
        return sum(`10 × (1 ÷ 0.05) × ${written(s)}`, 200 * s);
      },
    },
    {
      id: 'calm',
      label: 'calls in vain, with backoff',
      counter: times('attemptFailed'),
      in: 'b',
      byHand: plainly('100 orders × 4 attempts = 400', 400),
    },
    {
      id: 'doneCalm',
      label: 'done, with backoff',
      counter: count('acked'),
      in: 'b',
      byHand: plainly('the fifth attempt comes after 15 s: 100', 100),
    },
    {
      id: 'endCalm',
      label: 'all done, with backoff, in seconds',
      counter: lastS('acked'),
      in: 'b',
      tolerance: 0.000001,
      slack: 0.001,
      byHand: plainly('0.5 + 1 + 2 + 4 + 8 + 4 × 0.05 = 15.7 s', 15.7),
    },
  ],
  theNumber: { numbers: ['storm', 'calm'], word: 'calls in vain' },
  price: 'The last order is done at 15.7 s: 5.7 s after the provider was back.',
  because: 'The next attempt is later than it need be. That is what spares the provider.',
  assumptions: 'Every attempt takes 50 ms, also a failed one; no jitter, so the waves stay waves.',
  seconds: usualSeconds,
};
