import { type Challenge, CONSUMER, countOf } from '../Challenge.ts';

/** A spike, a promise of five seconds, and what a refusal costs. */
export const room: Challenge = {
  id: 'room',
  title: 'Nobody waits longer than five seconds',
  story:
    'Fifty orders a second, and 250 for ten seconds. Whoever is let in must be done within five seconds, also in ' +
    'the spike. An order that is refused is told so at once; refuse at most 200.',
  system: {
    schemaVersion: 1,
    name: 'room',
    title: 'Five seconds at most',
    about: 'A spike, and a queue that may be full.',
    seed: 1,
    duration: '40s',
    nodes: [
      {
        kind: 'producer',
        id: 'customers',
        title: 'Customers',
        arrivals: { kind: 'constant', perS: 50 },
      },
      { kind: 'broker', id: 'broker', title: 'Broker' },
      { kind: 'queue', id: 'orders', title: 'Order queue', broker: 'broker' },
      {
        kind: 'consumer',
        id: 'clerks',
        title: 'Clerks',
        work: '50ms',
        effect: { title: 'orders filled' },
      },
    ],
    wires: [
      { from: 'customers', to: 'orders' },
      { from: 'orders', to: 'clerks' },
    ],
    faults: [{ at: '5s', do: 'spike', target: 'customers', factor: 5, length: '10s' }],
  },
  choices: [
    countOf('Clerks', 'clerks.count', [3, 5, 7, 8, 9, 10, 13], CONSUMER),
    {
      title: 'Room in the queue',
      options: [
        { label: '100', cost: 0, set: { 'orders.maxLength': 100 } },
        { label: '500', cost: 0, set: { 'orders.maxLength': 500 } },
        { label: '700', cost: 0, set: { 'orders.maxLength': 700 } },
        { label: '1,000', cost: 0, set: { 'orders.maxLength': 1_000 } },
        { label: 'no limit', cost: 0, set: { 'orders.maxLength': null } },
      ],
    },
  ],
  goals: [
    {
      text: 'Whoever is let in is done within 5 s',
      measure: 'sojournUs.max',
      must: 'be at most',
      bound: 5,
      unit: 's',
    },
    {
      text: 'At most 200 are refused',
      measure: 'counters.refused',
      must: 'be at most',
      bound: 200,
      unit: '',
    },
  ],
  seeds: [1],
  best: [3, 2],
  because:
    'Eight clerks fill 160 a second: the spike leaves (250 − 160) × 10 s = 900. Room for 700 refuses the 200 that ' +
    'would wait longest, and 700 ÷ 160 = 4.4 s. Nine would need no refusals, and cost ten dollars more.',
};
