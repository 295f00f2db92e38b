/** L2, the parts: take one off the machine, and see which promise dies with it. */

import { countersOf } from '../../../engine/index.ts';
import { count, counted } from '../counters.ts';
import type { Lesson } from '../Lesson.ts';

/** Orders that were neither filled nor kept as a dead letter. */
const broken = counted('broken', '', ({ world }) => {
  const { lost, dropped, refused, ordersFailed } = countersOf(world);
  return Math.max(lost + dropped + refused, ordersFailed);
});

export const l2: Lesson = {
  id: 'l2',
  title: 'The parts',
  covers: 'Core components',
  minutes: 6,
  question: 'Take one part off the machine. Which promise dies?',
  bet: {
    kind: 'sort',
    asks: 'Without this part, what happens to some of ten orders?',
    bins: [
      { id: 'restart', text: 'LOST at the restart' },
      { id: 'unsent', text: 'never handed over' },
      { id: 'crash', text: 'LOST with the clerk' },
      { id: 'limit', text: 'thrown away after three tries' },
      { id: 'busy', text: 'refused when the clerk is busy' },
    ],
    items: [
      {
        id: 'store',
        text: 'the disk',
        right: 'restart',
        because: 'What is only in memory does not survive the power cut.',
      },
      {
        id: 'confirm',
        text: 'confirm and resend',
        right: 'unsent',
        because: 'A dead broker takes nothing, and the shop does not try again.',
      },
      {
        id: 'ack',
        text: 'the ack after the work',
        right: 'crash',
        because: 'Acknowledged on receipt, it is deleted before it is done.',
      },
      {
        id: 'dead',
        text: 'the dead-letter queue',
        right: 'limit',
        because: 'After the last try there is no place to keep the evidence.',
      },
      {
        id: 'buffer',
        text: 'the queue itself',
        right: 'busy',
        because: 'Nothing holds an order while the clerk is at work.',
      },
    ],
  },
  worlds: [
    { id: 'a', title: 'the whole machine', scenario: 'l2-parts-a' },
    { id: 'b', title: 'without the disk', scenario: 'l2-parts-b' },
  ],
  others: [
    { id: 'confirm', title: 'without confirm and resend', scenario: 'l2-parts-c' },
    { id: 'ack', title: 'without the ack after the work', scenario: 'l2-parts-d' },
    { id: 'dead', title: 'without the dead-letter queue', scenario: 'l2-parts-e' },
    { id: 'buffer', title: 'without the queue', scenario: 'l2-parts-f' },
  ],
  differ: 'One part is missing. Orders, power cut and the bad order are the same.',
  opensAtS: 0.49,
  decisiveS: 0.7,
  controls: [
    {
      kind: 'variant',
      key: 'M',
      label: 'Take off',
      choices: [
        { label: 'the disk', worlds: { b: 'b' } },
        { label: 'confirm and resend', worlds: { b: 'confirm' } },
        { label: 'the ack', worlds: { b: 'ack' } },
        { label: 'the dead-letter queue', worlds: { b: 'dead' } },
        { label: 'the queue', worlds: { b: 'buffer' } },
      ],
    },
  ],
  beats: [
    {
      title: 'Power cut',
      watch: 'The power fails for broker and clerk. What is gone?',
      toS: 0.95,
      pace: 2,
      slowedFor: 'the power cut',
    },
    {
      title: 'To the end',
      watch: 'Order 8 can never be filled. Where does it end?',
      toS: 6,
      pace: 4,
    },
    { title: 'Every part', watch: 'Take off each of the five parts once, and run it.', pace: 5 },
  ],
  picture: { kind: 'depth', queue: 'orders' },
  numbers: [
    {
      id: 'whole',
      label: 'broken, the whole machine',
      counter: broken,
      in: 'a',
      promised: 0,
      sum: '10 − 9 done − 1 dead letter = 0',
    },
    {
      id: 'done',
      label: 'done, the whole machine',
      counter: count('acked'),
      in: 'a',
      promised: 9,
      sum: '10 − 1 = 9',
    },
    {
      id: 'kept',
      label: 'kept as a dead letter',
      counter: count('deadLettered'),
      in: 'a',
      promised: 1,
      sum: 'order 8',
    },
    {
      id: 'store',
      label: 'broken without the disk',
      counter: broken,
      in: 'b',
      promised: 3,
      sum: 'orders 3, 4, 5 inside at 0.5 s',
    },
    {
      id: 'confirm',
      label: 'broken without confirm and resend',
      counter: broken,
      in: 'confirm',
      promised: 4,
      sum: 'orders 6 to 9: 0.4 s × 10/s',
    },
    {
      id: 'ack',
      label: 'broken without the ack after the work',
      counter: broken,
      in: 'ack',
      promised: 2,
      sum: 'order 3 in hand + order 8 that fails',
    },
    {
      id: 'dead',
      label: 'broken without the dead-letter queue',
      counter: broken,
      in: 'dead',
      promised: 1,
      sum: 'order 8',
    },
    {
      id: 'buffer',
      label: 'broken without the queue',
      counter: broken,
      in: 'buffer',
      promised: 7,
      sum: '2 find it busy + 5 find it dead = 7',
    },
  ],
  theNumber: { numbers: ['store', 'whole'], word: 'of 10 broken' },
  price: 'the whole machine needs a disk, two confirmations and a queue for dead letters',
  observe: {
    kind: 'count',
    asks: 'Without the disk: how many orders were LOST?',
    number: 'store',
    within: 0,
    unit: 'orders',
  },
  because: [
    { world: 'b', fact: 'lost', which: 'first' },
    { world: 'a', fact: 'deadLettered', which: 'first' },
  ],
  shown: [
    'Each part guards one promise, and only that one.',
    'The whole machine fills nine orders and keeps the tenth as evidence.',
  ],
  ask: {
    question: 'Which part may you drop if losing data is fine?',
    answer:
      'The disk, for one: it cost 3 of 10 orders. Metrics and live positions often do without.',
    number: 'store',
  },
  say: 'Producer, durable broker, consumer, ack, dead-letter: each part guards one promise.',
  assumptions: 'One broker, one clerk; the power cut hits both; the shop itself never dies.',
  terms: [
    { here: 'broker', rabbitmq: 'broker, node', sqs: 'the service', kafka: 'broker' },
    {
      here: 'confirm',
      rabbitmq: 'publisher confirm',
      sqs: 'the response to SendMessage',
      kafka: 'acks=1, acks=all',
    },
    { here: 'ack', rabbitmq: 'basic.ack', sqs: 'DeleteMessage', kafka: 'offset commit' },
    {
      here: 'dead-letter queue',
      rabbitmq: 'dead-letter exchange',
      sqs: 'DLQ (redrive policy)',
      kafka: 'none built in: a topic of your own',
    },
  ],
  recall: {
    question: 'Which part keeps a failed order that can never be filled?',
    options: [
      { id: 'disk', text: 'The disk' },
      { id: 'dead', text: 'The dead-letter queue' },
      { id: 'ack', text: 'The ack' },
    ],
    right: 'dead',
    because: 'Without it the order is thrown away after the last try.',
  },
  opensWith: 'l1',
  takeaway: {
    text: 'Of 10 orders broke: without disk {store}, without resend {confirm}, without ack {ack}, without dead letters {dead}, without queue {buffer}.',
  },
  notes: {
    prompt: {
      beat: 0,
      ask: 'Which two parts protect against the same cut, and from which side?',
      answer: 'The disk and the resend. The disk keeps what was taken in, the resend what was not.',
    },
    wrongAnswers: [
      {
        answer: 'Without the ack nothing happens: the clerk has the message.',
        say: 'It also has it when it dies. Then nobody else has.',
      },
      {
        answer: 'The disk protects from a crash of the clerk.',
        say: 'It protects from one of the broker. The ack protects from one of the clerk.',
      },
    ],
    hands: {
      kind: 'choice',
      asks: 'Without the ack after the work: what happens to some of ten orders?',
      right: 'crash',
      options: [
        { id: 'restart', text: 'LOST at the restart' },
        { id: 'crash', text: 'LOST with the clerk' },
        { id: 'busy', text: 'refused when the clerk is busy' },
        { id: 'none', text: 'nothing, the clerk has them' },
      ],
    },
  },
};
