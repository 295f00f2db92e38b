/** L5, acknowledgement: a crash in the middle of the work, and what the ack had said by then. */
import { withFaultAt } from '../changes.ts';
import { count, effects, lastS } from '../counters.ts';
import type { Lesson } from '../Lesson.ts';

export const l5: Lesson = {
  id: 'l5',
  title: 'Acknowledgement',
  covers: 'Acknowledgement',
  minutes: 5,
  question: 'The clerk dies in the middle of M7. What becomes of it?',
  bet: {
    kind: 'sort',
    asks: 'M7 was half done when the clerk died.',
    bins: [
      { id: 'lost', text: 'LOST' },
      { id: 'once', text: 'done once' },
      { id: 'twice', text: 'done twice' },
    ],
    items: [
      {
        id: 'early',
        text: 'ack when it comes',
        right: 'lost',
        decidedBy: { number: 'lostEarly', bins: { 1: 'lost', 0: 'once' } },
      },
      {
        id: 'late',
        text: 'ack after the work',
        right: 'once',
        decidedBy: { number: 'doubleLate', bins: { 0: 'once', 1: 'twice' } },
      },
    ],
  },
  worlds: [
    { id: 'a', title: 'ack when it comes', scenario: 'l5-ack-a' },
    { id: 'b', title: 'ack after the work', scenario: 'l5-ack-b' },
  ],
  others: [
    { id: 'a5', title: 'ack when it comes, prefetch 5', scenario: 'l5-ack-a5' },
    { id: 'b5', title: 'ack after the work, prefetch 5', scenario: 'l5-ack-b5' },
  ],
  differ: 'The clerk acknowledges when a message comes, or when its work is done.',
  opensAtS: 1.19,
  decisiveS: 1.4,
  controls: [
    {
      kind: 'act',
      key: 'C',
      label: 'Crash the clerk',
      acts: {
        a: [{ kind: 'crashConsumer', target: 'clerk', member: 1, point: 'now' }],
        b: [{ kind: 'crashConsumer', target: 'clerk', member: 1, point: 'now' }],
      },
    },
    {
      kind: 'variant',
      key: 'M',
      label: 'Prefetch',
      choices: [
        { label: '1', worlds: { a: 'a', b: 'b' } },
        { label: '5', worlds: { a: 'a5', b: 'b5' } },
      ],
    },
    {
      kind: 'number',
      label: 'When the clerk dies',
      before: 'dies at',
      after: 's',
      unit: 'seconds',
      min: 0.1,
      max: 4,
      step: 0.1,
      standard: 1.3,
      apply: (scenario, s) => withFaultAt(scenario, 'crashConsumer', s),
    },
  ],
  beats: [
    {
      title: 'The crash',
      watch: 'Watch the ring of M7, once in A and once in B.',
      toS: 1.4,
      pace: 2,
      slowedFor: 'the crash',
    },
    { title: 'Down', watch: 'Who still knows of M7?', toS: 2.29, pace: 4 },
    { title: 'Again', watch: 'B hands M7 out again: ×2 counts deliveries.', toS: 2.7, pace: 3 },
    { title: 'To the end', watch: 'Count what is done.', toS: 10, pace: 5 },
  ],
  picture: { kind: 'sequence', message: 7 },
  numbers: [
    {
      id: 'lostEarly',
      label: 'LOST, ack when it comes',
      counter: count('lost'),
      in: 'a',
      promised: 1,
      sum: 'M7 was in hand: 1',
    },
    {
      id: 'effectsEarly',
      label: 'orders filled, ack when it comes',
      counter: effects('clerk', 'effects'),
      in: 'a',
      promised: 19,
      sum: '20 − 1 = 19',
    },
    {
      id: 'lostLate',
      label: 'LOST, ack after the work',
      counter: count('lost'),
      in: 'b',
      promised: 0,
      sum: 'no ack, no delete: 0',
    },
    {
      id: 'deliveriesLate',
      label: 'deliveries, ack after the work',
      counter: count('deliveries'),
      in: 'b',
      promised: 21,
      sum: '20 + 1 = 21',
    },
    {
      id: 'doubleLate',
      label: 'done twice, ack after the work',
      counter: count('duplicateEffects'),
      in: 'b',
      promised: 0,
      sum: 'it died before the effect: 0',
    },
    {
      id: 'lostEarly5',
      label: 'LOST, ack when it comes, prefetch 5',
      counter: count('lost'),
      in: 'a5',
      promised: 5,
      sum: 'M7 to M11: 5',
    },
    {
      id: 'effectsEarly5',
      label: 'orders filled, the same',
      counter: effects('clerk', 'effects'),
      in: 'a5',
      promised: 15,
      sum: '20 − 5 = 15',
    },
    {
      id: 'deliveriesLate5',
      label: 'deliveries, ack after the work, prefetch 5',
      counter: count('deliveries'),
      in: 'b5',
      promised: 25,
      sum: '20 + 5 = 25',
    },
    {
      id: 'redelivered5',
      label: 'redelivered, the same',
      counter: count('redeliveries'),
      in: 'b5',
      promised: 5,
      sum: 'M7 to M11: 5',
    },
    {
      id: 'effectsLate5',
      label: 'orders filled, the same',
      counter: effects('clerk', 'effects'),
      in: 'b5',
      promised: 20,
      sum: '20 + 0 done twice = 20',
    },
    {
      id: 'double5',
      label: 'done twice, the same',
      counter: count('duplicateEffects'),
      in: 'b5',
      promised: 0,
      sum: 'only M7 had begun: 0',
    },
    {
      id: 'endEarly',
      label: 'last order filled, ack when it comes, in seconds',
      counter: lastS('effectApplied'),
      in: 'a',
      promised: 4.9,
      sum: '19 × 0.2 + 0.1 + 1 = 4.9 s',
    },
    {
      id: 'endLate',
      label: 'last order filled, ack after the work, in seconds',
      counter: lastS('effectApplied'),
      in: 'b',
      promised: 5.1,
      sum: '20 × 0.2 + 0.1 + 1 = 5.1 s',
    },
  ],
  theNumber: { numbers: ['lostEarly', 'lostLate'], word: 'LOST' },
  price: 'M7 is delivered twice, and half of its work is done again',
  observe: {
    kind: 'count',
    asks: 'In B: how many deliveries did 20 messages need?',
    number: 'deliveriesLate',
    within: 0,
    unit: 'deliveries',
  },
  because: [
    { world: 'a', fact: 'lost', which: 'first' },
    { world: 'b', fact: 'redelivered', which: 'first' },
  ],
  shown: [
    'In A the broker had deleted M7 when the clerk took it.',
    'In B there was no ack, so there was no delete: M7 came back.',
    'The clerk died before the effect, so M7 is filled once.',
  ],
  ask: {
    question: 'Prefetch 5: five are redelivered and none is done twice. Why?',
    answer:
      'Only M7 had begun, and it had no effect yet. Redelivered is not duplicated: 0 done twice.',
    number: 'double5',
  },
  say: 'Ack after the work: no ack, no delete, it comes back.',
  assumptions:
    'The broker sees the crash at once. Prefetch bounds what an early ack can lose; automatic acks have no bound.',
  terms: [
    { here: 'unacked', rabbitmq: 'unacked', sqs: 'in flight', kafka: 'read, not committed' },
    {
      here: 'ack after the work',
      rabbitmq: 'manual ack',
      sqs: 'DeleteMessage after the work',
      kafka: 'commit after the work',
    },
    {
      here: 'redelivered',
      rabbitmq: 'redelivered flag',
      sqs: 'ApproximateReceiveCount > 1',
      kafka: 'read again from the last commit',
    },
    {
      here: 'prefetch',
      rabbitmq: 'prefetch count',
      sqs: 'MaxNumberOfMessages',
      kafka: 'max.poll.records',
    },
  ],
  recall: {
    question:
      'A clerk dies before its ack. Five of its messages come back. How many are done twice?',
    options: [
      { id: '5', text: 'Five, surely', belief: 'redelivered = duplicated' },
      { id: 'begun', text: 'Those whose effect had happened' },
      { id: '0', text: 'None, ever' },
    ],
    right: 'begun',
    because: 'Redelivered is not duplicated. Only an effect before the ack can happen twice.',
  },
  opensWith: 'l4',
  takeaway: {
    text: 'Ack when it comes lost {lostEarly}; ack after the work lost {lostLate}, with {deliveriesLate} deliveries.',
  },
  notes: {
    prompt: {
      beat: 0,
      ask: 'Point at M7 just after the crash: who has it, in A and in B?',
      answer: 'In A nobody: the broker had deleted it. In B the broker, because no ack came.',
    },
    wrongAnswers: [
      {
        answer: 'Done twice: it was delivered twice.',
        say: 'The first delivery had no effect. Redelivered is not duplicated.',
      },
      {
        answer: 'Done later by A.',
        say: 'The broker of A has no M7 any more. Nobody can hand it out.',
      },
    ],
    hands: {
      kind: 'choice',
      asks: 'Ack after the work: what becomes of M7?',
      right: 'once',
      options: [
        { id: 'lost', text: 'LOST' },
        { id: 'once', text: 'done once' },
        { id: 'twice', text: 'done twice' },
      ],
    },
  },
};
