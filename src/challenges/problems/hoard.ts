import { type Challenge, CONSUMER, countOf } from '../Challenge.ts';

/** Prefetch over a long wire: throughput against hoarding, and against what a crash takes back. */
export const hoard: Challenge = {
  id: 'hoard',
  title: 'How many to hold in hand',
  story:
    'The wire between broker and clerks takes 100 ms each way, an order 20 ms of work. Four hundred orders shall be ' +
    'filled within six seconds. A clerk dies at one second and stays away: at most twelve orders may come back for it.',
  system: {
    schemaVersion: 1,
    name: 'hoard',
    title: 'A long wire',
    about: 'A long wire, and prefetch.',
    seed: 1,
    duration: '60s',
    nodes: [
      { kind: 'producer', id: 'shop', title: 'Shop', arrivals: { kind: 'burst', count: 400 } },
      { kind: 'broker', id: 'broker', title: 'Broker' },
      { kind: 'queue', id: 'orders', title: 'Order queue', broker: 'broker' },
      {
        kind: 'consumer',
        id: 'clerks',
        title: 'Clerks',
        work: '20ms',
        effect: { title: 'orders filled' },
      },
    ],
    wires: [
      { from: 'shop', to: 'orders' },
      { from: 'orders', to: 'clerks', latency: '100ms' },
    ],
    faults: [{ at: '1s', do: 'crashConsumer', target: 'clerks', member: 1, point: 'midWork' }],
  },
  choices: [
    countOf('Clerks', 'clerks.count', [1, 2, 3, 4, 6], CONSUMER),
    countOf('Prefetch', 'clerks.prefetchLimit', [1, 5, 10, 12, 20, 100], 0),
  ],
  goals: [
    {
      text: 'All 400 orders are filled',
      measure: 'effects.clerks.effects',
      must: 'be',
      bound: 400,
      unit: '',
    },
    { text: 'All within 6 s', measure: 'sojournUs.max', must: 'be at most', bound: 6, unit: 's' },
    {
      text: 'At most 12 redeliveries',
      measure: 'counters.redeliveries',
      must: 'be at most',
      bound: 12,
      unit: '',
    },
  ],
  seeds: [1],
  best: [2, 3],
  because:
    'A delivery is 220 ms on its way and at work, so a clerk needs eleven in hand to be busy all the time: 220 ÷ 20. ' +
    'Fewer leave it idle; more only come back when it dies.',
};
