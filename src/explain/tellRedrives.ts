/** tellRedrives tells of dead letters that go back: who sent them, which came, and why a redrive is over. */
import { Rule } from '../engine/index.ts';
import { type Template, what, which } from './batchWords.ts';
import { actOf } from './consequences.ts';
import { actorOf, backWhere, paceOf } from './deeds.ts';
import { the } from './names.ts';
import { mark, say } from './Sentence.ts';
import { theBroker } from './whoWas.ts';
import { counted } from './words.ts';

export const redriveTemplates = {
  redriveBegan: (b, { world, trace }) => {
    const { cause, count, place } = b.last;
    const act = actOf(world, trace, cause)?.act;
    const actor = actorOf(trace.rule(cause)) ?? 'the script';
    const went = counted(count, 'message');
    const from = the(world, place);
    if (act?.kind !== 'redrive') return say`${actor} sent ${went} back from ${from}`;
    return say`${actor} sent ${went} ${backWhere(world, act)} from ${from}, ${paceOf(act.perS)}`;
  },

  redriven: (b, { world, trace }) => {
    const { cause, place } = b.first;
    const way = say`from ${the(world, trace.place(cause))} to ${the(world, place)}`;
    return say`${mark('ready')} ${what(b)} went ${way}${which(b)}`;
  },

  redriveEnded: (b, c) => {
    const { count, place, rule } = b.last;
    const moved = count === 0 ? 'nothing' : counted(count, 'message');
    const over = say`the redrive of ${the(c.world, place)} is over: ${moved} went`;
    if (rule === Rule.brokerUnreachable)
      return say`${over}, and then ${theBroker(c, place)} was down`;
    if (rule === Rule.maxLengthReject) return say`${over}, and then there was no more room`;
    if (rule === Rule.noSuchQueue) return say`${over}, and then there was no queue to take them`;
    if (rule === Rule.noOrigin)
      return say`${over}. What did not come from another queue stays where it is`;
    const actor = actorOf(rule);
    return actor === null ? over : say`${over} until ${actor} stopped it`;
  },
} satisfies Record<string, Template>;
