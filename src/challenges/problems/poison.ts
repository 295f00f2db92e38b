import { type Challenge, CONSUMER, countOf, limitOf } from '../Challenge.ts';

/** One order that nobody can fill, among a hundred. */
export const poison: Challenge = {
  id: 'poison',
  title: 'The order that nobody can fill',
  story:
    'A hundred orders lie in the queue, and the twentieth fails whenever it is tried. Two more fail once, because ' +
    'a clerk dies over them. All that can be done shall be done within twelve seconds, and the one that cannot ' +
    'shall be kept for somebody to look at.',
  system: {
    schemaVersion: 1,
    name: 'poison',
    title: 'A poison order',
    about: 'Poison among a hundred orders, and clerks that die.',
    seed: 1,
    duration: '40s',
    nodes: [
      {
        kind: 'producer',
        id: 'shop',
        title: 'Shop',
        arrivals: { kind: 'burst', count: 100 },
        poison: [20],
      },
      { kind: 'broker', id: 'broker', title: 'Broker' },
      { kind: 'queue', id: 'orders', title: 'Order queue', broker: 'broker' },
      { kind: 'queue', id: 'dead', title: 'Dead letters', broker: 'broker' },
      {
        kind: 'consumer',
        id: 'clerks',
        title: 'Clerks',
        work: '200ms',
        restart: '500ms',
        effect: { title: 'orders filled' },
      },
    ],
    wires: [
      { from: 'shop', to: 'orders' },
      { from: 'orders', to: 'clerks' },
    ],
    faults: [
      { at: '1.1s', do: 'crashConsumer', target: 'clerks', member: 1, point: 'midWork' },
      { at: '2.5s', do: 'crashConsumer', target: 'clerks', member: 1, point: 'midWork' },
    ],
  },
  choices: [
    countOf('Clerks', 'clerks.count', [1, 2, 3, 4], CONSUMER),
    limitOf('orders', 'dead'),
    {
      title: 'What fails comes back',
      options: [
        { label: 'at the head', cost: 0, set: { 'orders.onReturn': 'head' } },
        { label: 'at the tail', cost: 0, set: { 'orders.onReturn': 'tail' } },
      ],
    },
  ],
  goals: [
    {
      text: '99 orders are filled',
      measure: 'effects.clerks.effects',
      must: 'be',
      bound: 99,
      unit: '',
    },
    {
      text: 'The other is a dead letter',
      measure: 'counters.deadLettered',
      must: 'be',
      bound: 1,
      unit: '',
    },
    { text: 'All within 12 s', measure: 'sojournUs.max', must: 'be at most', bound: 12, unit: 's' },
  ],
  seeds: [1],
  best: [1, 3, 0],
  because:
    'Two clerks fill ten a second: a hundred orders take ten seconds, and a few attempts more. One delivery at ' +
    'most would bury the orders over which a clerk died, which were not at fault. No limit never ends.',
};
