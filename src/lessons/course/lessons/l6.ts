/** L6, the lease: a timeout that takes slow for dead. */
import { withNode } from '../changes.ts';
import { count, effects, firstS, lastS, times } from '../counters.ts';
import type { Lesson } from '../Lesson.ts';

export const l6: Lesson = {
  id: 'l6',
  title: 'The lease is a guess',
  covers: 'Acknowledgement, deeper',
  minutes: 5,
  question: 'The work takes 6 s, the lease 5 s. How often is it done?',
  bet: {
    kind: 'choice',
    options: [
      { id: '0', text: 'never', value: 0 },
      { id: '1', text: 'once', value: 1, belief: 'a lease is a lock' },
      { id: '2', text: 'twice', value: 2 },
      { id: '3', text: 'three times', value: 3 },
    ],
    right: '3',
    decidedBy: 'effectsShort',
  },
  worlds: [
    { id: 'a', title: 'lease 5 s', scenario: 'l6-lease-a' },
    { id: 'b', title: 'lease 10 s', scenario: 'l6-lease-b' },
  ],
  others: [{ id: 'c', title: 'lease 5 s, no limit', scenario: 'l6-lease-c' }],
  differ: 'How long the broker waits for the ack before it hands the message on.',
  opensAtS: 4.9,
  decisiveS: 5.3,
  controls: [
    {
      kind: 'variant',
      key: 'M',
      label: 'In A',
      choices: [
        { label: '3 deliveries', worlds: { a: 'a' } },
        { label: 'no limit', worlds: { a: 'c' } },
      ],
    },
    {
      kind: 'number',
      label: 'Lease in B',
      before: 'lease in B',
      after: 's',
      unit: 'seconds',
      min: 1,
      max: 20,
      step: 0.5,
      standard: 10,
      apply: (scenario, s) =>
        scenario.name === 'l6-lease-b'
          ? withNode(scenario, 'videos', { lease: { kind: 'timer', us: Math.round(s * 1e6) } })
          : scenario,
    },
    {
      kind: 'act',
      key: 'C',
      label: 'Crash an encoder',
      acts: {
        a: [{ kind: 'crashConsumer', target: 'encoder', member: 1, point: 'now' }],
        b: [{ kind: 'crashConsumer', target: 'encoder', member: 1, point: 'now' }],
      },
    },
  ],
  beats: [
    {
      title: 'The lease ends',
      watch: 'In A the arc runs out while C1 still works. What does the broker do?',
      toS: 5.3,
      pace: 3,
      slowedFor: 'the end of the lease',
    },
    {
      title: 'The work ends',
      watch: 'C1 is done at 6 s. What is its ack worth?',
      toS: 6.3,
      pace: 3,
    },
    { title: 'Again', watch: 'Count the effects in A.', toS: 17, pace: 5 },
    { title: 'To the end', watch: 'Where does the message end, in A and in B?', toS: 30, pace: 6 },
  ],
  picture: { kind: 'sequence', message: 1 },
  numbers: [
    {
      id: 'effectsShort',
      label: 'done, lease 5 s',
      counter: effects('encoder', 'effects'),
      in: 'a',
      promised: 3,
      sum: 'at 6, 11 and 16 s: 3',
    },
    {
      id: 'lastShort',
      label: 'done for the last time, in seconds',
      counter: lastS('effectRepeated'),
      in: 'a',
      promised: 16,
      sum: '5 + 5 + 6 = 16 s',
    },
    {
      id: 'deadShort',
      label: 'dead letters, lease 5 s',
      counter: count('deadLettered'),
      in: 'a',
      promised: 1,
      sum: 'three deliveries, no valid ack',
    },
    {
      id: 'deadAt',
      label: 'dead letter, in seconds',
      counter: firstS('deadLettered'),
      in: 'a',
      promised: 15,
      sum: '3 × 5 s = 15 s',
    },
    {
      id: 'lateAcks',
      label: 'acks that came too late',
      counter: times('ackCameTooLate'),
      in: 'a',
      promised: 3,
      sum: 'one for each lease: 3',
    },
    {
      id: 'effectsLong',
      label: 'done, lease 10 s',
      counter: effects('encoder', 'effects'),
      in: 'b',
      promised: 1,
      sum: '6 s < 10 s: 1',
    },
    {
      id: 'deadLong',
      label: 'dead letters, lease 10 s',
      counter: count('deadLettered'),
      in: 'b',
      promised: 0,
      sum: 'acked at 6 s',
    },
    {
      id: 'effectsForEver',
      label: 'done in 60 s, lease 5 s, no limit',
      counter: effects('encoder', 'effects'),
      in: 'c',
      promised: 11,
      sum: '6, 11, … 56 s: 11',
    },
  ],
  theNumber: { numbers: ['effectsShort', 'effectsLong'], word: 'times done' },
  price: 'a real crash is noticed 5 s later',
  observe: {
    kind: 'choice',
    asks: 'In A, what became of the message in the end?',
    options: [
      { id: 'done', text: 'It was acked' },
      { id: 'dead', text: 'It became a dead letter, although the work succeeded' },
      { id: 'lost', text: 'It was LOST' },
    ],
    right: 'dead',
  },
  because: [
    { world: 'a', fact: 'effectRepeated', which: 'last' },
    { world: 'a', fact: 'deadLettered', which: 'first' },
    { world: 'b', fact: 'acked', which: 'first' },
  ],
  shown: [
    'The broker cannot see whether C1 is slow or dead. It sees no ack.',
    'After 5 s it guesses "dead" and hands the message on.',
    'All three acks come for leases that are over, so none of them counts.',
  ],
  ask: {
    question: 'Nobody crashed. Who was wrong?',
    answer: 'The lease. With no limit it is wrong 11 times in a minute.',
    number: 'effectsForEver',
  },
  say: 'A timeout cannot tell slow from dead: set it above the slowest honest run, and still expect duplicates.',
  assumptions: 'An ack for a lease that is over is refused, as on SQS FIFO; some brokers take it.',
  terms: [
    {
      here: 'lease',
      rabbitmq: 'consumer timeout (30 min)',
      sqs: 'visibility timeout',
      kafka: 'max.poll.interval.ms',
    },
    {
      here: 'extend the lease',
      rabbitmq: 'none',
      sqs: 'ChangeMessageVisibility',
      kafka: 'poll again',
    },
    {
      here: 'delivery limit',
      rabbitmq: 'delivery-limit',
      sqs: 'maxReceiveCount',
      kafka: 'none built in',
    },
  ],
  recall: {
    question: 'A lease of 5 s ends while a healthy consumer is still at work. What follows?',
    options: [
      { id: 'stopped', text: 'The consumer is stopped', belief: 'a lease is a lock' },
      { id: 'twice', text: 'Another one begins the same work' },
      { id: 'waits', text: 'The broker waits a little longer' },
    ],
    right: 'twice',
    because: 'A timeout cannot tell slow from dead. Both may finish.',
  },
  opensWith: 'l5',
  takeaway: {
    text: 'Under a lease of 5 s the work was done {effectsShort} times and became a dead letter; under 10 s, {effectsLong} time.',
  },
  notes: {
    prompt: {
      beat: 1,
      ask: 'At 5.5 s: who works on the message?',
      answer: 'C1 and C2, both. C1 is slow and not dead; the broker cannot tell.',
    },
    wrongAnswers: [
      {
        answer: 'Once: the lease locks the message.',
        say: 'It only hides it for a while. After 5 s it is handed out again.',
      },
      {
        answer: 'Twice: the second would be in time.',
        say: 'The second starts at 5 s and needs 6 s too. It is late as well.',
      },
    ],
  },
};
