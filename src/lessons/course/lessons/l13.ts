/** L13, a poison message: it holds everybody up, or it is set aside. */
import { count, lastS, stuck, times } from '../counters.ts';
import type { Lesson } from '../Lesson.ts';

export const l13: Lesson = {
  id: 'l13',
  title: 'Poison message',
  covers: 'Dead-letter queue',
  minutes: 4,
  question: 'Order 20 of 100 can never be filled. How many are done after a minute?',
  bet: {
    kind: 'choice',
    asks: 'No limit on deliveries: done after 60 s?',
    options: [
      { id: '0', text: '0', value: 0 },
      { id: '19', text: '19', value: 19 },
      { id: '80', text: '80', value: 80 },
      { id: '99', text: '99', value: 99, belief: 'one bad message harms only itself' },
    ],
    right: '19',
    decidedBy: 'doneWithout',
  },
  worlds: [
    { id: 'a', title: 'no limit', scenario: 'l13-poison-a' },
    { id: 'b', title: 'limit 3, dead-letter queue', scenario: 'l13-poison-b' },
    { id: 'c', title: 'limit 3, no dead-letter queue', scenario: 'l13-poison-c' },
  ],
  others: [
    {
      id: 'again',
      title: 'limit 3, redriven at 30 s, not mended',
      scenario: 'l13-poison-b',
      acts: [{ atS: 30, act: { kind: 'redrive', target: 'dead', to: null, perS: 10 } }],
    },
    {
      id: 'mended',
      title: '100 dead letters, redriven when the cause is mended',
      scenario: 'redrive-b',
    },
  ],
  differ: 'Whether deliveries are limited, and where a message goes at the limit.',
  opensAtS: 3.7,
  decisiveS: 4.5,
  controls: [
    {
      kind: 'act',
      key: 'X',
      label: 'Poison the next order',
      acts: {
        a: [{ kind: 'poisonNext', target: 'orders' }],
        b: [{ kind: 'poisonNext', target: 'orders' }],
        c: [{ kind: 'poisonNext', target: 'orders' }],
      },
    },
    {
      kind: 'act',
      key: 'M',
      label: 'Redrive in B',
      acts: { b: [{ kind: 'redrive', target: 'dead', to: null, perS: 10 }] },
    },
  ],
  beats: [
    {
      title: 'M20',
      watch: 'M20 fails and goes back to the head. Watch its badge.',
      toS: 4.5,
      pace: 2,
      slowedFor: 'M20',
    },
    {
      title: 'Behind it',
      watch: 'What do the 80 behind it do, in each world?',
      toS: 20.5,
      pace: 5,
    },
    { title: 'A minute', watch: 'How often has A tried?', toS: 60, pace: 6 },
  ],
  picture: { kind: 'done', queue: 'orders' },
  numbers: [
    {
      id: 'doneWithout',
      label: 'done, no limit',
      counter: count('acked'),
      in: 'a',
      promised: 19,
      sum: 'those before order 20: 19',
    },
    {
      id: 'attempts',
      label: 'attempts at order 20, no limit',
      counter: times('attemptFailed'),
      in: 'a',
      promised: 281,
      sum: '(60 − 3.8) ÷ 0.2 = 281',
    },
    {
      id: 'stuckWithout',
      label: 'stuck behind it, no limit',
      counter: count('ready'),
      in: 'a',
      promised: 80,
      sum: '100 − 19 − 1 = 80',
    },
    {
      id: 'doneWith',
      label: 'done, dead-letter queue',
      counter: count('acked'),
      in: 'b',
      promised: 99,
      sum: '100 − 1 = 99',
    },
    {
      id: 'dead',
      label: 'kept as a dead letter',
      counter: count('deadLettered'),
      in: 'b',
      promised: 1,
      sum: 'order 20',
    },
    {
      id: 'endWith',
      label: 'all done, dead-letter queue, in seconds',
      counter: lastS('acked'),
      in: 'b',
      promised: 20.4,
      sum: '(99 + 3) × 0.2 = 20.4 s',
    },
    {
      id: 'stuckWith',
      label: 'stuck, dead-letter queue',
      counter: stuck,
      in: 'b',
      promised: 0,
      sum: '100 − 99 − 1 = 0',
    },
    {
      id: 'doneDropped',
      label: 'done, no dead-letter queue',
      counter: count('acked'),
      in: 'c',
      promised: 99,
      sum: '100 − 1 = 99',
    },
    {
      id: 'dropped',
      label: 'thrown away, and nobody told',
      counter: count('dropped'),
      in: 'c',
      promised: 1,
      sum: 'order 20',
    },
    {
      id: 'deadAgain',
      label: 'dead letters made, redriven without a mend',
      counter: count('deadLettered'),
      in: 'again',
      promised: 2,
      sum: '1 + the same again = 2',
    },
    {
      id: 'doneMended',
      label: 'done of 100 dead letters, redriven after the mend',
      counter: count('acked'),
      in: 'mended',
      promised: 100,
      sum: '100 redriven, each done: 100',
    },
  ],
  theNumber: { numbers: ['doneWithout', 'doneWith', 'doneDropped'], word: 'of 100 done' },
  price: 'three attempts cost 0.6 s, and somebody must look at the dead letters',
  observe: {
    kind: 'count',
    asks: 'In A: how many orders were stuck behind M20?',
    number: 'stuckWithout',
    within: 1,
    unit: 'orders',
  },
  because: [
    { world: 'a', fact: 'attemptFailed', which: 'last' },
    { world: 'b', fact: 'deadLettered', which: 'first' },
    { world: 'c', fact: 'dropped', which: 'first' },
  ],
  shown: [
    'In A the head of the queue fails, comes back, and fails again: 281 times.',
    'In B a limit of three takes it out, and the dead-letter queue keeps it.',
    'In C the same limit throws it away: 99 done, and no trace of the last.',
  ],
  ask: {
    question: 'Who is paged when it grows, and what must come before a redrive?',
    answer:
      'Whoever owns the orders; and the mend. Redriven unmended, it is dead again; mended, 100 of 100 are done.',
    number: 'doneMended',
  },
  say: 'A DLQ stops one bad message holding the rest hostage – and keeps it as evidence.',
  assumptions:
    'A failure goes back to the head at once. RabbitMQ 4.3: the standard limit is 20; a reject counts, a nack does not.',
  terms: [
    {
      here: 'delivery limit',
      rabbitmq: 'delivery-limit',
      sqs: 'maxReceiveCount',
      kafka: 'none built in',
    },
    {
      here: 'dead-letter queue',
      rabbitmq: 'dead-letter exchange and queue',
      sqs: 'dead-letter queue',
      kafka: 'an error topic of your own',
    },
    {
      here: 'redrive',
      rabbitmq: 'shovel it back',
      sqs: 'StartMessageMoveTask',
      kafka: 'produce it again',
    },
  ],
  recall: {
    question:
      'One message always fails, deliveries have no limit, it returns to the head. And the rest?',
    options: [
      { id: 'fine', text: 'The rest is fine', belief: 'one bad message harms only itself' },
      { id: 'stuck', text: 'Everything behind it is stuck' },
      { id: 'lost', text: 'The rest is lost' },
    ],
    right: 'stuck',
    because: 'It is tried for ever, and everybody behind it waits.',
  },
  opensWith: 'l12',
  takeaway: {
    text: 'Without a limit {doneWithout} of 100 were done and {stuckWithout} stuck; with a dead-letter queue {doneWith}, and {dead} kept.',
  },
  notes: {
    prompt: {
      beat: 0,
      ask: 'What does the badge of M20 say now? And in ten seconds?',
      answer: 'It counts deliveries. In A it grows by five each second, up to 281.',
    },
    wrongAnswers: [
      {
        answer: '99: only the bad one suffers.',
        say: 'It stands at the head and never leaves. All behind it wait.',
      },
      {
        answer: '80: those that are left.',
        say: '80 are behind it, and stuck. 19 were before it.',
      },
    ],
  },
};
