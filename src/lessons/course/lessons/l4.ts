/** L4, durability: what is on disk when the broker dies. */
import { withScriptAt } from '../changes.ts';
import { count, firstS, times } from '../counters.ts';
import type { Lesson } from '../Lesson.ts';

/** Just before the broker dies: what happens at 10.6 s has not happened. */
const BEFORE_S = 10.599999;

export const l4: Lesson = {
  id: 'l4',
  title: 'Durability',
  covers: 'Surviving crashes',
  minutes: 5,
  question: 'The broker dies at 10.6 s. How many orders that it confirmed are gone?',
  bet: {
    kind: 'sort',
    asks: '530 published, 317 done. Confirmed, and gone after the restart:',
    bins: [
      { id: '0', text: '0' },
      { id: '30', text: '30' },
      { id: '213', text: '213' },
      { id: '530', text: '530' },
    ],
    items: [
      {
        id: 'memory',
        text: 'kept in memory',
        right: '213',
        decidedBy: { number: 'lostMemory', bins: { 0: '0', 30: '30', 213: '213', 530: '530' } },
      },
      {
        id: 'second',
        text: 'flushed each second',
        right: '30',
        decidedBy: { number: 'lostSecond', bins: { 0: '0', 30: '30', 213: '213', 530: '530' } },
      },
      {
        id: 'before',
        text: 'flushed before OK',
        right: '0',
        decidedBy: { number: 'lostBefore', bins: { 0: '0', 30: '30', 213: '213', 530: '530' } },
      },
    ],
  },
  worlds: [
    { id: 'a', title: 'memory', scenario: 'l4-durability-a' },
    { id: 'b', title: 'flushed each second', scenario: 'l4-durability-b' },
    { id: 'c', title: 'flushed before OK', scenario: 'l4-durability-c' },
  ],
  others: [
    { id: 'each', title: 'each flushed before OK', scenario: 'l4-durability-d' },
    {
      id: 'b101',
      title: 'flushed each second, dies at 10.1 s',
      scenario: 'l4-durability-b',
      changed: (scenario) => withScriptAt(scenario, 'stopBroker', 10.1),
    },
  ],
  differ: 'When messages reach the disk, and whether OK waits for it.',
  opensAtS: 10.59,
  decisiveS: 10.7,
  controls: [
    {
      kind: 'act',
      key: 'D',
      label: 'Broker down',
      acts: {
        a: [{ kind: 'stopBroker', target: 'broker', how: 'kill' }],
        b: [{ kind: 'stopBroker', target: 'broker', how: 'kill' }],
        c: [{ kind: 'stopBroker', target: 'broker', how: 'kill' }],
      },
      back: {
        label: 'Broker up',
        acts: {
          a: [{ kind: 'startBroker', target: 'broker' }],
          b: [{ kind: 'startBroker', target: 'broker' }],
          c: [{ kind: 'startBroker', target: 'broker' }],
        },
      },
    },
    {
      kind: 'number',
      label: 'When the broker dies',
      before: 'dies at',
      after: 's',
      unit: 'seconds',
      min: 5,
      max: 15,
      step: 0.1,
      standard: 10.6,
      apply: (scenario, s) => withScriptAt(scenario, 'stopBroker', s),
    },
  ],
  beats: [
    {
      title: 'The crash',
      watch: 'Which marks have a floor beneath them? The others fall.',
      toS: 10.7,
      pace: 1,
      slowedFor: 'the crash',
    },
    {
      title: 'Down',
      watch: 'The shop tries again and again. Who remembers what?',
      toS: 11.99,
      pace: 4,
    },
    {
      title: 'The restart',
      watch: 'Count what comes back.',
      toS: 12.2,
      pace: 2,
      slowedFor: 'the restart',
    },
    { title: 'To the end', watch: 'In C, the shop sends 30 again.', toS: 20, pace: 5 },
  ],
  picture: { kind: 'depth', queue: 'orders' },
  numbers: [
    {
      id: 'published',
      label: 'published by 10.6 s',
      counter: count('published'),
      in: 'a',
      atS: BEFORE_S,
      promised: 530,
      sum: '50 × 10.6 = 530',
    },
    {
      id: 'done',
      label: 'done by 10.6 s',
      counter: count('acked'),
      in: 'a',
      atS: BEFORE_S,
      promised: 317,
      sum: '10.595 ÷ 0.0333 = 317',
    },
    {
      id: 'lostMemory',
      label: 'LOST from memory',
      counter: count('lost'),
      in: 'a',
      promised: 213,
      sum: '530 − 317 = 213',
    },
    {
      id: 'lostSecond',
      label: 'LOST, flushed each second',
      counter: count('lost'),
      in: 'b',
      promised: 30,
      sum: '50/s × 0.6 s = 30',
    },
    {
      id: 'lostBefore',
      label: 'LOST, flushed before OK',
      counter: count('lost'),
      in: 'c',
      promised: 0,
      sum: '30 − 30 sent again = 0',
    },
    {
      id: 'sentAgain',
      label: 'not confirmed, so sent again',
      counter: times('forgotten'),
      in: 'c',
      promised: 30,
      sum: '50/s × 0.6 s = 30',
    },
    {
      id: 'okMemory',
      label: 'first OK from memory, in seconds',
      counter: firstS('confirmed'),
      in: 'a',
      promised: 0.01,
      sum: '5 + 5 = 10 ms',
    },
    {
      id: 'okEach',
      label: 'first OK, each flushed, in seconds',
      counter: firstS('confirmed'),
      in: 'each',
      promised: 0.014,
      sum: '5 + 4 + 5 = 14 ms',
    },
    {
      id: 'lostEach',
      label: 'LOST, each flushed before OK',
      counter: count('lost'),
      in: 'each',
      promised: 0,
      sum: 'nothing is confirmed that is not on disk',
    },
    {
      id: 'lostAt101',
      label: 'LOST, flushed each second, dies at 10.1 s',
      counter: count('lost'),
      in: 'b101',
      promised: 5,
      sum: '50/s × 0.1 s = 5',
    },
  ],
  theNumber: { numbers: ['lostMemory', 'lostSecond', 'lostBefore'], word: 'LOST' },
  price: 'OK comes after the flush: up to 1 s here, +4 ms where each is flushed',
  observe: {
    kind: 'count',
    asks: 'In B, flushed each second: how many were LOST?',
    number: 'lostSecond',
    within: 0,
    unit: 'orders',
  },
  because: [
    { world: 'a', fact: 'lost', which: 'first' },
    { world: 'b', fact: 'lost', which: 'first' },
    { world: 'c', fact: 'forgotten', which: 'first' },
  ],
  shown: [
    'All 213 had been confirmed in A: the shop had forgotten them too.',
    'In B the last flush was at 10 s. What came after it was only in memory.',
    'In C the same 30 were not confirmed yet, so the shop sends them again.',
  ],
  ask: {
    question: 'Flushed each second: and if it dies at 10.1 s?',
    answer: '5: the rate times the time since the flush, 50/s × 0.1 s.',
    number: 'lostAt101',
  },
  say: 'Durability ensures messages survive crashes.',
  sayMore: 'Durable means on disk before I say OK; anything else loses a flush window.',
  assumptions:
    'One broker without replicas; a kill loses exactly what was not flushed; the shop never dies.',
  terms: [
    {
      here: 'on disk',
      rabbitmq: 'durable queue, persistent message',
      sqs: 'always',
      kafka: 'log segment, flushed by the system',
    },
    {
      here: 'OK after the flush',
      rabbitmq: 'quorum queue confirm',
      sqs: 'the response to SendMessage',
      kafka: 'acks=all, flush.messages=1',
    },
    {
      here: 'flush window',
      rabbitmq: 'classic queue, confirm before fsync',
      sqs: 'none',
      kafka: 'flush.ms; replicas instead',
    },
  ],
  recall: {
    question: 'A broker flushes each second and says OK at once. It dies. What may be gone?',
    options: [
      { id: 'nothing', text: 'Nothing that was confirmed', belief: 'published = safe' },
      { id: 'window', text: 'What came since the last flush, confirmed or not' },
      { id: 'all', text: 'Everything in the queue' },
    ],
    right: 'window',
    because: 'OK was said before the disk had it: up to a flush window is gone.',
  },
  opensWith: 'l3',
  takeaway: {
    text: 'Of 213 inside, {lostMemory} were LOST from memory, {lostSecond} with a flush each second, {lostBefore} with OK after the flush.',
  },
  notes: {
    prompt: {
      beat: 1,
      ask: 'In C, who has the 30 while the broker is down?',
      answer: 'The shop. They were not confirmed, so it keeps them and sends them again.',
    },
    wrongAnswers: [
      {
        answer: 'None, they were confirmed.',
        say: 'Confirmed says only what the broker promised. Ask what it had on disk.',
      },
      {
        answer: 'All 530.',
        say: '317 were done and acknowledged. Only what was inside can be lost.',
      },
    ],
    hands: {
      kind: 'choice',
      asks: 'Flushed each second: how many confirmed orders are gone?',
      right: '30',
      decidedBy: 'lostSecond',
      options: [
        { id: '0', text: '0', value: 0 },
        { id: '30', text: '30', value: 30 },
        { id: '213', text: '213', value: 213 },
        { id: '530', text: '530', value: 530 },
      ],
    },
  },
};
