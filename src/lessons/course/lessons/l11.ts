/** L11, ordering: delivered in order, finished out of order. */
import type { Simulation } from '../../../engine/index.ts';
import { counted, finishing, lastS, messagesOf } from '../counters.ts';
import type { Lesson } from '../Lesson.ts';

/** What becomes of an empty account when +$100, −$80 and close are booked in this order. */
function booked(run: Simulation): { readonly errors: number; readonly paidOut: number } {
  let balance = 0;
  let isOpen = true;
  let errors = 0;
  let paidOut = 0;
  for (const entry of messagesOf(run, 'effectApplied')) {
    if (!isOpen || (entry === 2 && balance < 80)) errors++;
    else if (entry === 1) balance += 100;
    else if (entry === 2) balance -= 80;
    else {
      isOpen = false;
      paidOut = balance;
    }
  }
  return { errors, paidOut };
}

const errors = counted('errors', '', (run) => booked(run).errors);
const paidOut = counted('paid out', '$', (run) => booked(run).paidOut);

export const l11: Lesson = {
  id: 'l11',
  title: 'Ordering',
  covers: 'Message ordering',
  minutes: 4,
  question: 'An empty account: +$100, −$80, close. In order into the queue; and out?',
  bet: {
    kind: 'choice',
    asks: 'Three tellers need 300, 100 and 50 ms. What is paid out at the end?',
    options: [
      { id: '20', text: '$20', value: 20, belief: 'FIFO = finished in order' },
      { id: '0', text: '$0, and two errors', value: 0 },
      { id: '100', text: '$100', value: 100 },
      { id: '-80', text: '−$80', value: -80 },
    ],
    right: '0',
    decidedBy: 'paidThree',
  },
  worlds: [
    { id: 'a', title: 'three tellers', scenario: 'l11-order-a' },
    { id: 'b', title: 'one teller', scenario: 'l11-order-b' },
  ],
  others: [
    { id: 'c', title: 'three tellers, one entry of an account at a time', scenario: 'l11-order-c' },
    { id: 'tail', title: 'one worker, a failure goes to the tail', scenario: 'truth-fifo-c' },
  ],
  differ: 'How many tellers work on the entries of one account.',
  opensAtS: 0,
  decisiveS: 0.31,
  controls: [
    {
      kind: 'variant',
      key: 'M',
      label: 'In A',
      choices: [
        { label: 'any teller takes any entry', worlds: { a: 'a' } },
        { label: 'one entry of an account at a time', worlds: { a: 'c' } },
      ],
    },
  ],
  beats: [
    {
      title: 'In',
      watch: '1, 2, 3: in order in, in order out to the tellers.',
      toS: 0.045,
      pace: 0,
    },
    {
      title: 'Out',
      watch: 'Which of the three finishes first?',
      toS: 0.31,
      pace: 1,
      slowedFor: 'the finish',
    },
    { title: 'One teller', watch: 'B is still at it. What is its order?', toS: 0.6, pace: 2 },
  ],
  picture: { kind: 'order', queue: 'orders' },
  numbers: [
    {
      id: 'crossings',
      label: 'pairs that cross, three tellers',
      counter: finishing('orders', 'crossings'),
      in: 'a',
      promised: 3,
      sum: '3-2, 3-1, 2-1: 3',
    },
    {
      id: 'late',
      label: 'finished after a later one',
      counter: finishing('orders', 'outOfOrderWithinKey'),
      in: 'a',
      promised: 2,
      sum: '2 after 3, 1 after 3: 2',
    },
    {
      id: 'errorsThree',
      label: 'errors, three tellers',
      counter: errors,
      in: 'a',
      promised: 2,
      sum: 'withdrawal refused + deposit bounced',
    },
    {
      id: 'paidThree',
      label: 'paid out, three tellers, in $',
      counter: paidOut,
      in: 'a',
      promised: 0,
      sum: 'closed while empty: $0',
    },
    {
      id: 'crossingsOne',
      label: 'pairs that cross, one teller',
      counter: finishing('orders', 'crossings'),
      in: 'b',
      promised: 0,
      sum: '1, 2, 3: 0',
    },
    {
      id: 'errorsOne',
      label: 'errors, one teller',
      counter: errors,
      in: 'b',
      promised: 0,
      sum: 'in order: 0',
    },
    {
      id: 'paidOne',
      label: 'paid out, one teller, in $',
      counter: paidOut,
      in: 'b',
      promised: 20,
      sum: '100 − 80 = $20',
    },
    {
      id: 'endThree',
      label: 'all booked, three tellers, in seconds',
      counter: lastS('effectApplied'),
      in: 'a',
      promised: 0.3,
      sum: '0 + 300 ms',
    },
    {
      id: 'endOne',
      label: 'all booked, one teller, in seconds',
      counter: lastS('effectApplied'),
      in: 'b',
      promised: 0.45,
      sum: '300 + 100 + 50 = 450 ms',
    },
    {
      id: 'crossingsKey',
      label: 'pairs that cross, one at a time of an account',
      counter: finishing('orders', 'crossings'),
      in: 'c',
      promised: 0,
      sum: '1, 2, 3: 0',
    },
    {
      id: 'crossingsTail',
      label: 'pairs that cross when the first of six fails and goes to the tail',
      counter: finishing('orders', 'crossings'),
      in: 'tail',
      promised: 5,
      sum: '2, 3, 4, 5, 6 before 1: 5',
    },
  ],
  theNumber: { numbers: ['errorsThree', 'errorsOne'], word: 'errors' },
  price: 'one teller needs 0.45 s, three 0.30 s',
  observe: {
    kind: 'choice',
    asks: 'In A, in which order did the three finish?',
    options: [
      { id: '123', text: '1, 2, 3' },
      { id: '321', text: '3, 2, 1' },
      { id: '231', text: '2, 3, 1' },
    ],
    right: '321',
  },
  because: [{ world: 'a', fact: 'effectApplied', which: 'last' }],
  shown: [
    'The queue kept its order: 1, 2, 3 were handed out in order.',
    'Three tellers worked at the same time, and the shortest work was done first.',
    'Closed first, the withdrawal refused, the deposit bounced: $20 are missing.',
  ],
  ask: {
    question: 'One worker, and a failure goes back to the tail: is that in order?',
    answer:
      'No. The first of six is done last, and 5 pairs cross. Order needs a return to the head.',
    number: 'crossingsTail',
  },
  say: 'Delivery in order is not completion in order.',
  assumptions:
    'Each teller takes the next entry as soon as it is free; works of 300, 100 and 50 ms.',
  terms: [
    {
      here: 'in order out',
      rabbitmq: 'queue order',
      sqs: 'FIFO queue',
      kafka: 'order within a partition',
    },
    {
      here: 'one worker',
      rabbitmq: 'single active consumer',
      sqs: 'one message group',
      kafka: 'one partition',
    },
    {
      here: 'back to the tail',
      rabbitmq: 'quorum queue without a limit, up to 4.2',
      sqs: 'standard queue',
      kafka: 'none: the offset waits',
    },
  ],
  recall: {
    question: 'A FIFO queue with two workers. What is in order?',
    options: [
      { id: 'both', text: 'Delivery and completion', belief: 'FIFO = finished in order' },
      { id: 'delivery', text: 'Only delivery' },
      { id: 'none', text: 'Neither' },
    ],
    right: 'delivery',
    because: 'Two works of different length can finish the other way round.',
  },
  opensWith: 'l10',
  takeaway: {
    text: 'Three tellers crossed {crossings} pairs and made {errorsThree} errors; one teller {errorsOne}.',
  },
  notes: {
    prompt: {
      beat: 1,
      ask: 'Which line in the picture crosses which?',
      answer: 'Each crosses each: 3 before 2, 3 before 1, 2 before 1.',
    },
    wrongAnswers: [
      {
        answer: '$20: the queue is FIFO.',
        say: 'It is, up to the tellers. What they finish first is another matter.',
      },
      {
        answer: '−$80: it is withdrawn in any case.',
        say: 'The withdrawal met a closed account, and was refused.',
      },
    ],
  },
};
