/** tellFaults tells of what fails, of what comes back, and of what a person or the script did. */
import { Fact, type Intervention, NO_FACT, Rule, type TraceEntry } from '../engine/index.ts';
import type { Template } from './batchWords.ts';
import type { Chronicle } from './Chronicle.ts';
import { actOf, isArmedAct, isConsequenceOfAct } from './consequences.ts';
import { crashScene } from './crashScene.ts';
import { actorOf, deedOf, intended, whyInVain } from './deeds.ts';
import { didEffect } from './effectWords.ts';
import { name, nodeAt, the } from './names.ts';
import { messagePart, type Piece, say, strong } from './Sentence.ts';
import { settingAt } from './settingAt.ts';
import { crashOf } from './tellCommits.ts';
import { theBroker } from './whoWas.ts';
import { counted, grouped, listed } from './words.ts';

export const faultTemplates = {
  connectionClosed: (b, c) => {
    const saw =
      b.last.rule === Rule.heartbeat
        ? 'gave up the silent connection of'
        : 'saw the end of the connection of';
    return say`${theBroker(c, b.last.place)} ${saw} ${name(c.world, b.last.place)}`;
  },

  consumerCrashed: (b, c) => {
    const actor = actorOfCrash(c, b.last);
    const consumer = name(c.world, b.last.place);
    const crashed = actor === null ? say`${consumer} crashed` : say`${actor} crashed ${consumer}`;
    return say`${crashed}${scene(c, b.last)}`;
  },

  consumerRestarted: (b, { world }) => {
    const actor = actorOf(b.last.rule);
    const consumer = name(world, b.last.place);
    return actor === null ? say`${consumer} is running again` : say`${actor} restarted ${consumer}`;
  },

  consumerJoined: (b, { world }) => {
    const consumer = name(world, b.last.place);
    const group = name(world, nodeAt(world, b.last.place));
    // Where there are several groups, the name says which.
    const isNamed = consumer.kind === 'name' && consumer.text.includes(' ');
    return say`${somebody(b.last)} added ${consumer}${isNamed ? '' : say` to ${group}`}`;
  },

  consumerLeft: (b, { world }) => say`${somebody(b.last)} removed ${name(world, b.last.place)}`,

  brokerDown: (b, { world }) => {
    const broker = the(world, b.last.place);
    const stopped = b.last.count === 1 ? say`stopped ${broker} in order` : say`killed ${broker}`;
    return say`${somebody(b.last)} ${stopped}. It is ${strong('DOWN')}`;
  },

  brokerStarted: (b, { world }) => {
    const actor = actorOf(b.last.rule);
    const broker = the(world, b.last.place);
    return actor === null ? say`${broker} is starting` : say`${actor} started ${broker}`;
  },

  brokerRecovered: (b, { world }) => {
    const { count, place } = b.last;
    const atLeast = count === COUNT_LIMIT ? 'at least ' : '';
    const ready = count === 0 ? 'no message' : `${atLeast}${counted(count, 'message')}`;
    return say`${the(world, place)} is up again, with ${ready} ready`;
  },

  serviceDown: (b, c) => {
    const { world } = c;
    const { count, place } = b.last;
    const busy = count === 0 ? '' : ` while it was busy with ${counted(count, 'call')}`;
    const { actor, point } = crashOf(c, b.last);
    return say`${actor} took ${name(world, place)} down${point}${busy}. It is ${strong('DOWN')}`;
  },

  serviceUp: (b, { world }) => say`${somebody(b.last)} started ${name(world, b.last.place)} again`,

  intervened: (b, c) => {
    const { world, trace } = c;
    const { index } = b.last;
    const act = actOf(world, trace, index)?.act;
    const actor = somebody(b.last);
    if (act === undefined) return say`${actor} changed something`;
    const inVain = whyInVain(act);
    const didNothing =
      inVain !== null &&
      !isArmedAct(world, trace, index) &&
      !hasConsequence(c, b.last) &&
      !stopsInOrder(c, act, b.last);
    return didNothing
      ? say`${actor} ${intended(world, act)}, which ${inVain}`
      : say`${actor} ${deedOf(world, act)}`;
  },

  spellEnded: (b, { world, trace }) => {
    const isSlow = actOf(world, trace, b.last.index)?.act.kind === 'slow';
    return say`the ${isSlow ? 'slow spell' : 'spike'} of ${name(world, b.last.place)} is over`;
  },
} satisfies Record<string, Template>;

/** A count in the trace goes no higher. */
const COUNT_LIMIT = 65_535;

function somebody(entry: TraceEntry): string {
  return actorOf(entry.rule) ?? 'the script';
}

/** Who crashed a consumer: now, or by an act that waited for this moment. */
function actorOfCrash({ trace }: Chronicle, entry: TraceEntry): string | null {
  const { cause, rule } = entry;
  const isAct = cause !== NO_FACT && trace.kind(cause) === Fact.intervened;
  return actorOf(isAct ? trace.rule(cause) : rule);
}

/** " after it sent the e-mail for m1936 and before it could acknowledge" */
function scene(c: Chronicle, entry: TraceEntry): Piece {
  const { phase, messages } = crashScene(c, entry.index);
  const [first] = messages;
  if (phase === 'idle') return ' while it had nothing to do';
  if (first === undefined) return phase === 'atWork' ? ' while it was at work' : ' before its work';
  if (phase === 'beforeWork') return say` before it began ${messagePart(first)}`;
  if (phase === 'afterEffect') {
    const group = nodeAt(c.world, entry.place);
    const did = didEffect(c.world, group, messagePart(first));
    const isAckedEarly = settingAt(c, group, 'ack', entry.index) === 1;
    return isAckedEarly
      ? say` right after it ${did}`
      : say` after it ${did} and before it could acknowledge`;
  }
  if (messages.length === 1) return say` in the middle of its work on ${messagePart(first)}`;
  return messages.length > 3
    ? ` while it worked on ${grouped(messages.length)} messages`
    : say` while it worked on ${listed(messages.map(messagePart))}`;
}

/**
 * Whether an act stops a broker that runs in order: what follows comes when all connections are closed, and
 * somebody may look before that.
 */
function stopsInOrder(
  { turns, trace }: Chronicle,
  act: Intervention,
  { index, place }: TraceEntry,
): boolean {
  if (act.kind !== 'stopBroker' || act.how !== 'graceful') return false;
  const turn = turns.before(place, index);
  return turn === NO_FACT || trace.kind(turn) === Fact.brokerRecovered;
}

/** Whether an act did what it was meant for, as far as is known. */
function hasConsequence({ trace }: Chronicle, entry: TraceEntry): boolean {
  for (let fact = entry.index + 1; fact < trace.known; fact++) {
    if (trace.atUs(fact) > entry.atUs) return false;
    if (trace.cause(fact) === entry.index && isConsequenceOfAct(trace.kind(fact))) return true;
  }
  return false;
}
