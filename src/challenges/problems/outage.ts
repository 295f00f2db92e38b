import { type Challenge, CONSUMER, countOf } from '../Challenge.ts';

/** The provider is down for ten seconds: retries, and how long apart. */
export const outage: Challenge = {
  id: 'outage',
  title: 'Ten seconds without the provider',
  story:
    'Every order needs the provider, which is down for the first ten seconds. Sixty orders wait. No order may be ' +
    'given up, all shall be done within twenty seconds, and the provider, which counts, allows at most 400 failed calls.',
  system: {
    schemaVersion: 1,
    name: 'outage',
    title: 'Ten seconds down',
    about: 'A provider that is down for ten seconds.',
    seed: 1,
    duration: '40s',
    nodes: [
      { kind: 'producer', id: 'shop', title: 'Shop', arrivals: { kind: 'burst', count: 60 } },
      { kind: 'broker', id: 'broker', title: 'Broker' },
      {
        kind: 'queue',
        id: 'orders',
        title: 'Order queue',
        broker: 'broker',
        deadLetterTo: 'dead',
        maxDeliveries: 5,
      },
      { kind: 'queue', id: 'dead', title: 'Dead letters', broker: 'broker' },
      {
        kind: 'consumer',
        id: 'clerks',
        title: 'Clerks',
        work: '50ms',
        effect: { title: 'orders filled' },
      },
      { kind: 'service', id: 'provider', title: 'Provider', threads: 10, work: '50ms' },
    ],
    wires: [
      { from: 'shop', to: 'orders' },
      { from: 'orders', to: 'clerks' },
      { from: 'clerks', to: 'provider' },
    ],
    faults: [
      { at: '0s', do: 'crashService', target: 'provider' },
      { at: '10s', do: 'restartService', target: 'provider' },
    ],
  },
  choices: [
    countOf('Clerks', 'clerks.count', [5, 10, 20], CONSUMER),
    {
      title: 'After a failure',
      options: [
        { label: 'again at once', cost: 0, set: { 'clerks.onFailure': 'return' } },
        {
          label: 'again after 1 s',
          cost: 0,
          set: { 'clerks.onFailure': 'backoff', 'clerks.backoff': ['1s'] },
        },
        {
          label: 'after 1, 2, 4, 8 s',
          cost: 0,
          set: { 'clerks.onFailure': 'backoff', 'clerks.backoff': ['1s', '2s', '4s', '8s'] },
        },
        {
          label: 'after 10 s',
          cost: 0,
          set: { 'clerks.onFailure': 'backoff', 'clerks.backoff': ['10s'] },
        },
        {
          label: 'after 30 s',
          cost: 0,
          set: { 'clerks.onFailure': 'backoff', 'clerks.backoff': ['30s'] },
        },
      ],
    },
    {
      title: 'Deliveries at most',
      options: [3, 5, 20].map((most) => ({
        label: String(most),
        cost: 0,
        set: { 'orders.maxDeliveries': most },
      })),
    },
  ],
  goals: [
    {
      text: 'All 60 orders are filled',
      measure: 'effects.clerks.effects',
      must: 'be',
      bound: 60,
      unit: '',
    },
    { text: 'All within 20 s', measure: 'sojournUs.max', must: 'be at most', bound: 20, unit: 's' },
    {
      text: 'At most 460 deliveries, 400 of them in vain',
      measure: 'counters.deliveries',
      must: 'be at most',
      bound: 460,
      unit: '',
    },
  ],
  seeds: [1],
  best: [0, 2, 1],
  because:
    'Retries at once burn twenty deliveries in twelve seconds at best, and five in three. Pauses of 1, 2, 4 and 8 s ' +
    'outlast the outage with five deliveries. A try each second outlasts it too, but calls 600 times in vain.',
};
