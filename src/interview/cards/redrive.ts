/** Replay of dead letters: all at once is a spike of one's own making. */
import { count, effects, lastS } from '../../lessons/course/index.ts';
import { type Card, usualSeconds } from './Card.ts';
import { plainly } from './sums.ts';

export const redrive: Card = {
  id: 'redrive',
  title: 'Replay and dead-letter redrive',
  lesson: null,
  asked: 'The bug is fixed. A hundred dead letters wait. How do you send them back?',
  words: [
    'dlq redrive',
    'StartMessageMoveTask',
    'shovel',
    'reprocess',
    'backfill',
    'replay',
    'reset offsets',
  ],
  state:
    'A redrive is traffic: send back no faster than what is left over can take, and expect duplicates.',
  worlds: [
    { id: 'a', title: 'all at once', scenario: 'redrive-a' },
    { id: 'b', title: '10 a second', scenario: 'redrive-b' },
  ],
  opensAtS: 9.5,
  opening: { fromS: 3, toS: 9.5, pace: 3 },
  controls: [],
  picture: { kind: 'done', queue: 'orders' },
  breaks: {
    key: 'X',
    label: 'Redrive all 100',
    watch: 'The bank does 10 a second. The leases of the others run out.',
    toS: 25,
    pace: 4,
  },
  mends: { watch: 'Each has a call to itself, and is done within its lease.', toS: 21, pace: 4 },
  numbers: [
    {
      id: 'twice',
      label: 'charged twice, all at once',
      counter: count('duplicateEffects'),
      in: 'a',
      byHand: plainly('100 − 10/s × 4.8 s in time = 52', 52),
    },
    {
      id: 'once',
      label: 'charged twice, 10 a second',
      counter: count('duplicateEffects'),
      in: 'b',
      byHand: plainly('each within its lease: 0', 0),
    },
    {
      id: 'deadAgain',
      label: 'done for good, all at once',
      counter: count('acked'),
      in: 'a',
      byHand: plainly('24 pairs end before 5 s: 24 × 2 = 48', 48),
    },
    {
      id: 'charged',
      label: 'charges made, all at once',
      counter: effects('clerk', 'effects'),
      in: 'a',
      byHand: plainly('100 + 52 = 152', 152),
    },
    {
      id: 'end',
      label: 'all done, 10 a second, in seconds',
      counter: lastS('acked'),
      in: 'b',
      byHand: plainly('10 + 99 × 0.1 + 0.2 = 20.1 s', 20.1),
    },
  ],
  theNumber: { numbers: ['twice', 'once'], word: 'of 100 charged twice' },
  price:
    'The replay takes 10 s instead of an instant, and somebody has to know the spare capacity.',
  because: 'A dead letter may have had its effect. Only a key at the handler makes a replay safe.',
  assumptions:
    'The bank does two calls of 200 ms at a time; a lease of 5 s; two deliveries at most.',
  seconds: usualSeconds,
};
