/** tellPublishing tells how messages get into queues, onto disk, and back to their producers as confirms. */
import { Rule } from '../engine/index.ts';
import type { Batch } from './Batch.ts';
import { isOne, type Template, was, what, which } from './batchWords.ts';
import type { Chronicle } from './Chronicle.ts';
import { consumerAt, name, the } from './names.ts';
import { mark, type Piece, say, strong } from './Sentence.ts';
import { publisherOf, publishersTo, theBroker } from './whoWas.ts';
import { counted, ordinal } from './words.ts';

export const publishingTemplates = {
  published: (b, c) => say`${mark('inTransit')} ${sender(b, c)} published ${what(b)}${which(b)}`,

  resent: (b, c) => {
    const nth = say`. It is the ${strong(`${ordinal(b.last.count)} attempt`)}`;
    return say`${mark('inTransit')} ${sender(b, c)} sent ${what(b)} again${isOne(b) ? nth : which(b)}`;
  },

  stored: (b, { world }) =>
    say`${mark('ready')} ${the(world, b.first.place)} stored ${what(b)}${which(b)}`,

  storedAgain: (b, { world }) => {
    const why = isOne(b) ? ', as it cannot know a resend' : which(b);
    return say`${mark('ready')} ${the(world, b.first.place)} stored ${what(b)} again${why}`;
  },

  flushed: (b, { world }) =>
    b.first.rule === Rule.majorityWritten
      ? say`${mark('ready')} most replicas of ${the(world, b.first.place)} have written ${what(b)}${which(b)}`
      : say`${mark('ready')} ${the(world, b.first.place)} wrote ${what(b)} to disk${which(b)}`,

  confirmed: (b, c) =>
    say`${theBroker(c, b.first.place)} confirmed ${what(b)} to ${name(c.world, b.first.place)}${which(b)}`,

  confirmLost: (b, { world }) => {
    const producer = name(world, b.first.place);
    if (b.first.rule === Rule.processDied)
      return say`${isOne(b) ? 'the confirm' : 'the confirms'} of ${what(b)} came to ${producer}, which had crashed${which(b)}`;
    return isOne(b)
      ? say`the confirm of ${what(b)} vanished on its way to ${producer}`
      : say`the confirms of ${what(b)} vanished on their way to ${producer}${which(b)}`;
  },

  confirmTimedOut: (b, { world }) =>
    say`${name(world, b.first.place)} waited in vain for the confirm of ${what(b)}${which(b)}`,

  refused: (b, c) => {
    const { place, rule } = b.first;
    return rule === Rule.maxLengthReject
      ? say`${mark('refused')} ${the(c.world, place)} was full and refused ${what(b)}${which(b)}`
      : say`${mark('refused')} ${theBroker(c, place)} was down and took no ${what(b)}${which(b)}`;
  },

  gaveUp: (b, { world }) => {
    const producer = name(world, b.first.place);
    const after = isOne(b) ? ` after ${counted(b.last.count, 'attempt')}` : which(b);
    return say`${mark('refused')} ${producer} gave up on ${what(b)}${after}`;
  },

  packetLost: (b, c) => {
    const { place, rule } = b.first;
    const there = name(c.world, place);
    if (consumerAt(c.world, place) === null) {
      return rule === Rule.brokerUnreachable
        ? say`${theBroker(c, place)} was down when ${what(b)} arrived${which(b)}`
        : say`${what(b)} vanished on the way from ${there}${which(b)}`;
    }
    return rule === Rule.processDied
      ? say`${what(b)} ${was(b)} on the way to ${there}, which had crashed${which(b)}`
      : say`${what(b)} vanished on the way to ${there}${which(b)}`;
  },

  forgotten: (b, c) => {
    const producer = isOne(b) ? publisherOf(c, b.last) : publishersTo(c, b.first.place);
    return say`${mark('inTransit')} ${theBroker(c, b.first.place)} forgot ${what(b)}, which ${producer} had kept${which(b)}`;
  },
} satisfies Record<string, Template>;

/** Who sent what a batch is about: a publisher, or its relay. */
function sender({ first }: Batch, { world }: Chronicle): Piece {
  const publisher = name(world, first.place);
  return first.rule === Rule.outbox ? say`the relay of ${publisher}` : publisher;
}
