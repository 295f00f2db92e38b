import { type Challenge, CONSUMER, countOf } from '../Challenge.ts';

/** Entries of four accounts, in order within each. */
export const accounts: Challenge = {
  id: 'accounts',
  title: 'In order, for each account',
  story:
    'A hundred entries of four accounts, each taking 50 to 400 ms. Within an account they must be made in ' +
    'order; across accounts nobody minds. All within nine seconds.',
  system: {
    schemaVersion: 1,
    name: 'accounts',
    title: 'Four accounts',
    about: 'Entries of four accounts.',
    seed: 1,
    duration: '15s',
    nodes: [
      {
        kind: 'producer',
        id: 'bank',
        title: 'Bank',
        arrivals: { kind: 'burst', count: 100 },
        keys: { kind: 'listed', list: ['ann', 'ann', 'bob', 'bob', 'cat', 'cat', 'dan', 'dan'] },
      },
      { kind: 'broker', id: 'broker', title: 'Broker' },
      {
        kind: 'queue',
        id: 'entries',
        title: 'Entries',
        broker: 'broker',
        onReturn: 'original',
        policy: { perKeyInFlight: false },
      },
      {
        kind: 'consumer',
        id: 'tellers',
        title: 'Tellers',
        work: { kind: 'uniform', low: '50ms', high: '400ms' },
        workBy: 'order',
        effect: { title: 'entries made' },
      },
    ],
    wires: [
      { from: 'bank', to: 'entries' },
      { from: 'entries', to: 'tellers' },
    ],
    faults: [],
  },
  choices: [
    countOf('Tellers', 'tellers.count', [1, 2, 3, 4, 6, 8], CONSUMER),
    {
      title: 'The queue hands out',
      options: [
        {
          label: 'whatever is next',
          cost: 0,
          set: { 'entries.policy': { perKeyInFlight: false } },
        },
        {
          label: 'to one teller at a time',
          cost: 0,
          set: { 'entries.policy': { singleActive: true } },
        },
        {
          label: 'one entry of an account at a time',
          cost: 4,
          set: { 'entries.policy': { perKeyInFlight: true } },
        },
      ],
    },
  ],
  goals: [
    {
      text: 'All 100 entries are made',
      measure: 'effects.tellers.effects',
      must: 'be',
      bound: 100,
      unit: '',
    },
    {
      text: 'None out of order within its account',
      measure: 'order.entries.outOfOrderWithinKey',
      must: 'be',
      bound: 0,
      unit: '',
    },
    { text: 'All within 9 s', measure: 'sojournUs.max', must: 'be at most', bound: 9, unit: 's' },
  ],
  seeds: [1, 2, 3],
  best: [2, 2],
  because:
    'One teller, or one at a time, needs 100 × 225 ms = 22.5 s. Any order with three is fast and wrong. One entry ' +
    'of an account at a time keeps up to four tellers busy: three need about eight seconds.',
};
