/** L12, order costs scale; keys buy it back. */
import { finishing, sojournS } from '../counters.ts';
import type { Lesson, PromisedNumber } from '../Lesson.ts';

const numbers: readonly PromisedNumber[] = [
  {
    id: 'endFifo',
    label: 'one at a time, in seconds',
    counter: sojournS('max'),
    in: 'a',
    promised: 21.7,
    tolerance: 0.05,
    sum: 'all works added: 21.7 s',
  },
  {
    id: 'lateFifo',
    label: 'out of order, one at a time',
    counter: finishing('orders', 'outOfOrder'),
    in: 'a',
    promised: 0,
    sum: 'one after the other: 0',
  },
  {
    id: 'endNone',
    label: 'no order, in seconds',
    counter: sojournS('max'),
    in: 'b',
    promised: 5.5,
    tolerance: 0.05,
    sum: '21.7 ÷ 4 ≈ 5.5 s',
  },
  {
    id: 'lateNone',
    label: 'out of order, no order',
    counter: finishing('orders', 'outOfOrder'),
    in: 'b',
    promised: 45,
    sum: 'counted: with this seed 45',
  },
  {
    id: 'lateWithin',
    label: 'of them within an account',
    counter: finishing('orders', 'outOfOrderWithinKey'),
    in: 'b',
    promised: 5,
    sum: 'counted: with this seed 5',
  },
  {
    id: 'endKeys',
    label: 'per account, in seconds',
    counter: sojournS('max'),
    in: 'c',
    promised: 6.25,
    tolerance: 0.05,
    sum: 'no sooner than the busiest account',
  },
  {
    id: 'lateKeys',
    label: 'out of order within an account, per account',
    counter: finishing('orders', 'outOfOrderWithinKey'),
    in: 'c',
    promised: 0,
    sum: 'one at a time of each: 0',
  },
  {
    id: 'endHot',
    label: 'per account, 80 of 100 for one, in seconds',
    counter: sojournS('max'),
    in: 'hot',
    promised: 17.46,
    tolerance: 0.05,
    sum: '21.7 × 0.8 ≈ 17.4 s',
  },
  {
    id: 'lateHot',
    label: 'out of order within an account, one hot',
    counter: finishing('orders', 'outOfOrderWithinKey'),
    in: 'hot',
    promised: 0,
    sum: 'one at a time of each: 0',
  },
];

export const l12: Lesson = {
  id: 'l12',
  title: 'Order costs scale',
  covers: 'Ordering reduces scalability',
  minutes: 5,
  question: '100 entries, 4 accounts, 4 tellers. What does order cost?',
  bet: {
    kind: 'choice',
    asks: 'In order within each account: how long for all?',
    options: [
      {
        id: '22',
        text: 'about 22 s, like one teller',
        value: 21.7,
        belief: 'order means one at a time',
      },
      { id: '11', text: 'about 11 s', value: 11 },
      { id: '6', text: 'about 6 s', value: 6.25 },
      { id: '3', text: 'about 3 s', value: 3 },
    ],
    right: '6',
    decidedBy: 'endKeys',
  },
  worlds: [
    { id: 'a', title: 'one at a time', scenario: 'l12-keys-a' },
    { id: 'b', title: 'no order', scenario: 'l12-keys-b' },
    { id: 'c', title: 'in order per account', scenario: 'l12-keys-c' },
  ],
  others: [{ id: 'hot', title: 'per account, one has 80 of 100', scenario: 'l12-keys-d' }],
  differ: 'What must be finished before the next entry may begin.',
  opensAtS: 0,
  decisiveS: 6.5,
  controls: [
    {
      kind: 'variant',
      key: 'M',
      label: 'Accounts in C',
      choices: [
        { label: 'even', worlds: { c: 'c' } },
        { label: 'one hot', worlds: { c: 'hot' } },
      ],
    },
  ],
  beats: [
    { title: 'The start', watch: 'How many tellers work, in each world?', toS: 1, pace: 3 },
    { title: 'B and C', watch: 'Who is done first, and in which order?', toS: 6.5, pace: 5 },
    { title: 'A', watch: 'Three tellers stand idle until the end.', toS: 22, pace: 6 },
    {
      title: 'One hot account',
      watch: 'Press M: four of five entries are for one account.',
      pace: 6,
    },
  ],
  picture: { kind: 'done', queue: 'orders' },
  numbers,
  theNumber: { numbers: ['endFifo', 'endNone', 'endKeys'], word: 's until all is done' },
  price: 'across accounts nothing is in order; a hot account has one teller again',
  claim: {
    says: 'Whatever the seed: one at a time is never out of order, and keys never within an account. Keys take less than a third of the time.',
    numbers,
    fails: (samples) => {
      const of = (sample: Readonly<Record<string, number>>, id: string): number =>
        sample[id] ?? Number.NaN;
      const fails = samples.flatMap((sample, i) => {
        const fifo = of(sample, 'endFifo');
        const holds =
          of(sample, 'lateFifo') === 0 &&
          of(sample, 'lateKeys') === 0 &&
          of(sample, 'lateHot') === 0 &&
          of(sample, 'endNone') < (fifo + 3 * 0.4) / 4 &&
          of(sample, 'endNone') >= fifo / 4 &&
          of(sample, 'endKeys') < fifo / 3 &&
          of(sample, 'endHot') > fifo / 2;
        return holds ? [] : [`seed ${i + 1}: ${JSON.stringify(sample)}`];
      });
      const never = samples.filter((sample) => of(sample, 'lateWithin') === 0).length;
      // Without order an account that is never out of order is the exception: fewer than 1 in 40.
      return never < samples.length / 40 ? fails : [...fails, `${never} seeds without a violation`];
    },
  },
  observe: {
    kind: 'choice',
    asks: 'In A, what did three of the four tellers do?',
    options: [
      { id: 'idle', text: 'They stood idle' },
      { id: 'turns', text: 'They worked at the same time' },
      { id: 'dead', text: 'They were down' },
    ],
    right: 'idle',
  },
  because: [
    { world: 'a', fact: 'acked', which: 'last' },
    { world: 'c', fact: 'acked', which: 'last' },
  ],
  shown: [
    'Order over everything lets one teller work at a time.',
    'Order within an account needs only that account to wait.',
    'Four accounts keep four tellers busy; one hot account keeps one.',
  ],
  ask: {
    question: '80 of 100 entries are for one account. How long now?',
    answer:
      'About 17.5 s: four tellers, and only 1.2 times as fast as one. Choose keys that spread.',
    number: 'endHot',
  },
  say: 'Order only what must be ordered: per key, not globally.',
  assumptions:
    'Works of 50 to 400 ms are drawn: other seeds give other figures. Over 200 seeds the comparison holds.',
  terms: [
    {
      here: 'key',
      rabbitmq: 'consistent-hash exchange, single active consumer',
      sqs: 'MessageGroupId',
      kafka: 'record key → partition',
    },
    {
      here: 'order per account',
      rabbitmq: 'a queue for each key range',
      sqs: 'order within a group',
      kafka: 'order within a partition',
    },
    {
      here: 'hot key',
      rabbitmq: 'one busy queue',
      sqs: 'one busy group',
      kafka: 'one busy partition',
    },
  ],
  recall: {
    question: 'Orders of one customer must stay in order. What should the key be?',
    options: [
      { id: 'customer', text: 'The customer' },
      { id: 'none', text: 'None: one consumer for all', belief: 'order means one at a time' },
      { id: 'order', text: 'The order' },
    ],
    right: 'customer',
    because: 'Order only what must be ordered, and let the other customers pass.',
  },
  opensWith: 'l11',
  takeaway: {
    text: 'One at a time took {endFifo} s, no order {endNone} s, order per account {endKeys} s with {lateKeys} violations.',
  },
  notes: {
    prompt: {
      beat: 1,
      ask: 'Which key for orders? Which for a chat?',
      answer:
        'The customer or the order; the conversation. A key that spreads, and no wider than needed.',
    },
    wrongAnswers: [
      {
        answer: 'About 22 s: order means one at a time.',
        say: 'Only within an account. Four accounts keep four tellers at work.',
      },
      { answer: 'About 3 s.', say: 'Four tellers cannot do 21.7 s of work in less than 5.4 s.' },
    ],
  },
};
