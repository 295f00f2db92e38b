/** L9, a queue is not capacity: more in than out, for good. */
import { withNode, withRate } from '../changes.ts';
import { count, counted, emptyAfterS, firstS, inQueue, readyIn } from '../counters.ts';
import type { Lesson } from '../Lesson.ts';

/** Orders a second that five clerks of 50 ms can do. */
const DONE_PER_S = 100;

export const l9: Lesson = {
  id: 'l9',
  title: 'A queue is not capacity',
  covers: 'The limit of buffering',
  minutes: 4,
  question: '120 orders a second come, 100 can be done. Does the queue settle?',
  bet: {
    kind: 'choice',
    asks: 'Where does the backlog settle?',
    options: [
      { id: '20', text: 'at 20', value: 20, belief: 'the difference is the backlog' },
      { id: '120', text: 'at 120', value: 120 },
      { id: '1200', text: 'never: 1,200 after a minute', value: 1_200 },
      { id: '0', text: 'at 0', value: 0, belief: 'a queue adds capacity' },
    ],
    right: '1200',
    decidedBy: 'waiting60',
  },
  worlds: [
    { id: 'a', title: 'a queue without a limit', scenario: 'l9-capacity-a' },
    { id: 'b', title: 'a queue with room for 500', scenario: 'l9-capacity-b' },
  ],
  others: [
    { id: 'c', title: 'the spike of L8, clerks doubled', scenario: 'l9-capacity-c' },
    { id: 'l8', title: 'the spike of L8', scenario: 'l8-spike-b' },
  ],
  differ: 'The one grows; the other refuses what does not fit.',
  opensAtS: 0,
  decisiveS: 26,
  controls: [
    {
      kind: 'number',
      label: 'Orders a second',
      before: '',
      after: 'orders/s in',
      unit: 'per second',
      min: 10,
      max: 300,
      step: 10,
      standard: 120,
      apply: (scenario, perS) => withRate(scenario, 'customers', perS),
    },
    {
      kind: 'number',
      label: 'Clerks',
      before: 'against',
      after: 'clerks at 20/s each',
      unit: 'clerks',
      min: 1,
      max: 20,
      step: 1,
      standard: 5,
      apply: (scenario, clerks) => withNode(scenario, 'clerks', { count: clerks }),
    },
    {
      kind: 'act',
      key: 'N',
      label: 'Five clerks more',
      acts: {
        a: Array.from({ length: 5 }, () => ({ kind: 'addConsumer', target: 'clerks' }) as const),
        b: Array.from({ length: 5 }, () => ({ kind: 'addConsumer', target: 'clerks' }) as const),
      },
    },
  ],
  beats: [
    { title: 'The ramp', watch: 'How much more waits, each second?', toS: 20, pace: 5 },
    { title: 'Full', watch: 'B is full at 25 s. What happens at its door?', toS: 30, pace: 5 },
    { title: 'A minute', watch: 'How old is the oldest order?', toS: 60, pace: 6 },
  ],
  picture: { kind: 'depth', queue: 'orders' },
  numbers: [
    {
      id: 'waiting20',
      label: 'waiting at 20 s',
      counter: readyIn('orders'),
      in: 'a',
      atS: 20,
      promised: 400,
      sum: '20 × 20 = 400',
    },
    {
      id: 'waiting60',
      label: 'waiting at 60 s, no limit',
      counter: readyIn('orders'),
      in: 'a',
      promised: 1_200,
      sum: '(120 − 100) × 60 = 1,200',
    },
    {
      id: 'newcomer',
      label: 'wait of a newcomer at 60 s, in seconds',
      counter: counted(
        'ready ÷ done per second',
        's',
        (run) => readyIn('orders').of(run) / DONE_PER_S,
      ),
      in: 'a',
      promised: 12,
      sum: '1,200 ÷ 100 = 12 s',
    },
    {
      id: 'waitingBounded',
      label: 'waiting at 60 s, room for 500',
      counter: readyIn('orders'),
      in: 'b',
      promised: 500,
      sum: 'full: 500',
    },
    {
      id: 'fullAt',
      label: 'first refused, in seconds',
      counter: firstS('refused'),
      in: 'b',
      promised: 25,
      tolerance: 0.1,
      sum: '500 ÷ 20 = 25 s',
    },
    {
      id: 'refused',
      label: 'refused by 60 s, room for 500',
      counter: count('refused'),
      in: 'b',
      promised: 700,
      sum: '20 × (60 − 25) = 700',
    },
    {
      id: 'peakDoubled',
      label: 'waiting at most in the spike, clerks doubled',
      counter: inQueue('orders', 'readyMax'),
      in: 'c',
      promised: 1_000,
      sum: '150 × 5 + 50 × 5 = 1,000',
    },
    {
      id: 'emptyDoubled',
      label: 'empty after the spike, clerks doubled, in seconds',
      counter: emptyAfterS('orders', 20),
      in: 'c',
      promised: 6.7,
      tolerance: 0.1,
      sum: '1,000 ÷ (200 − 50) = 6.67 s',
    },
    {
      id: 'emptyL8',
      label: 'empty after the spike, as in L8, in seconds',
      counter: emptyAfterS('orders', 20),
      in: 'l8',
      promised: 30,
      tolerance: 0.1,
      sum: '1,500 ÷ (100 − 50) = 30 s',
    },
  ],
  theNumber: { numbers: ['waiting60', 'waitingBounded'], word: 'waiting after a minute' },
  price: '700 orders are refused: a limit is honest, not kind',
  observe: {
    kind: 'count',
    asks: 'In A: how many orders waited after a minute?',
    number: 'waiting60',
    within: 60,
    unit: 'orders',
  },
  because: [{ world: 'b', fact: 'refused', which: 'first' }],
  shown: [
    'Each second 20 orders more come in than go out, for ever.',
    'A limit only says when the refusing begins.',
    'Doubled clerks change the slope: the spike of L8 peaks at 1,000 and is over after 6.7 s.',
  ],
  ask: {
    question: 'Which alarm would you set: on depth, or on the age of the oldest?',
    answer: 'On the age: 1,200 waiting says little, 12 s of waiting says what a customer feels.',
    number: 'newcomer',
  },
  say: 'Queues buy time, not throughput: if average in beats average out, no queue is long enough.',
  assumptions: 'Constant gaps and work; a clerk more is there at once.',
  terms: [
    {
      here: 'age of the oldest',
      rabbitmq: 'head message timestamp',
      sqs: 'ApproximateAgeOfOldestMessage',
      kafka: 'time lag',
    },
    { here: 'room for 500', rabbitmq: 'x-max-length', sqs: 'none', kafka: 'retention.bytes' },
    {
      here: 'more clerks',
      rabbitmq: 'more consumers',
      sqs: 'more pollers',
      kafka: 'more partitions and members',
    },
  ],
  recall: {
    question: 'In on average 120 a second, out 100. What helps for good?',
    options: [
      { id: 'longer', text: 'A longer queue', belief: 'a queue adds capacity' },
      { id: 'out', text: 'More out, or less in' },
      { id: 'wait', text: 'Waiting until it settles' },
    ],
    right: 'out',
    because: 'No queue is long enough for an average that does not fit.',
  },
  opensWith: 'l8',
  takeaway: {
    text: 'At 120 in and 100 out, {waiting60} waited after a minute; with room for 500, {refused} were refused.',
  },
  notes: {
    prompt: {
      beat: 0,
      ask: 'What would the line look like at 99 in? At 101?',
      answer: 'At 99 it stays flat. At 101 it climbs, one a second, for ever.',
    },
    wrongAnswers: [
      {
        answer: 'It settles at 20.',
        say: '20 is what is added each second. After a minute that is 1,200.',
      },
      {
        answer: 'It settles when the queue is warm.',
        say: 'Nothing gets faster. In is more than out in every second.',
      },
    ],
  },
};
