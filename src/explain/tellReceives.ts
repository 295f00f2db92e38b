/** tellReceives tells of consumers that ask for their messages, and get some, or none. */
import { Rule } from '../engine/index.ts';
import type { Template } from './batchWords.ts';
import { name } from './names.ts';
import { say } from './Sentence.ts';
import { grouped } from './words.ts';

export const receiveTemplates = {
  asked: (b, { world }) => {
    const { count, place } = b.last;
    const many = count === 1 ? 'a message' : `up to ${grouped(count)} messages`;
    return say`${name(world, place)} asked for ${many}`;
  },

  receiveLost: (b, { world }) =>
    say`${name(world, b.last.place)} asked for messages and got no answer`,

  foundEmpty: (b, { world }) => {
    const who = name(world, b.last.place);
    if (b.last.rule === Rule.longPoll) return say`${who} waited for a message, and none came`;
    return b.last.rule === Rule.shortPoll
      ? say`${who} asked for messages, and there were none`
      : say`${who} found its queue empty`;
  },
} satisfies Record<string, Template>;
