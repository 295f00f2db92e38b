import {
  ackOf,
  type Challenge,
  CONSUMER,
  confirmOf,
  countOf,
  keyOf,
  storeOf,
} from '../Challenge.ts';

/** 20/s and a spike of ten times that, a killed broker, a crash before the ack. */
export const tenfold: Challenge = {
  id: 'tenfold',
  title: 'Ten times the orders, and a kill',
  story:
    'Twenty orders a second, and for three seconds ten times as many. In the middle of it a clerk dies ' +
    'at its work, and once more after its effect and before its ack. Then the broker is killed, and is back a second later. ' +
    'Lose nothing, charge nobody twice, and let 99 of 100 orders be done within five seconds.',
  system: {
    schemaVersion: 1,
    name: 'tenfold',
    title: 'Ten times the orders',
    about: 'A spike, a crash before the ack, and a killed broker.',
    seed: 1,
    duration: '40s',
    nodes: [
      {
        kind: 'producer',
        id: 'shop',
        title: 'Shop',
        arrivals: { kind: 'constant', perS: 20, count: 900 },
      },
      { kind: 'broker', id: 'broker', title: 'Broker' },
      { kind: 'queue', id: 'orders', title: 'Order queue', broker: 'broker' },
      {
        kind: 'consumer',
        id: 'clerks',
        title: 'Clerks',
        work: '40ms',
        prefetchLimit: 2,
        restart: '1s',
        effect: { title: 'charges' },
      },
    ],
    wires: [
      { from: 'shop', to: 'orders', latency: '2ms' },
      { from: 'orders', to: 'clerks', latency: '2ms' },
    ],
    faults: [
      { at: '5s', do: 'spike', target: 'shop', factor: 10, length: '3s' },
      { at: '6s', do: 'crashConsumer', target: 'clerks', member: 1, point: 'midWork' },
      { at: '7.5s', do: 'crashConsumer', target: 'clerks', member: 1, point: 'afterEffect' },
      { at: '9.5s', do: 'stopBroker', target: 'broker' },
      { at: '10.5s', do: 'startBroker', target: 'broker' },
    ],
  },
  choices: [
    countOf('Clerks', 'clerks.count', [1, 2, 3, 4, 6], CONSUMER),
    storeOf('orders'),
    confirmOf('shop'),
    ackOf('clerks'),
    keyOf('clerks'),
  ],
  goals: [
    {
      text: 'Every order has its effect',
      measure: 'effects.clerks.effects',
      must: 'be',
      bound: 900,
      unit: '',
    },
    {
      text: 'No effect happens twice',
      measure: 'counters.duplicateEffects',
      must: 'be',
      bound: 0,
      unit: '',
    },
    {
      text: '99 of 100 are done within 5 s',
      measure: 'sojournUs.p99',
      must: 'be at most',
      bound: 5,
      unit: 's',
    },
  ],
  seeds: [1],
  best: [3, 2, 1, 1, 2],
  because:
    'Four clerks do 100 a second: the spike leaves (200 − 100) × 3 s = 300, three seconds of work. Three would ' +
    'leave 375, five seconds. The kill takes what is not on disk; what has no confirm is sent again; and the ' +
    'crash does its work twice without a key that is written with the effect.',
};
