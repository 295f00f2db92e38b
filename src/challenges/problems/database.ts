import { type Challenge, countOf } from '../Challenge.ts';

/** Clerks that wait for a database: where is the next bottleneck? */
export const database: Challenge = {
  id: 'database',
  title: 'The queue in front of the database',
  story:
    'Three hundred orders, each 200 ms of the database’s time. A clerk holds a connection while it works. All ' +
    'shall be filled within ten seconds. Clerks cost ten dollars an hour, connections four.',
  system: {
    schemaVersion: 1,
    name: 'database',
    title: 'Clerks and connections',
    about: 'Clerks and connections.',
    seed: 1,
    duration: '15s',
    nodes: [
      { kind: 'producer', id: 'shop', title: 'Shop', arrivals: { kind: 'burst', count: 300 } },
      { kind: 'broker', id: 'broker', title: 'Broker' },
      { kind: 'queue', id: 'orders', title: 'Order queue', broker: 'broker' },
      {
        kind: 'consumer',
        id: 'clerks',
        title: 'Clerks',
        work: '200ms',
        holdsThread: true,
        effect: { title: 'orders filled' },
      },
      { kind: 'service', id: 'database', title: 'Database', work: '200ms' },
    ],
    wires: [
      { from: 'shop', to: 'orders' },
      { from: 'orders', to: 'clerks' },
      { from: 'clerks', to: 'database' },
    ],
    faults: [],
  },
  choices: [
    countOf('Clerks', 'clerks.count', [2, 4, 6, 8, 12], 10),
    countOf('Connections', 'database.threads', [2, 4, 6, 8, 12], 4),
  ],
  goals: [
    {
      text: 'All 300 orders are filled',
      measure: 'effects.clerks.effects',
      must: 'be',
      bound: 300,
      unit: '',
    },
    { text: 'All within 10 s', measure: 'sojournUs.max', must: 'be at most', bound: 10, unit: 's' },
  ],
  seeds: [1],
  best: [2, 2],
  because:
    'Thirty a second are needed, and the smaller of the two numbers, times five, is what gets done. Six and six: ' +
    'a clerk without a connection only moves the queue.',
};
