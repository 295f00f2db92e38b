/** L3, one message's life, step by step: if the machine dies now, does it survive? */
import type { Act } from '../../../engine/index.ts';
import { count, firstS } from '../counters.ts';
import type { Lesson, LessonWorld, PromisedNumber } from '../Lesson.ts';

/** The seven steps, and an instant within each of them, in seconds. */
const steps = [
  { id: 'publish', text: 'publish', atS: 0.05 },
  { id: 'store', text: 'store', atS: 0.12 },
  { id: 'confirm', text: 'confirm', atS: 0.2 },
  { id: 'deliver', text: 'deliver', atS: 0.3 },
  { id: 'work', text: 'work', atS: 0.5 },
  { id: 'ack', text: 'ack', atS: 0.75 },
  { id: 'delete', text: 'delete', atS: 0.92 },
] as const;

const dies: readonly Act[] = [
  { kind: 'stopBroker', target: 'broker', how: 'kill' },
  { kind: 'crashConsumer', target: 'clerk', member: 1, point: 'now' },
];
const livesAgain: readonly Act[] = [
  { kind: 'startBroker', target: 'broker' },
  { kind: 'restartConsumer', target: 'clerk', member: 1 },
];

/** Broker and clerk die within a step, and are back a second later. */
function crashed(world: 'a' | 'b', scenario: LessonWorld['scenario']): LessonWorld[] {
  return steps.map(({ id, text, atS }) => ({
    id: `${world}-${id}`,
    title: `all dies at the step "${text}"`,
    scenario,
    acts: [
      ...dies.map((act) => ({ atS, act })),
      ...livesAgain.map((act) => ({ atS: atS + 1, act })),
    ],
  }));
}

const idsOf = (world: 'a' | 'b'): string[] => steps.map(({ id }) => `${world}-${id}`);
/** Long after the restart. */
const OVER_S = 6;

const gone: readonly PromisedNumber[] = steps.map(({ id, text }) => ({
  id: `gone-${id}`,
  label: `LOST in memory, all dies at "${text}"`,
  counter: count('lost'),
  in: `a-${id}`,
  atS: OVER_S,
  promised: id === 'publish' || id === 'ack' || id === 'delete' ? 0 : 1,
  sum: sumOf(id),
}));

function sumOf(step: (typeof steps)[number]['id']): string {
  if (step === 'publish') return 'the shop still has it: 0';
  return step === 'ack' || step === 'delete'
    ? 'its work was done: 0'
    : 'acked, and not worked on: 1';
}

export const l3: Lesson = {
  id: 'l3',
  title: 'The life of a message',
  covers: 'How it works',
  minutes: 6,
  question: 'Seven steps of one message. If everything dies now, does it survive?',
  bet: {
    kind: 'sort',
    asks: 'In memory, acknowledged when sent: all dies at this step.',
    bins: [
      { id: 'survives', text: 'survives' },
      { id: 'lost', text: 'LOST' },
    ],
    items: steps.map(({ id, text }) => ({
      id,
      text,
      right: id === 'publish' || id === 'ack' || id === 'delete' ? 'survives' : 'lost',
      decidedBy: { number: `gone-${id}`, bins: { 0: 'survives', 1: 'lost' } },
    })),
  },
  worlds: [
    { id: 'a', title: 'in memory, acknowledged when sent', scenario: 'l3-life-a' },
    { id: 'b', title: 'on disk, acknowledged after the work', scenario: 'l3-life-b' },
  ],
  others: [...crashed('a', 'l3-life-a'), ...crashed('b', 'l3-life-b')],
  differ: 'Where the message is kept, and when it is deleted.',
  opensAtS: 0,
  decisiveS: 0.5,
  controls: [
    {
      kind: 'act',
      key: 'D',
      label: 'Everything dies, for a second',
      acts: { a: dies, b: dies },
      later: { afterS: 1, acts: { a: livesAgain, b: livesAgain } },
    },
  ],
  beats: [
    { title: 'Publish', watch: 'It is on the wire. Only the shop has it.', toS: 0.099, pace: 1 },
    { title: 'Store', watch: 'The broker has it; the disk is still at work.', toS: 0.149, pace: 1 },
    {
      title: 'Confirm',
      watch: 'OK is on its way to the shop. A said it sooner.',
      toS: 0.25,
      pace: 1,
    },
    {
      title: 'Deliver',
      watch: 'It is on the wire to the clerk. In A it is deleted already.',
      toS: 0.399,
      pace: 1,
    },
    { title: 'Work', watch: 'The clerk works. Who else has the message?', toS: 0.599, pace: 1 },
    {
      title: 'Ack',
      watch: 'The work is done. In B nobody but the clerk knows.',
      toS: 0.899,
      pace: 1,
    },
    {
      title: 'Delete',
      watch: 'The ack is there, but not on disk yet. Then B deletes.',
      toS: 1.2,
      pace: 1,
    },
  ],
  picture: { kind: 'sequence', message: 1 },
  numbers: [
    ...gone,
    {
      id: 'losesMemory',
      label: 'steps that lose it, in memory',
      counter: count('lost'),
      in: idsOf('a'),
      atS: OVER_S,
      promised: 4,
      sum: 'store, confirm, deliver, work: 4 of 7',
    },
    {
      id: 'losesDisk',
      label: 'steps that lose it, on disk',
      counter: count('lost'),
      in: idsOf('b'),
      atS: OVER_S,
      promised: 0,
      sum: 'always the shop or the disk has it: 0 of 7',
    },
    {
      id: 'twice',
      label: 'steps that do the work twice, on disk',
      counter: count('duplicateEffects'),
      in: idsOf('b'),
      atS: OVER_S,
      promised: 2,
      sum: 'ack and delete: done, and not recorded',
    },
    {
      id: 'confirmDisk',
      label: 'OK from the disk, in seconds',
      counter: firstS('confirmed'),
      in: 'b',
      promised: 0.25,
      sum: '0.1 + 0.05 + 0.1 = 0.25 s',
    },
    {
      id: 'confirmMemory',
      label: 'OK from memory, in seconds',
      counter: firstS('confirmed'),
      in: 'a',
      promised: 0.2,
      sum: '0.1 + 0.1 = 0.2 s',
    },
  ],
  theNumber: { numbers: ['losesMemory', 'losesDisk'], word: 'of 7 steps lose it' },
  price: 'two of the seven steps do the work twice, and OK comes 50 ms later',
  observe: {
    kind: 'choice',
    asks: 'In B, when was the message deleted?',
    options: [
      { id: 'delivered', text: 'When it was delivered', belief: 'delivered = done' },
      { id: 'worked', text: 'When the work was done' },
      { id: 'acked', text: 'When the ack had arrived' },
    ],
    right: 'acked',
  },
  because: [
    { world: 'b', fact: 'confirmed', which: 'first' },
    { world: 'b', fact: 'acked', which: 'first' },
  ],
  shown: [
    'In B somebody has the message at every step: the shop, then the disk.',
    'Between "work done" and "delete recorded" only the clerk knows that it is done.',
    'If it dies there, the broker hands the message out again.',
  ],
  ask: {
    question: 'At which arrow does the producer know that it is safe?',
    answer: 'At the confirm, which leaves when the disk has it and arrives at 0.25 s.',
    number: 'confirmDisk',
  },
  say: 'Publish, store, deliver, process, ack – and only the ack deletes.',
  assumptions: 'Wires of 100 and 300 ms, so that each step can be seen; producers do not die.',
  terms: [
    { here: 'deliver', rabbitmq: 'basic.deliver', sqs: 'ReceiveMessage', kafka: 'fetch' },
    {
      here: 'acknowledged when sent',
      rabbitmq: 'automatic ack',
      sqs: 'none: it always waits for DeleteMessage',
      kafka: 'commit before processing',
    },
    {
      here: 'delete',
      rabbitmq: 'removed on ack',
      sqs: 'DeleteMessage',
      kafka: 'never: retention removes',
    },
  ],
  recall: {
    question: 'What deletes a message from a queue?',
    options: [
      { id: 'delivery', text: 'Its delivery', belief: 'delivered = done' },
      { id: 'work', text: 'The end of the work' },
      { id: 'ack', text: 'Its ack' },
    ],
    right: 'ack',
    because: 'Delivered is not done. The broker keeps it until the ack has arrived.',
  },
  opensWith: 'l2',
  takeaway: {
    text: 'Of seven steps {losesMemory} lost it in memory, {losesDisk} on disk; {twice} did the work twice.',
  },
  notes: {
    prompt: {
      beat: 0,
      ask: 'Before each step: who has the message now?',
      answer:
        'In B the shop until the confirm, then the disk until the delete. In A nobody but a wire.',
    },
    wrongAnswers: [
      { answer: 'Stored means safe.', say: 'Stored in memory, it is gone with the broker.' },
      {
        answer: 'After the work it cannot be lost.',
        say: 'So it is. But before the ack is recorded, it can be done again.',
      },
    ],
    hands: {
      kind: 'choice',
      asks: 'In memory, acknowledged when sent: at how many of the seven steps is it LOST?',
      right: '4',
      decidedBy: 'losesMemory',
      options: [
        { id: '0', text: '0', value: 0 },
        { id: '2', text: '2', value: 2 },
        { id: '4', text: '4', value: 4 },
        { id: '7', text: '7', value: 7 },
      ],
    },
  },
};
