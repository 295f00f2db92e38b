/** L10, many consumers: they share the work until something else is the limit. */
import { lastS } from '../counters.ts';
import type { Lesson, PromisedNumber } from '../Lesson.ts';

const clerks = [
  { clerks: 1, letter: 'a', freeS: 120, sharedS: 120 },
  { clerks: 2, letter: 'b', freeS: 60, sharedS: 60 },
  { clerks: 4, letter: 'c', freeS: 30, sharedS: 30 },
  { clerks: 8, letter: 'd', freeS: 15, sharedS: 30 },
] as const;

const times: readonly PromisedNumber[] = clerks.flatMap(({ clerks: count, freeS, sharedS }) => [
  {
    id: `free${count}`,
    label: `${count} ${count === 1 ? 'clerk' : 'clerks'}, in seconds`,
    counter: lastS('acked'),
    in: count === 8 ? 'a' : `free${count}`,
    promised: freeS,
    sum: `600 × 0.2 s ÷ ${count} = ${freeS} s`,
  },
  {
    id: `shared${count}`,
    label: `${count} ${count === 1 ? 'clerk' : 'clerks'} and the database, in seconds`,
    counter: lastS('acked'),
    in: count === 8 ? 'b' : `shared${count}`,
    promised: sharedS,
    sum: count === 8 ? '600 ÷ 20/s = 30 s' : `600 × 0.2 s ÷ ${count} = ${sharedS} s`,
  },
]);

export const l10: Lesson = {
  id: 'l10',
  title: 'Many consumers',
  covers: 'Parallel consumers',
  minutes: 4,
  question: '600 orders of 200 ms each. How long do 1, 2, 4, 8 clerks take?',
  bet: {
    kind: 'curve',
    asks: 'Each order needs a database that does 20 a second. Draw the time.',
    at: [1, 2, 4, 8],
    across: 'clerks',
    atUnit: '',
    up: 'seconds until all is done',
    upTo: 150,
    truth: { kind: 'numbers', ids: ['shared1', 'shared2', 'shared4', 'shared8'] },
  },
  worlds: [
    { id: 'a', title: '8 clerks', scenario: 'l10-consumers-d' },
    { id: 'b', title: '8 clerks, one database', scenario: 'l10-database-d' },
  ],
  others: [
    { id: 'free1', title: '1 clerk', scenario: 'l10-consumers-a' },
    { id: 'free2', title: '2 clerks', scenario: 'l10-consumers-b' },
    { id: 'free4', title: '4 clerks', scenario: 'l10-consumers-c' },
    { id: 'shared1', title: '1 clerk, one database', scenario: 'l10-database-a' },
    { id: 'shared2', title: '2 clerks, one database', scenario: 'l10-database-b' },
    { id: 'shared4', title: '4 clerks, one database', scenario: 'l10-database-c' },
  ],
  differ: 'In B the clerks do their work at a database with four connections.',
  opensAtS: 0,
  decisiveS: 15.2,
  controls: [
    {
      kind: 'variant',
      key: 'N',
      label: 'Clerks',
      choices: [
        { label: '1', worlds: { a: 'free1', b: 'shared1' } },
        { label: '2', worlds: { a: 'free2', b: 'shared2' } },
        { label: '4', worlds: { a: 'free4', b: 'shared4' } },
        { label: '8', worlds: { a: 'a', b: 'b' } },
      ],
    },
  ],
  beats: [
    {
      title: 'The start',
      watch: 'Read the strips of the clerks: who works, who waits?',
      toS: 2,
      pace: 3,
    },
    { title: 'A is done', watch: 'Eight clerks finish in A. And in B?', toS: 15.2, pace: 5 },
    { title: 'B is done', watch: 'Where is the queue now?', toS: 31, pace: 6 },
    { title: 'Fewer clerks', watch: 'Try 1, 2 and 4 clerks.', pace: 7 },
  ],
  picture: { kind: 'done', queue: 'orders' },
  numbers: times,
  theNumber: { numbers: ['free8', 'shared8'], word: 's with 8 clerks' },
  price: 'eight clerks cost twice as much as four, and the database makes them no faster',
  observe: {
    kind: 'count',
    asks: 'In B, with 8 clerks: after how many seconds was all done?',
    number: 'shared8',
    within: 1.5,
    unit: 'seconds',
  },
  because: [{ world: 'b', fact: 'acked', which: 'last' }],
  shown: [
    'Each doubling halves the time, as long as the clerks are the limit.',
    'From four clerks on the database is: it does 20 orders a second.',
    'Four of the eight clerks hold an order and wait.',
  ],
  ask: {
    question: 'With 8 clerks and the database: where is the queue now?',
    answer:
      'Before the database: all is done after 30 s, as with four clerks. Add connections, not clerks.',
    number: 'shared8',
  },
  say: 'Competing consumers scale until the next bottleneck.',
  assumptions:
    'All orders are there at the start, 200 ms each; prefetch 1; four connections to the database.',
  terms: [
    {
      here: 'competing consumers',
      rabbitmq: 'consumers of one queue',
      sqs: 'pollers of one queue',
      kafka: 'members of a group, at most one per partition',
    },
    {
      here: 'prefetch 1',
      rabbitmq: 'basic.qos 1',
      sqs: 'MaxNumberOfMessages 1',
      kafka: 'max.poll.records 1',
    },
  ],
  recall: {
    question: 'Eight clerks are no faster than four. What is most likely?',
    options: [
      { id: 'queue', text: 'The queue is too short' },
      { id: 'shared', text: 'They share something that is busy' },
      { id: 'never', text: 'That cannot be', belief: 'more consumers, always faster' },
    ],
    right: 'shared',
    because: 'Consumers scale until the next bottleneck: here a database.',
  },
  opensWith: 'l9',
  takeaway: {
    text: 'Eight clerks took {free8} s by themselves and {shared8} s with one database.',
  },
  notes: {
    prompt: {
      beat: 1,
      ask: 'Which clerk would you send home, in B?',
      answer: 'Any four of the eight: they hold an order and wait for the database.',
    },
    wrongAnswers: [
      {
        answer: 'Always half as long.',
        say: 'Only while the clerks are the limit. From four on it is the database.',
      },
      {
        answer: 'No faster at all with a database.',
        say: 'Up to 20 orders a second they are: four clerks take 30 s.',
      },
    ],
    hands: {
      kind: 'choice',
      asks: 'Eight clerks, one database of 20 a second: how long do 600 orders take?',
      right: '30',
      decidedBy: 'shared8',
      options: [
        { id: '15', text: '15 s', value: 15, belief: 'more consumers, always faster' },
        { id: '30', text: '30 s', value: 30 },
        { id: '60', text: '60 s', value: 60 },
        { id: '120', text: '120 s', value: 120 },
      ],
    },
  },
};
