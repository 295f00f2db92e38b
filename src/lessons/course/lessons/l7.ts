/** L7, duplicates and idempotency: what a balance looks like after eight unlucky crashes. */
import { count, effects } from '../counters.ts';
import type { Lesson } from '../Lesson.ts';

export const l7: Lesson = {
  id: 'l7',
  title: 'Duplicates and idempotency',
  covers: 'Mistake: ignoring idempotency',
  minutes: 5,
  question: 'A hundred charges of $10, eight crashes between charge and ack. What is the balance?',
  bet: {
    kind: 'choice',
    asks: 'No key: how much is charged in all?',
    options: [
      { id: '920', text: '$920', value: 920, belief: 'a crash loses the charge' },
      { id: '1000', text: '$1,000', value: 1_000, belief: 'exactly-once is a setting' },
      { id: '1080', text: '$1,080', value: 1_080 },
      { id: '2000', text: '$2,000', value: 2_000 },
    ],
    right: '1080',
    decidedBy: 'withoutKey',
  },
  worlds: [
    { id: 'a', title: 'no key', scenario: 'l7-idempotency-a' },
    { id: 'b', title: 'key stored with the charge', scenario: 'l7-idempotency-b' },
  ],
  others: [{ id: 'c', title: 'key stored before the charge', scenario: 'l7-idempotency-c' }],
  differ: 'Whether the cashier remembers, together with the charge, which order it was for.',
  opensAtS: 0.95,
  decisiveS: 1.6,
  controls: [
    {
      kind: 'act',
      key: 'C',
      label: 'Crash before the ack',
      acts: {
        a: [{ kind: 'crashConsumer', target: 'cashier', member: 1, point: 'afterEffect' }],
        b: [{ kind: 'crashConsumer', target: 'cashier', member: 1, point: 'afterEffect' }],
      },
    },
    {
      kind: 'variant',
      key: 'M',
      label: 'Key in B',
      choices: [
        { label: 'with the charge', worlds: { b: 'b' } },
        { label: 'before the charge', worlds: { b: 'c' } },
      ],
    },
  ],
  beats: [
    {
      title: 'The first crash',
      watch: 'The charge is made, the ack is not. Watch the ledger.',
      toS: 1.6,
      pace: 2,
      slowedFor: 'the crash',
    },
    { title: 'Eight crashes', watch: 'Each time the same charge comes again.', toS: 9, pace: 5 },
    { title: 'To the end', watch: 'Compare expected and actual.', toS: 20, pace: 6 },
  ],
  picture: { kind: 'ledger', consumer: 'cashier', expected: 1_000 },
  numbers: [
    {
      id: 'withoutKey',
      label: 'charged without a key, in $',
      counter: effects('cashier', 'amount'),
      in: 'a',
      promised: 1_080,
      sum: '(100 + 8) × $10 = $1,080',
    },
    {
      id: 'twice',
      label: 'charged twice',
      counter: effects('cashier', 'duplicates'),
      in: 'a',
      promised: 8,
      sum: '8 crashes after the charge: 8',
    },
    {
      id: 'withKey',
      label: 'charged with a key, in $',
      counter: effects('cashier', 'amount'),
      in: 'b',
      promised: 1_000,
      sum: '100 × $10 = $1,000',
    },
    {
      id: 'suppressed',
      label: 'seen before, and left out',
      counter: effects('cashier', 'suppressed'),
      in: 'b',
      promised: 8,
      sum: '8 crashes after the charge: 8',
    },
    {
      id: 'deliveries',
      label: 'deliveries',
      counter: count('deliveries'),
      in: 'b',
      promised: 108,
      sum: '100 + 8 = 108',
    },
    {
      id: 'keyFirst',
      label: 'charged, key stored before, in $',
      counter: effects('cashier', 'amount'),
      in: 'c',
      promised: 990,
      sum: '(100 − 1) × $10 = $990',
    },
  ],
  theNumber: { numbers: ['withoutKey', 'withKey'], word: 'dollars charged, of 1,000' },
  price: 'a key for each charge, stored in the same transaction, for as long as it can come again',
  observe: {
    kind: 'count',
    asks: 'In A: how many charges were made twice?',
    number: 'twice',
    within: 0,
    unit: 'charges',
  },
  because: [
    { world: 'a', fact: 'effectRepeated', which: 'first' },
    { world: 'b', fact: 'effectSuppressed', which: 'first' },
  ],
  shown: [
    'The broker did what it promised: no ack, so the charge came again.',
    'Both worlds were delivered 108 times. Only the cashier can tell the two apart.',
    'A resend by the shop makes a second message of one order: the key must be the order.',
  ],
  ask: {
    question: 'Key stored before the charge, and a crash in between?',
    answer: '$990: the charge that comes again is taken for made. Store both in one transaction.',
    number: 'keyFirst',
  },
  say: 'At-least-once delivery plus an idempotent handler equals exactly-once effect.',
  assumptions: 'Keys are kept for ever; charge and key are one transaction; one cashier.',
  terms: [
    {
      here: 'key of the order',
      rabbitmq: 'a header or field of your own',
      sqs: 'MessageDeduplicationId (5 min)',
      kafka: 'a field of your own; idempotent producer for resends',
    },
    {
      here: 'seen before',
      rabbitmq: 'your table of keys',
      sqs: 'your table of keys',
      kafka: 'your table, or transactions topic to topic',
    },
    {
      here: 'at least once',
      rabbitmq: 'manual ack',
      sqs: 'standard queue',
      kafka: 'commit after the work',
    },
  ],
  recall: {
    question: 'A charge comes a second time. Who can prevent that it is made twice?',
    options: [
      {
        id: 'broker',
        text: 'The broker, with the right setting',
        belief: 'exactly-once is a setting',
      },
      { id: 'handler', text: 'The one who charges, with the key of the order' },
      { id: 'network', text: 'Nobody' },
    ],
    right: 'handler',
    because: 'Only where the effect is made can "seen before" be recorded with it.',
  },
  opensWith: 'l6',
  takeaway: {
    text: 'Eight crashes before the ack charged {withoutKey} dollars without a key and {withKey} with one.',
  },
  notes: {
    prompt: {
      beat: 0,
      ask: 'Which of the two deliveries made the charge?',
      answer: 'Both did, in A. In B the second finds the key and leaves it out.',
    },
    wrongAnswers: [
      {
        answer: '$920: a crash loses the charge.',
        say: 'The charge was made before the crash. Only the ack is missing.',
      },
      {
        answer: '$1,000: the queue delivers once.',
        say: 'It delivers at least once. Once is what the handler must see to.',
      },
    ],
  },
};
