/** L15, the payment system: what the customer waits for, and what can wait. */
import { ordersOf } from '../../../engine/index.ts';
import { answerMaxMs, count, counted, longestWaitS, orders } from '../counters.ts';
import type { Lesson } from '../Lesson.ts';

/** Of the orders that have an answer or will never have one, in a million. */
const failedPerMillion = counted('orders failed per million', '', ({ world }) => {
  const { done, refused, timedOut } = ordersOf(world);
  const failed = refused + timedOut;
  return Math.round((1_000_000 * failed) / Math.max(1, done + failed));
});

/** E-mail dies at 30 s, for ten seconds. */
const emailDown = [
  { atS: 30, act: { kind: 'crashService', target: 'email' } },
  { atS: 40, act: { kind: 'restartService', target: 'email' } },
] as const;
const SENDERS = 4;
const sendersDown = Array.from(
  { length: SENDERS },
  (_, i) =>
    [
      { atS: 30, act: { kind: 'crashConsumer', target: 'senders', member: i + 1, point: 'now' } },
      { atS: 40, act: { kind: 'restartConsumer', target: 'senders', member: i + 1 } },
    ] as const,
).flat();

export const l15: Lesson = {
  id: 'l15',
  title: 'What may wait?',
  covers: 'Example: the payment system',
  minutes: 6,
  question: 'Charge the card, write the ledger, send the e-mail, count it. What may wait?',
  bet: {
    kind: 'sort',
    asks: 'Does the customer wait for it?',
    bins: [
      { id: 'now', text: 'answer now' },
      { id: 'later', text: 'can wait' },
    ],
    items: [
      {
        id: 'charge',
        text: 'charge the card',
        right: 'now',
        because: '"Paid or not" is what the customer came for.',
      },
      {
        id: 'ledger',
        text: 'write the ledger',
        right: 'now',
        because: 'Nobody may be told "paid" before it is written down.',
      },
      {
        id: 'email',
        text: 'send the e-mail',
        right: 'later',
        because: 'It may come a minute later, and nobody minds.',
      },
      {
        id: 'analytics',
        text: 'tell analytics',
        right: 'later',
        because: 'Only we care, and not now.',
      },
    ],
  },
  seed: 10,
  worlds: [
    { id: 'a', title: 'all answered now', scenario: 'l15-payment-a' },
    { id: 'b', title: 'payment now, the rest queued', scenario: 'l15-payment-b' },
    { id: 'c', title: 'all queued', scenario: 'l15-payment-c' },
  ],
  others: [
    {
      id: 'aDown',
      title: 'all now, e-mail down for 10 s',
      scenario: 'l15-payment-a',
      acts: emailDown,
    },
    {
      id: 'bDown',
      title: 'the rest queued, e-mail down for 10 s',
      scenario: 'l15-payment-b',
      acts: sendersDown,
    },
  ],
  differ: 'What checkout does before it answers.',
  opensAtS: 9.9,
  decisiveS: 20,
  controls: [
    {
      kind: 'act',
      key: 'K',
      label: 'E-mail down',
      acts: {
        a: [{ kind: 'crashService', target: 'email' }],
        b: Array.from(
          { length: SENDERS },
          (_, i) =>
            ({
              kind: 'crashConsumer',
              target: 'senders',
              member: i + 1,
              point: 'now',
            }) as const,
        ),
        c: Array.from(
          { length: SENDERS },
          (_, i) =>
            ({
              kind: 'crashConsumer',
              target: 'senders',
              member: i + 1,
              point: 'now',
            }) as const,
        ),
      },
      back: {
        label: 'E-mail up',
        acts: {
          a: [{ kind: 'restartService', target: 'email' }],
          b: Array.from(
            { length: SENDERS },
            (_, i) =>
              ({
                kind: 'restartConsumer',
                target: 'senders',
                member: i + 1,
              }) as const,
          ),
          c: Array.from(
            { length: SENDERS },
            (_, i) =>
              ({
                kind: 'restartConsumer',
                target: 'senders',
                member: i + 1,
              }) as const,
          ),
        },
      },
    },
    {
      kind: 'act',
      key: 'T',
      label: 'Another spike',
      acts: {
        a: [{ kind: 'spike', target: 'customers', factor: 5, lengthUs: 10_000_000 }],
        b: [{ kind: 'spike', target: 'customers', factor: 5, lengthUs: 10_000_000 }],
        c: [{ kind: 'spike', target: 'customers', factor: 5, lengthUs: 10_000_000 }],
      },
    },
  ],
  beats: [
    {
      title: 'The spike',
      watch: 'Which clock does the customer look at, in each world?',
      toS: 20,
      pace: 5,
    },
    { title: 'After it', watch: 'In C the answers are still in the queue.', toS: 36, pace: 6 },
    { title: 'To the end', watch: 'Kill e-mail with K: who fails?', toS: 65, pace: 6 },
  ],
  picture: { kind: 'failed' },
  numbers: [
    {
      id: 'answerAll',
      label: 'answer, all now, in ms',
      counter: answerMaxMs,
      in: 'a',
      promised: 505,
      sum: '10 + 150 + 300 + 45 = 505 ms',
    },
    {
      id: 'answerSome',
      label: 'answer, payment now, in ms',
      counter: answerMaxMs,
      in: 'b',
      promised: 160,
      sum: '10 + 150 = 160 ms',
    },
    {
      id: 'pending',
      label: '"pending", all queued, in ms',
      counter: answerMaxMs,
      in: 'c',
      promised: 10,
      sum: '4.5 + 1 + 4.5 = 10 ms',
    },
    {
      id: 'answerLate',
      label: 'wait for the charge, all queued, in seconds',
      counter: longestWaitS('payments'),
      in: 'c',
      promised: 15,
      tolerance: 0.1,
      sum: '(40 − 16) × 10 ÷ 16 = 15 s',
    },
    {
      id: 'failedAll',
      label: 'failed of 800, all now',
      counter: orders('timedOut'),
      in: 'a',
      promised: 17,
      sum: '800 × 2.088 % ≈ 17 ± 4',
    },
    {
      id: 'failedSome',
      label: 'failed of 800, payment now',
      counter: orders('timedOut'),
      in: 'b',
      promised: 1,
      sum: '800 × 0.1 % ≈ 1 ± 1',
    },
    {
      id: 'emailLate',
      label: 'latest e-mail, payment now, in seconds',
      counter: longestWaitS('emails'),
      in: 'b',
      promised: 15.2,
      tolerance: 0.1,
      sum: '240 ÷ 15.84 ≈ 15.2 s',
    },
    {
      id: 'failedDown',
      label: 'failed, all now, e-mail down for 10 s',
      counter: count('ordersFailed'),
      in: 'aDown',
      promised: 99,
      sum: '8/s × 10.3 s + 17 ≈ 99',
    },
    {
      id: 'failedDownSome',
      label: 'failed, payment now, e-mail down for 10 s',
      counter: count('ordersFailed'),
      in: 'bDown',
      promised: 1,
      sum: 'the same 1 as without the outage',
    },
  ],
  theNumber: { numbers: ['answerAll', 'answerSome', 'pending'], word: 'ms to the first answer' },
  price: 'e-mails up to 15 s late; and where the answer is queued, it is 15 s late too',
  claim: {
    says: 'Over 200 seeds, 20,880 orders in a million fail with all answered now, and 1,000 with only the payment.',
    numbers: [
      {
        id: 'millionAll',
        label: 'failed per million all now',
        counter: failedPerMillion,
        in: 'a',
      },
      {
        id: 'millionSome',
        label: 'failed per million payment now',
        counter: failedPerMillion,
        in: 'b',
      },
    ],
    fails: (samples) => {
      const meanOf = (id: string): number =>
        samples.reduce((sum, sample) => sum + (sample[id] ?? Number.NaN), 0) / samples.length;
      // 800 orders of each seed: four standard errors either side.
      const fails = (id: string, share: number): string[] => {
        const error = 1_000_000 * Math.sqrt((share * (1 - share)) / (800 * samples.length));
        const mean = meanOf(id);
        return Math.abs(mean - 1_000_000 * share) <= 4 * error
          ? []
          : [`${id} is ${mean} on average`];
      };
      return [...fails('millionAll', 1 - 0.999 * 0.99 * 0.99), ...fails('millionSome', 0.001)];
    },
  },
  observe: {
    kind: 'choice',
    asks: 'In C, in the spike: what did the customer get after 10 ms?',
    options: [
      { id: 'paid', text: '"Paid"', belief: 'async = faster for the user' },
      { id: 'pending', text: '"Pending", and no answer yet' },
      { id: 'refused', text: 'A refusal' },
    ],
    right: 'pending',
  },
  because: [{ world: 'a', fact: 'orderFailed', which: 'first' }],
  shown: [
    'In A the customer waits for the e-mail, and fails with it.',
    'In B only the payment is in his way: 160 ms, and 1 in 1,000 fails.',
    'In C "pending" is quick, and the answer he came for is not.',
  ],
  ask: {
    question: 'E-mail is down for ten seconds. How many orders fail in B?',
    answer:
      'Still 1 of 800. But a crash between ledger and publish would lose an e-mail: an outbox mends that.',
    number: 'failedDownSome',
  },
  say: 'Queue what the user does not wait for; never queue the answer.',
  assumptions:
    'A part of 99 % is a call that gets no answer 1 time in 100. C has 2 payment workers, A and B 64 threads.',
  terms: [
    {
      here: 'answer now',
      rabbitmq: 'an HTTP call, no queue',
      sqs: 'an HTTP call, no queue',
      kafka: 'an HTTP call, no topic',
    },
    {
      here: 'a copy for each',
      rabbitmq: 'fanout exchange',
      sqs: 'SNS topic to two queues',
      kafka: 'two groups read one topic',
    },
    {
      here: 'outbox',
      rabbitmq: 'a table of your own',
      sqs: 'a table of your own',
      kafka: 'change data capture',
    },
  ],
  recall: {
    question: 'Everything is queued and "pending" comes after 10 ms. Is it faster for the user?',
    options: [
      { id: 'yes', text: 'Yes: 10 ms', belief: 'async = faster for the user' },
      { id: 'no', text: 'No: the answer is still in the queue' },
      { id: 'same', text: 'It is always the same' },
    ],
    right: 'no',
    because: '"Pending" is not an answer. Never queue what the user waits for.',
  },
  opensWith: 'l14',
  takeaway: {
    text: 'All now took {answerAll} ms and failed {failedAll} of 800; payment now {answerSome} ms and {failedSome}; all queued waited up to {answerLate} s.',
  },
  notes: {
    prompt: {
      beat: 0,
      ask: 'Whose clock are you looking at?',
      answer: 'The customer\'s. In C it stops at "pending", and that is no answer.',
    },
    wrongAnswers: [
      {
        answer: 'Everything can wait: then it is all fast.',
        say: 'The first words are fast. The answer comes up to 15 s later.',
      },
      { answer: 'The ledger can wait.', say: 'Then "paid" is said before it is written down.' },
    ],
    hands: {
      kind: 'choice',
      asks: 'Which of the four must be done before the customer is answered?',
      right: 'two',
      options: [
        { id: 'charge', text: 'the charge alone' },
        { id: 'two', text: 'the charge and the ledger' },
        { id: 'all', text: 'all four' },
        { id: 'none', text: 'none: all can wait', belief: 'async = faster for the user' },
      ],
    },
  },
};
