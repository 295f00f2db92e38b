/** The outbox: what is committed and what is published are two writes, unless the second stands in the first. */
import type { Scenario } from '../../engine/index.ts';
import { counted, effects, firstS, type NumberControl } from '../../lessons/course/index.ts';
import { type Card, usualSeconds } from './Card.ts';
import { plainly, sum, valueAt, written } from './sums.ts';

/** A hundred orders, less the three whose commit a crash prevented. */
const PAID = 97;

const crashes: NumberControl = {
  kind: 'number',
  label: 'Crashes right after a commit',
  before: '97 orders are paid, and right after a commit the shop dies',
  after: 'times',
  unit: 'crashes',
  min: 1,
  max: 5,
  step: 1,
  standard: 5,
  apply: withCrashesAfterCommit,
};

/** Paid orders that somebody was told about; a second e-mail about one of them does not count again. */
const told = counted('effects.mailer.orders', '', (run) => {
  const { of: sent } = effects('mailer', 'effects');
  const { of: twice } = effects('mailer', 'duplicates');
  return sent(run) - twice(run);
});

export const outbox: Card = {
  id: 'outbox',
  title: 'The outbox',
  lesson: null,
  asked: 'You commit the order, then publish the event. The process dies in between. What now?',
  words: [
    'dual write',
    'transactional outbox',
    'change data capture',
    'CDC',
    'publisher confirms',
    'relay',
  ],
  state:
    'Commit and publish are two writes: write the message with the state, and let a relay publish it.',
  worlds: [
    { id: 'a', title: 'commit, then publish', scenario: 'outbox-a' },
    { id: 'b', title: 'an outbox, and a relay', scenario: 'outbox-c' },
  ],
  opensAtS: 3.9,
  opening: { fromS: 2.4, toS: 3.9, pace: 3 },
  controls: [crashes],
  picture: { kind: 'done', queue: 'mails' },
  breaks: {
    key: 'D',
    label: 'Crash after the commit',
    watch: 'Each is paid, and nobody is left who would publish it.',
    toS: 9.3,
    pace: 3,
  },
  mends: {
    watch: 'The relay finds them when the shop is back. The last goes out twice.',
    toS: 9.3,
    pace: 3,
  },
  numbers: [
    {
      id: 'toldWithout',
      label: 'told of 97 paid, commit then publish',
      counter: told,
      in: 'a',
      byHand: (values) => {
        const crashed = valueAt(values, 0);
        return sum(`${PAID} − ${written(crashed)}`, PAID - crashed);
      },
    },
    {
      id: 'toldWith',
      label: 'told of 97 paid, with an outbox',
      counter: told,
      in: 'b',
      byHand: plainly('what is committed is published: 97', PAID),
    },
    {
      id: 'twice',
      label: 'told twice, with an outbox',
      counter: effects('mailer', 'duplicates'),
      in: 'b',
      byHand: plainly('one crash between publish and confirm: 1', 1),
    },
    {
      id: 'relayWait',
      label: 'the first message leaves, in seconds',
      counter: firstS('published'),
      in: 'b',
      byHand: plainly('the relay looks every 50 ms: 0.05 s', 0.05),
    },
  ],
  theNumber: { numbers: ['toldWithout', 'toldWith'], word: 'of 97 paid orders told' },
  price: 'A row more in each transaction, a wait of up to 50 ms for the relay, and duplicates.',
  because: 'Without a transaction over database and broker, one write must be made from the other.',
  assumptions:
    'Three crashes before a commit leave nothing: 100 − 3 are paid. A restart takes 30 ms; one mailer.',
  seconds: usualSeconds,
};

/** The scenario with the first so many of its crashes between commit and publish. */
function withCrashesAfterCommit(scenario: Scenario, count: number): Scenario {
  let left = count;
  const faults = scenario.faults.filter(
    (fault) => fault.kind !== 'crashProducer' || fault.point !== 'afterCommit' || left-- > 0,
  );
  return { ...scenario, faults };
}
