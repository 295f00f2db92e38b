/** tellCommits tells of publishers that commit a state of their own, of their crashes, and of what those leave half done. */
import { Fact, NO_FACT, Rule, type TraceEntry } from '../engine/index.ts';
import { isOne, type Template, what, which } from './batchWords.ts';
import type { Chronicle } from './Chronicle.ts';
import { actOf } from './consequences.ts';
import { actorOf } from './deeds.ts';
import { name } from './names.ts';
import { mark, say, strong } from './Sentence.ts';
import { counted } from './words.ts';

export const commitTemplates = {
  committed: (b, { world }) => {
    const beside =
      b.first.rule === Rule.outbox ? `, ${isOne(b) ? 'its message' : 'messages'} beside` : '';
    return say`${name(world, b.first.place)} committed ${what(b)}${beside}${which(b)}`;
  },

  neverPublished: (b, { world }) =>
    say`${mark('lost')} ${name(world, b.first.place)} had committed ${what(b)}, and will ${strong('never publish')} ${isOne(b) ? 'it' : 'them'}${which(b)}`,

  neverCommitted: (b, { world }) =>
    say`${mark('lost')} ${name(world, b.first.place)} had published ${what(b)}, and will ${strong('never commit')} ${isOne(b) ? 'it' : 'them'}${which(b)}`,

  turnedAway: (b, { world }) => {
    const came = say`${mark('refused')} ${what(b)} came to ${name(world, b.first.place)}`;
    return say`${came}, which was down${which(b)}`;
  },

  producerDown: (b, c) => {
    const producer = name(c.world, b.last.place);
    const { actor, point } = crashOf(c, b.last);
    return say`${actor} crashed ${producer}${point}. It is ${strong('DOWN')}`;
  },

  producerUp: (b, { world }) => {
    const { count, place, rule } = b.last;
    const actor = actorOf(rule);
    const producer = name(world, place);
    const up =
      actor === null ? say`${producer} is running again` : say`${actor} restarted ${producer}`;
    return count === 0 ? up : say`${up}, with ${counted(count, 'order')} in its outbox`;
  },
} satisfies Record<string, Template>;

/** Who crashed a publisher, now or by an act that waited for its commit, and at which point. */
export function crashOf(
  { world, trace }: Chronicle,
  { cause, rule }: TraceEntry,
): { readonly actor: string; readonly point: string } {
  const isAct = cause !== NO_FACT && trace.kind(cause) === Fact.intervened;
  const act = isAct ? actOf(world, trace, cause)?.act : undefined;
  const actor = actorOf(isAct ? trace.rule(cause) : rule) ?? 'the script';
  const point = act !== undefined && 'point' in act ? (points[act.point ?? ''] ?? '') : '';
  return { actor, point };
}

const points: Readonly<Record<string, string>> = {
  beforeCommit: ' just before a commit',
  afterCommit: ' right after a commit',
};
