/** tellAlarms tells of brokers that read nothing from publishers, and of what waits at their doors. */
import { Fact, NO_FACT, Rule, type TraceEntry } from '../engine/index.ts';
import { isOne, type Template, what, which } from './batchWords.ts';
import type { Chronicle } from './Chronicle.ts';
import { actorOf } from './deeds.ts';
import { name } from './names.ts';
import { mark, type Piece, say, strong } from './Sentence.ts';
import { counted } from './words.ts';

export const alarmTemplates = {
  alarmRaised: (b, c) =>
    say`${whyRaised(c, b.last)}. It ${strong('reads nothing')} from publishers now`,

  alarmCleared: (b, { world }) => {
    const broker = name(world, b.last.place);
    return b.last.rule === Rule.memoryAlarm
      ? say`${broker} holds ${counted(b.last.count, 'message')} again, and reads from publishers`
      : say`The disk of ${broker} has room again: it reads from publishers`;
  },

  heldBack: (b, { world }) => {
    const waits = isOne(b) ? 'waits' : 'wait';
    return say`${mark('inTransit')} ${what(b)} of ${name(world, b.first.place)} ${waits} at the door${which(b)}`;
  },
} satisfies Record<string, Template>;

function whyRaised({ world, trace }: Chronicle, { cause, count, place, rule }: TraceEntry): Piece {
  const broker = name(world, place);
  if (rule === Rule.memoryAlarm) return say`${broker} holds ${counted(count, 'message')}`;
  const isAct = cause !== NO_FACT && trace.kind(cause) === Fact.intervened;
  const actor = isAct ? actorOf(trace.rule(cause)) : null;
  return actor === null
    ? say`The disk of ${broker} is full`
    : say`${actor} filled the disk of ${broker}`;
}
