/** The outbox: what is committed and what is published are two writes, until the second is kept with the first. */
import type { Scenario } from '../../engine/index.ts';
import { count, type NumberControl, withNode } from '../../lessons/course/index.ts';
import { type Card, usualSeconds } from './Card.ts';
import { plainly, sum, valueAt, written } from './sums.ts';

const DOWN_S = 1.05;
const PER_S = 10;
const OF = 31;

const outage: NumberControl = {
  kind: 'number',
  label: 'How long the broker is away',
  before: '10 orders/s are committed, the broker is away for',
  after: 's',
  unit: 'seconds',
  min: 0.5,
  max: 1.5,
  step: 0.5,
  standard: 1,
  apply: (scenario, s) => withOutage(scenario, s),
};

export const outbox: Card = {
  id: 'outbox',
  title: 'The outbox',
  lesson: null,
  asked:
    'You commit the order, then publish the event. The broker is away in between. What is the state?',
  words: [
    'dual write',
    'transactional outbox',
    'change data capture',
    'CDC',
    'publisher confirms',
    'relay',
  ],
  state:
    'Commit and publish are two writes: keep the message with the state until the broker has confirmed it.',
  worlds: [
    {
      id: 'a',
      title: 'commit, then publish and forget',
      scenario: 'truth-durable-c',
      changed: forgetful,
    },
    {
      id: 'b',
      title: 'kept until confirmed, and sent again',
      scenario: 'truth-durable-c',
      changed: (scenario) => withOutage(scenario, 1),
    },
  ],
  opensAtS: 1,
  opening: { fromS: 0, toS: 1, pace: 2 },
  controls: [outage],
  picture: { kind: 'done', queue: 'orders' },
  breaks: {
    key: 'D',
    label: 'Broker away after the commit',
    watch: 'The shop goes on committing orders. Where are their messages?',
    toS: 3.2,
    pace: 3,
  },
  mends: { watch: 'The same orders are kept at the shop, and sent again.', toS: 6, pace: 3 },
  numbers: [
    {
      id: 'filledWithout',
      label: 'orders filled of 31 committed, published once',
      counter: count('acked'),
      in: 'a',
      byHand: (values) => {
        const s = valueAt(values, 0);
        return sum(`${OF} − ${PER_S} × ${written(s)}`, OF - PER_S * s);
      },
    },
    {
      id: 'filledWith',
      label: 'the same, kept until confirmed',
      counter: count('acked'),
      in: 'b',
      byHand: plainly('each is sent until it is confirmed: 31', OF),
    },
  ],
  theNumber: { numbers: ['filledWithout', 'filledWith'], word: 'of 31 committed orders filled' },
  price: 'One write more in each transaction, a relay that sends, and duplicates to be borne.',
  because: 'Without a transaction over database and broker, one write must be made from the other.',
  assumptions:
    'The shop does not die, so what it keeps stands for its outbox; work of 0.2 s; one clerk.',
  seconds: usualSeconds,
};

function forgetful(scenario: Scenario): Scenario {
  const away = withOutage(scenario, 1);
  const shop = away.nodes.find(({ id }) => id === 'shop');
  if (shop?.kind !== 'producer') return away;
  return withNode(away, 'shop', { publishing: { ...shop.publishing, confirm: false } });
}

/** The broker is killed between two orders, and back so many seconds later. */
function withOutage(scenario: Scenario, s: number): Scenario {
  const [stop, start] = scenario.faults;
  if (stop === undefined || start === undefined) return scenario;
  const atUs = Math.round(DOWN_S * 1_000_000);
  const faults = [
    { ...stop, atUs },
    { ...start, atUs: atUs + Math.round(s * 1_000_000) },
  ];
  return { ...scenario, faults };
}
