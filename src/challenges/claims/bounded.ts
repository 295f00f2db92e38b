import type { Claim } from '../Claim.ts';

export const bounded: Claim = {
  id: 'bounded',
  title: '“There is room enough”',
  story:
    'Fifty orders a second come, and five clerks do a hundred. The queue has no limit. The design promises that ' +
    'never more than 300 orders wait.',
  system: {
    schemaVersion: 1,
    name: 'claim-bounded',
    title: 'There is room enough',
    about: 'Twice the capacity that is needed.',
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
        count: 5,
        work: '50ms',
        restart: '3s',
        effect: { title: 'orders filled' },
      },
    ],
    wires: [
      { from: 'customers', to: 'orders' },
      { from: 'orders', to: 'clerks' },
    ],
    faults: [],
  },
  promise: {
    text: 'Never more than 300 wait',
    measure: 'queues.orders.readyMax',
    must: 'be at most',
    bound: 300,
    unit: '',
  },
  menu: [
    {
      label: 'five times the orders for 1.5 s',
      faults: [{ do: 'spike', target: 'customers', factor: 5, length: '1.5s' }],
    },
    {
      label: 'twice the orders for 20 s',
      faults: [{ do: 'spike', target: 'customers', factor: 2, length: '20s' }],
    },
    {
      label: 'two clerks die, and are back after 3 s',
      faults: [
        { do: 'crashConsumer', target: 'clerks', member: 1 },
        { do: 'crashConsumer', target: 'clerks', member: 2 },
      ],
    },
    {
      label: 'work takes three times as long for 20 s',
      faults: [{ do: 'slow', target: 'clerks', factor: 3, length: '20s' }],
    },
  ],
  answer: 3,
  because:
    'Twice the orders is just what the clerks can do, and short spikes leave (250 − 100) × 1.5 = 225. A third of the ' +
    'speed is 33 a second: 17 more wait every second, for twenty seconds. A limit would keep the promise, by refusing.',
};
