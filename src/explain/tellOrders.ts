/** tellOrders tells of orders that a service answers: the world without a queue. */
import { Outcome, type TraceEntry } from '../engine/index.ts';
import { isOne, type Template, what, which } from './batchWords.ts';
import type { Chronicle } from './Chronicle.ts';
import { name } from './names.ts';
import { mark, say } from './Sentence.ts';
import { grouped } from './words.ts';

export const orderTemplates = {
  offered: (b, { world }) => say`${name(world, b.first.place)} placed ${what(b)}${which(b)}`,

  called: (b, { world }) => say`${name(world, b.first.place)} was called for ${what(b)}${which(b)}`,

  callRefused: (b, { world }) => {
    const why = isOne(b) ? `: ${howBusy(world, b.last)}` : which(b);
    return say`${mark('refused')} ${name(world, b.first.place)} refused ${what(b)}${why}`;
  },

  callTimedOut: (b, { world }) => {
    const calls = isOne(b) ? 'call' : 'calls';
    return say`the ${calls} to ${name(world, b.first.place)} for ${what(b)} timed out${which(b)}`;
  },

  answered: (b, { world }) => {
    const service = name(world, b.last.place);
    if (!isOne(b) || b.last.count === Outcome.ok)
      return say`${service} answered ${what(b)}${which(b)}`;
    return b.last.count === Outcome.refused
      ? say`${service} turned ${what(b)} down`
      : say`${service} failed ${what(b)}: ${b.last.count === Outcome.blocked ? 'a breaker was open' : 'a call of its own timed out'}`;
  },

  orderDone: (b, { world }) =>
    say`${mark('done')} ${name(world, b.first.place)} got an answer for ${what(b)}${which(b)}`,

  orderFailed: (b, { world }) => {
    const why = failures[b.last.count] ?? '';
    return say`${mark('refused')} ${what(b)} of ${name(world, b.first.place)} failed${isOne(b) ? why : which(b)}`;
  },
} satisfies Record<string, Template>;

/** What an order failed of, by the outcome of its call. */
const failures: Readonly<Record<number, string>> = {
  [Outcome.refused]: ': it was refused',
  [Outcome.timedOut]: ': a call timed out',
  [Outcome.blocked]: ': a breaker was open',
};

function howBusy(world: Chronicle['world'], entry: TraceEntry): string {
  const node = world.plan.nodes[entry.place];
  const hasRoom = node?.kind === 'service' && node.waitingRoom > 0;
  const threads =
    entry.count === 1
      ? 'its one thread was busy'
      : `${entry.count === 2 ? 'both' : `all ${grouped(entry.count)}`} threads were busy`;
  return hasRoom ? `${threads} and its waiting room full` : threads;
}
