import type { Claim } from '../Claim.ts';

export const twice: Claim = {
  id: 'twice',
  title: '“Nobody is charged twice”',
  story:
    'Everything is on disk before it is confirmed, the clerks ack after the work, and there are never two of them ' +
    'with one order. Each charge is made and then acked. The design promises that nobody is charged twice.',
  system: {
    schemaVersion: 1,
    name: 'claim-twice',
    title: 'Nobody is charged twice',
    about: 'Acks after the work, and no key.',
    seed: 1,
    duration: '40s',
    nodes: [
      {
        kind: 'producer',
        id: 'shop',
        title: 'Shop',
        arrivals: { kind: 'constant', perS: 20, count: 240 },
      },
      { kind: 'broker', id: 'broker', title: 'Broker' },
      { kind: 'queue', id: 'charges', title: 'Charges', broker: 'broker' },
      {
        kind: 'consumer',
        id: 'clerks',
        title: 'Clerks',
        count: 2,
        work: '80ms',
        restart: '1s',
        effect: { title: 'charged', amount: 10, unit: '$' },
      },
    ],
    wires: [
      { from: 'shop', to: 'charges', latency: '2ms' },
      { from: 'charges', to: 'clerks', latency: '2ms' },
    ],
    faults: [],
  },
  promise: {
    text: 'Nobody is charged twice',
    measure: 'counters.duplicateEffects',
    must: 'be',
    bound: 0,
    unit: '',
  },
  menu: [
    {
      label: 'a clerk dies before it begins',
      faults: [{ do: 'crashConsumer', target: 'clerks', member: 1, point: 'beforeWork' }],
    },
    {
      label: 'a clerk dies in the middle of its work',
      faults: [{ do: 'crashConsumer', target: 'clerks', member: 1, point: 'midWork' }],
    },
    {
      label: 'a clerk dies after the charge, before its ack',
      faults: [{ do: 'crashConsumer', target: 'clerks', member: 1, point: 'afterEffect' }],
    },
    { label: 'a third clerk comes', faults: [{ do: 'addConsumer', target: 'clerks' }] },
    {
      label: 'five times the orders for 3 s',
      faults: [{ do: 'spike', target: 'shop', factor: 5, length: '3s' }],
    },
  ],
  answer: 2,
  because:
    'Between the charge and its ack the broker knows nothing of the charge: it hands the order out again. Only a key ' +
    'that is written together with the charge tells the second from the first.',
};
