/** L1, coupling: what somebody else's outage does to a caller that waits. */

import { withNode, withWire } from '../changes.ts';
import { answerMaxMs, count, inQueue, orders, sojournS } from '../counters.ts';
import type { Lesson } from '../Lesson.ts';

export const l1: Lesson = {
  id: 'l1',
  title: 'Coupling and cascade',
  covers: 'Why queues',
  minutes: 5,
  question: 'E-mail is down for ten seconds. How many of 300 orders fail?',
  bet: {
    kind: 'choice',
    asks: 'Checkout calls e-mail and waits. How many of 300 orders fail?',
    options: [
      { id: '0', text: '0', value: 0, belief: 'an e-mail is not part of an order' },
      { id: '10', text: '10', value: 10, belief: 'only what is being sent right now fails' },
      { id: '100', text: 'about 100', value: 100 },
      { id: '300', text: '300', value: 300, belief: 'one dead part kills everything' },
    ],
    right: '100',
    decidedBy: 'failedCalled',
  },
  worlds: [
    { id: 'a', title: 'e-mail is called', scenario: 'l1-coupling-a' },
    { id: 'b', title: 'e-mail behind a queue', scenario: 'l1-coupling-b' },
  ],
  others: [],
  differ: 'Checkout calls e-mail and waits, or leaves it a message.',
  opensAtS: 9.9,
  decisiveS: 12,
  controls: [
    {
      kind: 'act',
      key: 'K',
      label: 'E-mail down',
      acts: {
        a: [{ kind: 'crashService', target: 'email' }],
        b: [{ kind: 'crashConsumer', target: 'email', member: 1, point: 'now' }],
      },
      back: {
        label: 'E-mail up',
        acts: {
          a: [{ kind: 'restartService', target: 'email' }],
          b: [{ kind: 'restartConsumer', target: 'email', member: 1 }],
        },
      },
    },
    {
      kind: 'number',
      label: 'Threads of checkout',
      before: '',
      after: 'threads',
      unit: 'threads',
      min: 1,
      max: 100,
      step: 1,
      standard: 10,
      apply: (scenario, threads) => withNode(scenario, 'checkout', { threads }),
    },
    {
      kind: 'number',
      label: 'How long checkout waits for e-mail',
      before: 'give up after',
      after: 's',
      unit: 'seconds',
      min: 0.1,
      max: 30,
      step: 0.1,
      standard: 5,
      apply: (scenario, s) =>
        withWire(scenario, 'checkout', 'email', { timeoutUs: Math.round(s * 1e6) }),
    },
  ],
  beats: [
    {
      title: 'E-mail dies',
      watch: 'In A, watch the threads of checkout: how many still work?',
      toS: 11,
      pace: 3,
      slowedFor: 'the outage',
    },
    {
      title: 'Down',
      watch: 'Payment is healthy. Look at who gets to it.',
      toS: 20.2,
      pace: 5,
    },
    { title: 'Back', watch: 'E-mail is back. In B, watch the queue drain.', toS: 40, pace: 6 },
  ],
  picture: { kind: 'failed' },
  numbers: [
    {
      id: 'failedCalled',
      label: 'orders failed, e-mail called',
      counter: count('ordersFailed'),
      in: 'a',
      promised: 102,
      sum: '20 + 82 = 102',
    },
    {
      id: 'timedOut',
      label: 'of them timed out',
      counter: orders('timedOut'),
      in: 'a',
      promised: 20,
      sum: '2 × 10 threads = 20',
    },
    {
      id: 'refused',
      label: 'of them refused: no thread',
      counter: orders('refused'),
      in: 'a',
      promised: 82,
      sum: '2 × 41 = 82',
    },
    {
      id: 'failedQueued',
      label: 'orders failed, e-mail queued',
      counter: count('ordersFailed'),
      in: 'b',
      promised: 0,
      sum: 'nobody waits for e-mail',
    },
    {
      id: 'emailsLost',
      label: 'e-mails lost',
      counter: count('lost'),
      in: 'b',
      promised: 0,
      sum: '300 − 300 sent = 0',
    },
    {
      id: 'latest',
      label: 'latest e-mail, in seconds',
      counter: sojournS('max'),
      in: 'b',
      promised: 10.099,
      sum: '20.05 − 9.951 = 10.099 s',
    },
    {
      id: 'deepest',
      label: 'e-mails waiting at most, and in hand',
      counter: inQueue('emails', 'depthMax'),
      in: 'b',
      promised: 101,
      sum: '10/s × 10 s + 1 = 101',
    },
    {
      id: 'answerCalled',
      label: 'slowest answer, e-mail called, in ms',
      counter: answerMaxMs,
      in: 'a',
      promised: 101,
      sum: '1 + 50 + 50 = 101 ms',
    },
    {
      id: 'answerQueued',
      label: 'slowest answer, e-mail queued, in ms',
      counter: answerMaxMs,
      in: 'b',
      promised: 51,
      sum: '1 + 50 = 51 ms',
    },
  ],
  theNumber: { numbers: ['failedCalled', 'failedQueued'], word: 'orders failed' },
  price: 'the slowest e-mail comes 10 s late',
  observe: {
    kind: 'choice',
    asks: 'In A, what were most of the failed orders turned away by?',
    options: [
      { id: 'email', text: 'E-mail, which was down' },
      { id: 'payment', text: 'Payment, which was overloaded' },
      { id: 'checkout', text: 'Checkout, which had no thread left' },
    ],
    right: 'checkout',
  },
  because: [
    { world: 'a', fact: 'callRefused', which: 'first' },
    { world: 'b', fact: 'redelivered', which: 'first' },
  ],
  shown: [
    'Ten threads wait five seconds each for an answer that does not come.',
    'Then no thread is left, and healthy payment is out of reach too.',
    'Behind the queue the same outage is a backlog of 100 e-mails.',
  ],
  ask: {
    question: 'Which thread was busy doing nothing?',
    answer: 'All ten of checkout: each waited for e-mail. 82 orders found none free.',
    number: 'refused',
  },
  say: 'Without a queue their outage is my outage; with it, it is my backlog.',
  assumptions:
    'Constant work; a dead service answers nothing; checkout has no waiting room and never retries.',
  terms: [
    {
      here: 'call and wait',
      rabbitmq: 'RPC with reply queue',
      sqs: 'request–response (no queue)',
      kafka: 'request–response (no topic)',
    },
    { here: 'leave a message', rabbitmq: 'basic.publish', sqs: 'SendMessage', kafka: 'produce' },
    {
      here: 'backlog',
      rabbitmq: 'messages ready',
      sqs: 'ApproximateNumberOfMessagesVisible',
      kafka: 'consumer lag',
    },
  ],
  recall: {
    question: 'E-mail is down and checkout calls it. Why do orders fail that payment could take?',
    options: [
      { id: 'threads', text: 'All threads of checkout wait for e-mail' },
      { id: 'payment', text: 'Payment fails along with e-mail' },
      { id: 'queue', text: 'The queue is full' },
    ],
    right: 'threads',
    because: 'A caller that waits lends its thread to the one it waits for.',
  },
  opensWith: 'l0',
  takeaway: {
    text: 'With e-mail down, {failedCalled} of 300 orders failed by calling and {failedQueued} by queueing.',
  },
  notes: {
    prompt: {
      beat: 1,
      ask: 'Point at a thread of A: what is it waiting for?',
      answer:
        'For e-mail, up to 5 s each. After one second all ten wait, and none is left for payment.',
    },
    wrongAnswers: [
      {
        answer: 'Ten: only those being sent.',
        say: 'Each call holds a thread for 5 s. Ten threads are gone after a second.',
      },
      {
        answer: 'None: an e-mail is not part of an order.',
        say: 'Checkout waits for it all the same, so it is part of every order.',
      },
      {
        answer: 'All 300.',
        say: 'Only while e-mail is down, and until the last thread is free: 102.',
      },
    ],
  },
};
