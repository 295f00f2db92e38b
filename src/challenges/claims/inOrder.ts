import type { Claim } from '../Claim.ts';

export const inOrder: Claim = {
  id: 'in-order',
  title: '“It is a FIFO queue”',
  story:
    'Orders stand in one queue, first in, first out. What comes back comes back to the head. One clerk takes one ' +
    'order at a time. The design promises that orders are finished in the order in which they came.',
  system: {
    schemaVersion: 1,
    name: 'claim-in-order',
    title: 'It is a FIFO queue',
    about: 'One queue, one clerk, one at a time.',
    seed: 1,
    duration: '60s',
    nodes: [
      {
        kind: 'producer',
        id: 'shop',
        title: 'Shop',
        arrivals: { kind: 'constant', perS: 10, count: 120 },
        keys: { kind: 'listed', list: ['all'] },
      },
      { kind: 'broker', id: 'broker', title: 'Broker' },
      { kind: 'queue', id: 'orders', title: 'Order queue', broker: 'broker' },
      {
        kind: 'consumer',
        id: 'clerks',
        title: 'Clerk',
        work: { kind: 'uniform', low: '20ms', high: '250ms' },
        workBy: 'order',
        restart: '1s',
        effect: { title: 'orders filled' },
      },
    ],
    wires: [
      { from: 'shop', to: 'orders', latency: '2ms' },
      { from: 'orders', to: 'clerks', latency: '2ms' },
    ],
    faults: [],
  },
  promise: {
    text: 'No order is finished out of order',
    measure: 'order.orders.outOfOrder',
    must: 'be',
    bound: 0,
    unit: '',
  },
  menu: [
    {
      label: 'the clerk dies in the middle of its work',
      faults: [{ do: 'crashConsumer', target: 'clerks', member: 1, point: 'midWork' }],
    },
    {
      label: 'work takes three times as long for 2 s',
      faults: [{ do: 'slow', target: 'clerks', factor: 3, length: '2s' }],
    },
    {
      label: 'five times the orders for 2 s',
      faults: [{ do: 'spike', target: 'shop', factor: 5, length: '2s' }],
    },
    { label: 'a second clerk comes to help', faults: [{ do: 'addConsumer', target: 'clerks' }] },
  ],
  answer: 3,
  because:
    'With two clerks a short order overtakes a long one: delivered in order is not finished in order. One message ' +
    'of a key at a time, or a single active consumer, keeps the promise, and costs the second clerk’s help.',
};
