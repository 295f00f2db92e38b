/** L8, a traffic spike: what a buffer does with it, and for how long. */
import { withNode } from '../changes.ts';
import { count, emptyAfterS, inQueue, orders, waitS } from '../counters.ts';
import type { Lesson } from '../Lesson.ts';

export const l8: Lesson = {
  id: 'l8',
  title: 'Traffic spike',
  covers: 'Handling spikes',
  minutes: 5,
  question:
    '50 orders a second, then 250 for ten seconds; 100 can be done. What does the queue do?',
  bet: {
    kind: 'curve',
    asks: 'Draw how many orders wait in the queue.',
    at: [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60],
    across: 'time',
    atUnit: 's',
    up: 'orders waiting',
    upTo: 2_000,
    truth: { kind: 'ready', world: 'b', queue: 'orders' },
  },
  worlds: [
    { id: 'a', title: 'no queue', scenario: 'l8-spike-a' },
    { id: 'b', title: 'a queue', scenario: 'l8-spike-b' },
  ],
  others: [{ id: 'c', title: 'a queue with room for 500', scenario: 'l8-spike-c' }],
  differ: 'What finds no free clerk is refused, or waits.',
  opensAtS: 9.9,
  decisiveS: 20,
  controls: [
    {
      kind: 'act',
      key: 'T',
      label: 'Another spike',
      acts: {
        a: [{ kind: 'spike', target: 'customers', factor: 5, lengthUs: 10_000_000 }],
        b: [{ kind: 'spike', target: 'customers', factor: 5, lengthUs: 10_000_000 }],
      },
    },
    {
      kind: 'variant',
      key: 'M',
      label: 'Room in B',
      choices: [
        { label: 'no limit', worlds: { b: 'b' } },
        { label: '500', worlds: { b: 'c' } },
      ],
    },
    {
      kind: 'number',
      label: 'Clerks',
      before: '',
      after: 'clerks at 20/s each',
      unit: 'clerks',
      min: 1,
      max: 20,
      step: 1,
      standard: 5,
      apply: (scenario, clerks) =>
        withNode(withNode(scenario, 'clerks', { count: clerks }), 'shop', { threads: clerks }),
    },
  ],
  beats: [
    {
      title: 'The spike',
      watch: 'The triangles are orders that A refused. Where are they in B?',
      toS: 20,
      pace: 5,
    },
    { title: 'The drain', watch: 'The spike is over. In B, is it?', toS: 50.2, pace: 6 },
    { title: 'Calm', watch: 'Your curve and the true one.', toS: 60, pace: 6 },
  ],
  picture: { kind: 'depth', queue: 'orders' },
  numbers: [
    {
      id: 'refusedWithout',
      label: 'refused without a queue',
      counter: orders('refused'),
      in: 'a',
      promised: 1_537,
      sum: '(250 − 96) × 10 ≈ 1,540',
    },
    {
      id: 'refusedWith',
      label: 'refused with a queue',
      counter: count('refused'),
      in: 'b',
      promised: 0,
      sum: 'there is always room: 0',
    },
    {
      id: 'peak',
      label: 'waiting at most',
      counter: inQueue('orders', 'readyMax'),
      in: 'b',
      promised: 1_500,
      sum: '(250 − 100) × 10 = 1,500',
    },
    {
      id: 'worstWait',
      label: 'longest wait, in seconds',
      counter: waitS('max'),
      in: 'b',
      promised: 15,
      sum: '1,500 ÷ 100 = 15 s',
    },
    {
      id: 'empty',
      label: 'empty after the spike, in seconds',
      counter: emptyAfterS('orders', 20),
      in: 'b',
      promised: 30,
      tolerance: 0.1,
      sum: '1,500 ÷ (100 − 50) = 30 s',
    },
    {
      id: 'refusedBounded',
      label: 'refused with room for 500',
      counter: count('refused'),
      in: 'c',
      promised: 1_000,
      sum: '1,500 − 500 = 1,000',
    },
    {
      id: 'waitBounded',
      label: 'longest wait with room for 500, in seconds',
      counter: waitS('max'),
      in: 'c',
      promised: 5,
      sum: '500 ÷ 100 = 5 s',
    },
  ],
  theNumber: { numbers: ['refusedWithout', 'refusedWith'], word: 'refused' },
  price: 'somebody waits 15 s, and the queue needs 30 s to empty',
  observe: {
    kind: 'count',
    asks: 'In B: how many orders waited when the spike ended?',
    number: 'peak',
    within: 100,
    unit: 'orders',
  },
  because: [
    { world: 'a', fact: 'callRefused', which: 'first' },
    { world: 'b', fact: 'spellEnded', which: 'first' },
  ],
  shown: [
    'For ten seconds 150 a second come in more than go out.',
    'Afterwards only 50 a second are left over to work the backlog off.',
    'So a spike of ten seconds is felt for forty.',
  ],
  ask: {
    question: 'With room for 500, who is refused and who waits? Which would you sell?',
    answer:
      '1,000 are refused, and nobody waits more than about 5 s. It depends on who would rather know.',
    number: 'refusedBounded',
  },
  say: 'A queue turns a spike in errors into a spike in latency.',
  assumptions:
    'Constant gaps and work. Without a queue a thread idles 2 ms before each next order: so 1,537, not 1,500.',
  terms: [
    {
      here: 'backlog',
      rabbitmq: 'messages ready',
      sqs: 'ApproximateNumberOfMessagesVisible',
      kafka: 'consumer lag',
    },
    {
      here: 'room for 500',
      rabbitmq: 'x-max-length, reject-publish',
      sqs: 'none: no limit on waiting messages',
      kafka: 'retention removes the oldest instead',
    },
    {
      here: 'refused',
      rabbitmq: 'basic.nack to the publisher',
      sqs: 'throttled',
      kafka: 'producer buffer full',
    },
  ],
  recall: {
    question: '1,500 wait; 100 a second are done and 50 a second still come. Empty after?',
    options: [
      { id: '15', text: '15 s', belief: 'the newcomers do not count' },
      { id: '30', text: '30 s' },
      { id: 'never', text: 'never' },
    ],
    right: '30',
    because: '1,500 ÷ (100 − 50): only what is left over drains the backlog.',
  },
  opensWith: 'l7',
  takeaway: {
    text: 'The spike refused {refusedWithout} without a queue and {refusedWith} with one; there {peak} waited, up to {worstWait} s.',
  },
  notes: {
    prompt: {
      beat: 1,
      ask: 'The spike is over. Which line of the chart says so, and which does not?',
      answer: 'A stops refusing at once. B still has 1,500 waiting, and needs 30 s more.',
    },
    wrongAnswers: [
      {
        answer: 'It drains as fast as it filled.',
        say: 'It fills at 150/s and drains at 50/s: three times as long.',
      },
      {
        answer: 'It settles at some level.',
        say: 'Only with a limit, and then it refuses the rest.',
      },
    ],
    hands: {
      kind: 'choice',
      asks: 'How many orders wait in the queue when the spike ends?',
      right: '1500',
      decidedBy: 'peak',
      options: [
        { id: '250', text: '250', value: 250 },
        { id: '1000', text: '1,000', value: 1000 },
        { id: '1500', text: '1,500', value: 1500 },
        { id: '2500', text: '2,500', value: 2500 },
      ],
    },
  },
};
