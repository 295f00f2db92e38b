/** tellCalls tells of calls that are made again, and of the breakers that keep callers from them. */
import { Rule, type TraceEntry, type WireSpec } from '../engine/index.ts';
import { isOne, type Template, what, which } from './batchWords.ts';
import type { Chronicle } from './Chronicle.ts';
import { name, nodeCalled } from './names.ts';
import { mark, type Piece, say, strong } from './Sentence.ts';
import { counted, ordinal, time } from './words.ts';

export const callTemplates = {
  calledAgain: (b, { world }) => {
    const attempt = isOne(b) && b.facts === 1 ? `, the ${ordinal(b.last.count)} time` : which(b);
    return say`${name(world, b.first.place)} was called again for ${what(b)}${attempt}`;
  },

  callBlocked: (b, { world }) => {
    const refused = say`${mark('refused')} ${theBreaker(world, b.first)} refused ${what(b)}`;
    return say`${refused} at once: nobody asked ${calledAlong(world, b.first)}${which(b)}`;
  },

  breakerOpened: (b, { world }) => {
    const breaker = wireOf(world, b.last)?.breaker;
    const opened = say`${theBreaker(world, b.last)} is ${strong('open')}`;
    return breaker === undefined
      ? opened
      : say`${opened} for ${time(breaker.openUs)}, after ${counted(breaker.failures, 'failure')} within ${time(breaker.withinUs)}`;
  },

  breakerHalfOpened: (b, { world }) => say`${theBreaker(world, b.last)} lets one call try`,

  breakerClosed: (b, { world }) =>
    b.last.rule === Rule.processDied
      ? say`${theBreaker(world, b.last)} is closed: what it knew died with the process`
      : say`${theBreaker(world, b.last)} is closed again`,
} satisfies Record<string, Template>;

/** "the breaker of Backend before Database" */
export function theBreaker(world: Chronicle['world'], entry: TraceEntry): Piece {
  return say`the breaker of ${name(world, entry.place)} before ${calledAlong(world, entry)}`;
}

/** Whom the wire of a fact about a breaker leads to. */
function calledAlong(world: Chronicle['world'], entry: TraceEntry): Piece {
  return name(world, nodeCalled(world.plan, wireOf(world, entry)?.to ?? ''));
}

/** Facts about breakers have the caller as their place, and count the wire. */
function wireOf({ plan }: Chronicle['world'], { count }: TraceEntry): WireSpec | undefined {
  return plan.scenario.wires[count];
}
