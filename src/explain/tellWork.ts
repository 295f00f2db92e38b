/** tellWork tells of deliveries, of the work on them and of its effect on the world. */
import { Fact, NO_FACT, Rule, type TraceEntry } from '../engine/index.ts';
import { isOne, type Template, what, which } from './batchWords.ts';
import type { Chronicle } from './Chronicle.ts';
import { didEffect, effectOf, effectWasDone } from './effectWords.ts';
import { name, nodeAt, queueAt, the } from './names.ts';
import { mark, type Piece, say, strong } from './Sentence.ts';
import { settingAt } from './settingAt.ts';
import { consumersOf } from './whoWas.ts';
import { counted, ordinal, times } from './words.ts';

export const workTemplates = {
  delivered: (b, { world }) => {
    const queue = the(world, queueAt(world, b.first.place));
    return say`${mark('inTransit')} ${queue} sent ${what(b)} to ${name(world, b.first.place)}${which(b)}`;
  },

  redelivered: (b, { world }) => {
    const consumer = name(world, b.last.place);
    if (b.facts === 1 && b.outcome !== null)
      return say`${mark('redelivered')} ${consumer} is working on ${what(b)}. ${nthDelivery(b.last)}`;
    const queue = the(world, queueAt(world, b.first.place));
    const again = say`${mark('redelivered')} ${queue} sent ${what(b)} again`;
    if (isOne(b)) return say`${again}, to ${consumer}. ${nthDelivery(b.last)}`;
    return say`${again}${b.isOnePlace ? say`, to ${consumer}` : ''}${which(b)}`;
  },

  started: (b, { world }) => {
    const began = say`${mark('unacked')} ${name(world, b.first.place)} began its work on ${what(b)}`;
    const isAgain = isOne(b) && b.last.count > 1;
    return isAgain ? say`${began}. ${nthDelivery(b.last)}` : say`${began}${which(b)}`;
  },

  effectApplied: (b, { world }) => {
    const { place } = b.first;
    const did = didEffect(world, nodeAt(world, place), what(b), !isOne(b));
    return say`${name(world, place)} ${did}${which(b)}`;
  },

  effectRepeated: (b, c) => {
    const group = nodeAt(c.world, b.last.place);
    const done = effectWasDone(c.world, group, what(b), !isOne(b));
    if (!isOne(b)) return say`${mark('duplicateEffect')} ${done} ${strong('again')}${which(b)}`;
    const isWithoutKey = settingAt(c, group, 'idempotencyKey', b.last.index) === 0;
    const cure = isWithoutKey ? '. An idempotency key would have stopped it' : '';
    const why = whyUnknown[b.last.rule] ?? cure;
    return say`${mark('duplicateEffect')} ${done} ${strong(times(effectsUpTo(c, b.last)))}${why}`;
  },

  effectSuppressed: (b, c) => {
    const skipped = say`${mark('done')} ${consumersOf(c, b)} skipped`;
    if (!isOne(b)) return say`${skipped} ${what(b)}, by their keys${which(b)}`;
    const effect = effectOf(c.world, nodeAt(c.world, b.first.place), what(b));
    return say`${skipped} ${effect}: its key was recorded already`;
  },

  keyForgotten: (b, { world }) => {
    const keys = isOne(b) ? 'the key' : 'the keys';
    return say`${name(world, b.first.place)} forgot ${keys} of ${what(b)}${which(b)}`;
  },

  keysLost: (b, { world }) => {
    const keys = b.facts === 1 ? counted(b.last.count, 'key') : 'all keys';
    return say`${name(world, b.last.place)} lost ${keys} with its memory`;
  },

  attemptFailed: (b, c) => {
    const failed = say`${consumersOf(c, b)} failed on ${what(b)}`;
    if (b.first.rule === Rule.mishap) return say`${failed}${which(b)}`;
    if (b.first.rule !== Rule.poison)
      return say`${failed}, because ${downService(c, b.last)} was down${which(b)}`;
    return isOne(b)
      ? say`${failed}, which nobody can process`
      : say`${failed} that nobody can process${which(b)}`;
  },
} satisfies Record<string, Template>;

/** Why the key of an order was not there, where keys are recorded. */
const whyUnknown: Readonly<Record<number, string>> = {
  [Rule.keyTimeToLive]: '. Its key had been forgotten',
  [Rule.keysInMemory]: '. Its key was lost with the memory it was in',
  [Rule.keyElsewhere]: '. Only another consumer had its key',
  [Rule.keyNotYet]: '. No key was recorded when that work began',
};

function nthDelivery(entry: TraceEntry): Piece {
  return say`It is the ${strong(`${ordinal(entry.count)} delivery`)}`;
}

const effects: ReadonlySet<number> = new Set([Fact.effectApplied, Fact.effectRepeated]);

/** How often a message has had its effect by one group of consumers, up to this fact. */
function effectsUpTo({ messages, trace, world }: Chronicle, entry: TraceEntry): number {
  const group = nodeAt(world, entry.place);
  let count = 1;
  let fact = messages.latestOf(entry.message, effects, entry.index);
  for (; fact !== NO_FACT; fact = messages.latestOf(entry.message, effects, fact)) {
    if (nodeAt(world, trace.place(fact)) === group) count++;
  }
  return count;
}

function downService({ world, trace }: Chronicle, entry: TraceEntry): Piece {
  const isKnown = entry.cause !== NO_FACT && trace.kind(entry.cause) === Fact.serviceDown;
  return isKnown ? name(world, trace.place(entry.cause)) : 'a service';
}
