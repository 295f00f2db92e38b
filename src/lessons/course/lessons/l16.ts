/** L16, find the bug: four anonymous designs, three faults to expose each, one change to cure it. */
import type { Act } from '../../../engine/index.ts';
import { answerMaxMs, count, counted, sojournS, stuck } from '../counters.ts';
import type { Lesson, LessonWorld, PromisedNumber, TimedAct } from '../Lesson.ts';

/** What can be done to a design. */
export const injections = [
  {
    id: 'spike',
    key: 'T',
    label: 'Spike ×5 for 10 s',
    act: { kind: 'spike', target: 'customers', factor: 5, lengthUs: 10_000_000 },
  },
  {
    id: 'crash',
    key: 'C',
    label: 'Clerk dies before its ack',
    act: { kind: 'crashConsumer', target: 'clerk', member: 1, point: 'afterEffect' },
  },
  {
    id: 'late',
    key: 'W',
    label: 'A delivery comes 100 ms late',
    act: { kind: 'delayPacket', from: 'receipts', to: 'clerk', byUs: 100_000 },
  },
  {
    id: 'broker',
    key: 'D',
    label: 'Broker dies for 2 s',
    act: { kind: 'stopBroker', target: 'broker', how: 'kill' },
  },
  {
    id: 'poison',
    key: 'X',
    label: 'A message that always fails',
    act: { kind: 'poisonNext', target: 'receipts' },
  },
] as const satisfies readonly { id: string; key: string; label: string; act: Act }[];

export type InjectionId = (typeof injections)[number]['id'];

/** The four flaws, what cures each, and the faults that show it best. */
export const flaws = [
  {
    id: 'answer',
    text: 'the answer waits in a queue',
    cure: 'answer before the queue',
    shownBy: ['spike'],
  },
  {
    id: 'key',
    text: 'no idempotency key',
    cure: 'a key, stored with the effect',
    shownBy: ['crash'],
  },
  {
    id: 'limit',
    text: 'no delivery limit',
    cure: 'three deliveries, then a dead letter',
    shownBy: ['poison'],
  },
  {
    id: 'disk',
    text: 'the queue is only in memory',
    cure: 'on disk before the confirm',
    shownBy: ['spike', 'broker'],
  },
] as const satisfies readonly {
  id: string;
  text: string;
  cure: string;
  shownBy: readonly InjectionId[];
}[];

export type FlawId = (typeof flaws)[number]['id'];

/** The answer that a customer waits for may take so long at most, in ms. */
export const ANSWER_LIMIT_MS = 300;

const designs = [
  { id: 'a', title: 'design A', scenario: 'l16-bug-a', flaw: 'answer' },
  { id: 'b', title: 'design B', scenario: 'l16-bug-b', flaw: 'key' },
  { id: 'c', title: 'design C', scenario: 'l16-bug-c', flaw: 'limit' },
  { id: 'd', title: 'design D', scenario: 'l16-bug-d', flaw: 'disk' },
] as const satisfies readonly (LessonWorld & { flaw: FlawId })[];

/** The flaw that a design has, by its id. */
export function flawOf(design: string): FlawId | null {
  return designs.find(({ id }) => id === design)?.flaw ?? null;
}

/** In design A what the customer came for is done behind the queue: his wait ends with the ack. */
export const answerMs = counted('answerMaxMs', 'ms', (run) =>
  run.scenario.name === 'l16-bug-a' ? sojournS('max').of(run) * 1_000 : answerMaxMs.of(run),
);
/** Gone for good: lost, or thrown away at a limit. */
export const gone = counted('lost', '', (run) => count('lost').of(run) + count('dropped').of(run));
export const twice = count('duplicateEffects');

/** What a design is held to, and how far it is off. */
export const verdicts = [
  { id: 'gone', label: 'lost', counter: gone, limit: 0 },
  { id: 'twice', label: 'done twice', counter: twice, limit: 0 },
  { id: 'stuck', label: 'stuck', counter: stuck, limit: 0 },
  { id: 'answer', label: 'slowest answer, in ms', counter: answerMs, limit: ANSWER_LIMIT_MS },
] as const;

/** The faults that show a design's flaw: at 5 s, and the next one at 7 s. */
function shown(flaw: FlawId): readonly TimedAct[] {
  const shownBy: readonly InjectionId[] = flaws.find((one) => one.id === flaw)?.shownBy ?? [];
  return shownBy.flatMap((id, i) => {
    const injection = injections.find((one) => one.id === id);
    return injection === undefined ? [] : [{ atS: 5 + 2 * i, act: injection.act }];
  });
}

const exposed: readonly LessonWorld[] = designs.map(({ id, title, scenario, flaw }) => ({
  id: `${id}-exposed`,
  title: `${title}, exposed`,
  scenario,
  acts: shown(flaw),
}));

const allFour: readonly TimedAct[] = injections.map(({ act }, i) => ({ atS: 3 + 3 * i, act }));

const calm: readonly PromisedNumber[] = designs.map(({ id, title }) => ({
  id: `calm-${id}`,
  label: `slowest answer of ${title} without a fault, in ms`,
  counter: answerMs,
  in: id,
  promised: id === 'a' ? 30 : 160,
  sum: id === 'a' ? '30 ms of work' : '10 + 150 = 160 ms',
}));

export const l16: Lesson = {
  id: 'l16',
  title: 'Find the bug',
  covers: 'Mistakes, thinking, takeaways',
  minutes: 8,
  question: 'Four designs, one flaw each. Which flaw is where?',
  bet: {
    kind: 'sort',
    asks: 'Look at the pictures only. Which flaw?',
    bins: flaws.map(({ id, text }) => ({ id, text })),
    items: designs.map(({ id, title, flaw }) => ({ id, text: title, right: flaw })),
  },
  worlds: [designs[0], designs[1], designs[2], designs[3]],
  others: [
    ...exposed,
    { id: 'cured', title: 'without a flaw', scenario: 'l16-cured' },
    { id: 'tried', title: 'without a flaw, all five faults', scenario: 'l16-cured', acts: allFour },
  ],
  differ: 'Each has another flaw. Orders and seed are the same.',
  opensAtS: 0,
  decisiveS: 5,
  controls: [],
  beats: [
    {
      title: 'Expose',
      watch: 'Choose a design. Three faults are yours: expose its flaw.',
      pace: 5,
    },
    { title: 'Cure', watch: 'One change is yours: cure it, under the same faults.', pace: 5 },
  ],
  picture: { kind: 'depth', queue: 'receipts' },
  numbers: [
    ...calm,
    {
      id: 'slow',
      label: 'slowest answer of design A in a spike, in ms',
      counter: answerMs,
      in: 'a-exposed',
      promised: 20_030,
      sum: '(100 − 33.3) × 10 × 30 ms ≈ 20 s',
    },
    {
      id: 'twice',
      label: 'done twice in design B',
      counter: twice,
      in: 'b-exposed',
      promised: 1,
      sum: 'one crash before the ack: 1',
    },
    {
      id: 'stuck',
      label: 'stuck in design C',
      counter: stuck,
      in: 'c-exposed',
      promised: 1_503,
      sum: '1,600 − 97 before it = 1,503',
    },
    {
      id: 'lost',
      label: 'LOST in design D',
      counter: gone,
      in: 'd-exposed',
      promised: 124,
      sum: '285 published − 161 done = 124',
    },
    {
      id: 'curedLost',
      label: 'LOST without a flaw, all five faults',
      counter: gone,
      in: 'tried',
      promised: 0,
      sum: 'disk, confirm, ack: 0',
    },
    {
      id: 'curedTwice',
      label: 'done twice without a flaw, all five faults',
      counter: twice,
      in: 'tried',
      promised: 0,
      sum: 'a key with the effect: 0',
    },
    {
      id: 'curedStuck',
      label: 'stuck without a flaw, all five faults',
      counter: stuck,
      in: 'tried',
      promised: 0,
      sum: 'a limit and a dead letter: 0',
    },
    {
      id: 'curedAnswer',
      label: 'slowest answer without a flaw, all five faults, in ms',
      counter: answerMs,
      in: 'tried',
      promised: 160,
      sum: '10 + 150 = 160 ms',
    },
  ],
  theNumber: { numbers: ['lost', 'curedLost'], word: 'LOST' },
  price: 'each cure has its own: a disk, a table of keys, somebody who reads dead letters',
  observe: {
    kind: 'choice',
    asks: 'Which fault showed nothing in any design?',
    options: [
      { id: 'late', text: 'A delivery that comes 100 ms late' },
      { id: 'crash', text: 'The clerk dies before its ack' },
      { id: 'poison', text: 'A message that always fails' },
    ],
    right: 'late',
  },
  because: [
    { world: 'b-exposed', fact: 'effectRepeated', which: 'first' },
    { world: 'd-exposed', fact: 'lost', which: 'first' },
  ],
  shown: [
    'Without a fault all four designs look the same.',
    'Each flaw needs its own fault to be seen.',
    'The cured design takes all five faults and keeps every promise.',
  ],
  ask: {
    question: 'What would you monitor?',
    answer:
      'The age of the oldest, dead letters, redeliveries, and the answer time. All faults together keep it at 160 ms.',
    number: 'curedAnswer',
  },
  say: 'Think async, expect duplicates, plan for failure.',
  assumptions: 'One broker, one clerk; a restart brings the broker back by itself after 2 s.',
  terms: [
    {
      here: 'chaos experiment',
      rabbitmq: 'stop a node, close connections',
      sqs: 'fault injection in your client',
      kafka: 'stop a broker, kill a member',
    },
    {
      here: 'redeliveries',
      rabbitmq: 'redelivered rate',
      sqs: 'ApproximateReceiveCount',
      kafka: 'rebalances, lag',
    },
  ],
  recall: {
    question: 'A design looks fine as long as nothing fails. What do you know?',
    options: [
      { id: 'good', text: 'That it is good' },
      { id: 'little', text: 'Little: cause the faults it must survive' },
      { id: 'slow', text: 'That it is slow' },
    ],
    right: 'little',
    because: 'All four designs looked the same until something failed.',
  },
  opensWith: 'l15',
  takeaway: {
    text: 'Under the same faults the cured designs left {curedLost} lost, {curedTwice} done twice, {curedStuck} stuck.',
  },
  notes: {
    prompt: {
      beat: 0,
      ask: 'Which three faults would you cause first, and why?',
      answer:
        'One for each promise: kill the broker, crash the clerk, poison a message. Then a spike.',
    },
    wrongAnswers: [
      {
        answer: 'A late delivery shows a missing key.',
        say: 'Nothing comes twice. A crash before the ack shows it.',
      },
      {
        answer: 'A spike shows a missing limit.',
        say: 'It shows a queued answer. A message that always fails shows the limit.',
      },
    ],
    hands: {
      kind: 'choice',
      asks: 'Which fault shows that a design has no idempotency key?',
      right: 'crash',
      options: [
        { id: 'late', text: 'a delivery that comes late' },
        { id: 'crash', text: 'the clerk dies before its ack' },
        { id: 'poison', text: 'a message that always fails' },
        { id: 'spike', text: 'a spike of orders' },
      ],
    },
  },
};
