/** L0, the hook: act first, and break something within half a minute. */
import { count, orders, waitS } from '../counters.ts';
import type { Lesson } from '../Lesson.ts';

export const l0: Lesson = {
  id: 'l0',
  title: 'Break it in 30 seconds',
  covers: 'Why queues',
  minutes: 2,
  question: 'One server needs a second for an order. What if five orders come at once?',
  bet: null,
  worlds: [
    { id: 'a', title: 'no queue', scenario: 'l0-hook-a' },
    { id: 'b', title: 'a queue before the server', scenario: 'l0-hook-b' },
  ],
  differ: 'Between the button and the server stands a queue, or nothing.',
  opensAtS: 0,
  decisiveS: 0.5,
  controls: [],
  byHand: {
    producer: 'customers',
    order: { key: 'O', label: 'Order' },
    on: { key: 'M', label: 'Slide a queue in' },
  },
  beats: [
    { title: 'Press', watch: 'Press Order five times, as fast as you can.', pace: 4, world: 'a' },
    {
      title: 'Press again',
      watch: 'A queue has slid in. Press Order five times again.',
      pace: 4,
      world: 'b',
    },
  ],
  picture: { kind: 'failed' },
  numbers: [
    {
      id: 'refusedWithout',
      label: 'refused without a queue',
      counter: orders('refused'),
      in: 'a',
      promised: 4,
      sum: '5 − 1 server = 4',
    },
    {
      id: 'refusedWith',
      label: 'refused with a queue',
      counter: count('refused'),
      in: 'b',
      promised: 0,
      sum: '5 − 5 that found room = 0',
    },
    {
      id: 'waitWith',
      label: 'longest wait with a queue, in seconds',
      counter: waitS('max'),
      in: 'b',
      promised: 4,
      sum: '4 before it × 1 s = 4 s',
    },
  ],
  theNumber: { numbers: ['refusedWithout', 'refusedWith'], word: 'of 5 refused' },
  price: 'the last one waits 4 s',
  observe: {
    kind: 'count',
    asks: 'Without the queue: how many of the five were refused?',
    number: 'refusedWithout',
    within: 0,
    unit: 'orders',
  },
  because: [{ world: 'a', fact: 'callRefused', which: 'first' }],
  shown: [
    'A server that is busy has nowhere to put the next order.',
    'A queue is such a place: nobody was refused, and somebody waited.',
  ],
  ask: {
    question: 'What did the queue charge you?',
    answer: 'Time. The last of five waits 4 s, because four are before it.',
    number: 'waitWith',
  },
  say: 'A queue trades failing for waiting.',
  assumptions: 'One server, exactly one second for each order, and nobody who gives up waiting.',
  terms: [
    { here: 'producer', rabbitmq: 'publisher', sqs: 'producer (SendMessage)', kafka: 'producer' },
    { here: 'queue', rabbitmq: 'queue', sqs: 'queue', kafka: 'topic partition' },
    {
      here: 'consumer',
      rabbitmq: 'consumer',
      sqs: 'consumer (ReceiveMessage)',
      kafka: 'consumer in a group',
    },
  ],
  recall: {
    question: 'Five orders meet one busy server with a queue before it. What happens to the last?',
    options: [
      { id: 'refused', text: 'It is refused' },
      { id: 'waits', text: 'It waits for the four before it' },
      { id: 'faster', text: 'It is served faster', belief: 'a queue adds capacity' },
    ],
    right: 'waits',
    because: 'The queue makes nothing faster. It lets orders wait instead of fail.',
  },
  takeaway: {
    text: 'Without a queue {refusedWithout} of 5 were refused; with one, {refusedWith}, and the last waited {waitWith} s.',
  },
  notes: {
    prompt: {
      beat: 1,
      ask: 'Where were the four orders while they waited?',
      answer: 'In the queue, one behind the other. None of them made the server faster.',
    },
    wrongAnswers: [
      {
        answer: 'The queue makes the server faster.',
        say: 'It still needs a second for each. The last one waits four.',
      },
      {
        answer: 'Nothing is lost, so nothing is paid.',
        say: 'It is paid in time: 4 s for the last one.',
      },
    ],
  },
};
