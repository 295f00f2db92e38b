import type { Claim } from '../Claim.ts';

export const loss: Claim = {
  id: 'loss',
  title: '“Confirmed is safe”',
  story:
    'The queue is durable, the messages are persistent, the shop waits for a confirm and sends again without one. ' +
    'The broker confirms what it has stored, and writes to disk each second. The clerk acks after the work. ' +
    'The design promises that no confirmed order is lost.',
  system: {
    schemaVersion: 1,
    name: 'claim-loss',
    title: 'Confirmed is safe',
    about: 'A durable queue that confirms before it writes.',
    seed: 1,
    duration: '40s',
    nodes: [
      {
        kind: 'producer',
        id: 'shop',
        title: 'Shop',
        arrivals: { kind: 'constant', perS: 20, count: 240 },
        publishing: { timeout: '1s', backoff: ['500ms'] },
      },
      { kind: 'broker', id: 'broker', title: 'Broker', restart: '1s' },
      {
        kind: 'queue',
        id: 'orders',
        title: 'Order queue',
        broker: 'broker',
        flush: { kind: 'interval', every: '1s' },
        confirmAfter: 'stored',
      },
      {
        kind: 'consumer',
        id: 'clerks',
        title: 'Clerks',
        count: 2,
        work: '80ms',
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
    text: 'No confirmed order is lost',
    measure: 'counters.lost',
    must: 'be',
    bound: 0,
    unit: '',
  },
  menu: [
    {
      label: 'a clerk dies before its ack',
      faults: [{ do: 'crashConsumer', target: 'clerks', member: 1, point: 'afterEffect' }],
    },
    {
      label: 'five times the orders for 3 s',
      faults: [{ do: 'spike', target: 'shop', factor: 5, length: '3s' }],
    },
    { label: 'the next ack is lost', faults: [{ do: 'dropNextAck', target: 'clerks' }] },
    { label: 'the broker is killed', faults: [{ do: 'stopBroker', target: 'broker' }] },
    {
      label: 'the next order is lost on the wire',
      faults: [{ do: 'losePacket', from: 'shop', to: 'orders' }],
    },
  ],
  answer: 3,
  because:
    'The confirm says “stored”, and the disk has it up to a second later. A kill takes what was confirmed and not ' +
    'written: about 20 a second. A confirm after the flush keeps the promise, and takes up to a second.',
};
