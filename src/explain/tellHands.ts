/** tellHands tells what came of what people do by hand, and of what no queue takes. */
import { Rule } from '../engine/index.ts';
import type { Template } from './batchWords.ts';
import { is, isOne, what, which } from './batchWords.ts';
import { actorOf } from './deeds.ts';
import { name, the } from './names.ts';
import { mark, type Piece, say, strong } from './Sentence.ts';
import { theBroker } from './whoWas.ts';
import { counted } from './words.ts';

export const handTemplates = {
  unroutable: (b, { world }) =>
    say`${mark('lost')} ${the(world, b.first.place)} had no queue for ${what(b)}, so ${isOne(b) ? 'it' : 'they'} ${is(b)} ${strong('LOST')}${which(b)}`,

  sentBack: (b, { world }) =>
    say`${mark('refused')} no queue takes ${what(b)}, so ${name(world, b.first.place)} got ${isOne(b) ? 'it' : 'them'} back${which(b)}`,

  channelClosed: (b, c) =>
    say`${theBroker(c, b.last.place)} closed a channel: ${whyClosed(b.last.rule)}`,

  subscribed: (b, { world }) => say`${name(world, b.last.place)} asked for messages`,

  unsubscribed: (b, { world }) =>
    b.last.rule === Rule.queueDeleted
      ? say`${name(world, b.last.place)} lost its queue`
      : say`${name(world, b.last.place)} asked for no more messages and keeps ${held(b.last.count)}`,

  purged: (b, { world }) =>
    say`${the(world, b.last.place)} was purged of ${counted(b.last.count, 'message')}`,

  queueDeclared: (b, { world }) => say`${actor(b.last.rule)} declared ${the(world, b.last.place)}`,

  queueDeleted: (b, { world }) => {
    const queue = the(world, b.last.place);
    const holding = b.last.count === 0 ? '' : `, with ${counted(b.last.count, 'message')}`;
    if (b.last.rule === Rule.queueExpiry)
      return say`${queue} was not used for too long and is gone${holding}`;
    return b.last.rule === Rule.memoryOnly
      ? say`${queue} was not durable and is gone with its broker${holding}`
      : say`${actor(b.last.rule)} deleted ${queue}${holding}`;
  },
} satisfies Record<string, Template>;

const reasons: Readonly<Record<number, string>> = {
  [Rule.unknownDelivery]: 'an answer was about a message that it did not hold',
  [Rule.noSuchExchange]: 'there is no such exchange',
  [Rule.noSuchQueue]: 'there is no such queue',
  [Rule.exclusive]: 'the queue is kept for one consumer',
  [Rule.singleActive]: 'the queue serves its active consumer only',
  [Rule.otherSettings]: 'the queue cannot be declared with these settings',
};

/** What was wrong, as what follows a colon. */
export function whyClosed(rule: number): string {
  return reasons[rule] ?? 'something was wrong';
}

function held(count: number): Piece {
  return count === 0 ? 'none' : counted(count, 'message');
}

function actor(rule: number): string {
  return actorOf(rule) ?? 'somebody';
}
