import { type Challenge, confirmOf, keyOf } from '../Challenge.ts';

/** A wire that loses one packet in twenty, confirms too. */
export const unsure: Challenge = {
  id: 'unsure',
  title: 'A wire that loses one in twenty',
  story:
    'The wire to the broker loses one packet in twenty, orders and confirms alike. Two hundred charges of ten ' +
    'dollars must come to exactly two thousand dollars, with whatever seed.',
  system: {
    schemaVersion: 1,
    name: 'unsure',
    title: 'A lossy wire',
    about: 'Lost orders, lost confirms.',
    seed: 1,
    duration: '30s',
    nodes: [
      {
        kind: 'producer',
        id: 'shop',
        title: 'Shop',
        arrivals: { kind: 'constant', perS: 20, count: 200 },
      },
      { kind: 'broker', id: 'broker', title: 'Broker' },
      { kind: 'queue', id: 'charges', title: 'Charges', broker: 'broker' },
      {
        kind: 'consumer',
        id: 'clerk',
        title: 'Clerk',
        work: '20ms',
        restart: '500ms',
        effect: { title: 'charged', amount: 10, unit: '$' },
      },
    ],
    wires: [
      { from: 'shop', to: 'charges', latency: '10ms', loss: 0.05 },
      { from: 'charges', to: 'clerk', latency: '2ms' },
    ],
    faults: [
      { at: '2s', do: 'crashConsumer', target: 'clerk', member: 1, point: 'midWork' },
      { at: '4s', do: 'crashConsumer', target: 'clerk', member: 1, point: 'afterEffect' },
    ],
  },
  choices: [
    confirmOf('shop'),
    {
      title: 'The broker knows an id again for',
      options: [
        { label: 'not at all', cost: 0, set: { 'charges.policy': { perKeyInFlight: false } } },
        { label: '5 min', cost: 2, set: { 'charges.policy': { idWindow: '300s' } } },
      ],
    },
    keyOf('clerk'),
  ],
  goals: [
    {
      text: '$2,000 are charged',
      measure: 'effects.clerk.amount',
      must: 'be',
      bound: 2_000,
      unit: '',
    },
    {
      text: 'Nobody is charged twice',
      measure: 'counters.duplicateEffects',
      must: 'be',
      bound: 0,
      unit: '',
    },
    { text: 'Nothing is lost', measure: 'counters.lost', must: 'be', bound: 0, unit: '' },
  ],
  seeds: [1, 2, 3, 4, 5],
  best: [1, 0, 2],
  because:
    'Without confirms one charge in twenty is lost. With them a lost confirm sends a charge twice, and the ' +
    'broker’s memory of ids would see it; but not the crash after the effect. The key sees both, and only with the ' +
    'effect: one that is written before it keeps a charge from being made at all.',
};
