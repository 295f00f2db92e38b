/** storyOf is one message's story for the inspector: where its copies are now, and who had it. */
import { type CopyState, Fact, NO_NODE, Rule, type TraceEntry } from '../engine/index.ts';
import { type Chronicle, chronicleOf } from './Chronicle.ts';
import { type CopyLife, type DeliveryLife, type Life, lifeOf } from './lifeOf.ts';
import { name, nameOf, nodeAt, the } from './names.ts';
import { latencyTo, type Reading, recordLife } from './recordLife.ts';
import { recordStory } from './recordStory.ts';
import { type Mark, type Part, type Piece, partsOf, say, strong, textOf } from './Sentence.ts';
import { theBroker } from './whoWas.ts';
import { ordinal, time } from './words.ts';

export interface MessageStory {
  readonly message: number;
  /** "published by Shop at 1.2 s, confirmed" */
  readonly title: string;
  /** The place of the node that published it, or NO_NODE where it has not been published yet. */
  readonly publisher: number;
  readonly publishedAtUs: number | null;
  readonly attempts: number;
  readonly isConfirmed: boolean;
  readonly copies: readonly CopyStory[];
  readonly deliveries: readonly DeliveryStory[];
  readonly effects: readonly EffectStory[];
  /** All facts about it up to the playhead. */
  readonly facts: readonly number[];
}

export interface CopyStory {
  /** The queue, or for a record the group that reads it, or the log that nobody reads. */
  readonly queue: number;
  /** Its title. */
  readonly title: string;
  readonly state: CopyState;
  readonly mark: Mark;
  /** "being worked on by C2, 2nd delivery" */
  readonly words: string;
  readonly parts: readonly Part[];
  readonly deliveries: number;
  readonly isOnDisk: boolean;
  /** Stored again, after a resend or by a redrive. */
  readonly isExtra: boolean;
  readonly isDeadLetter: boolean;
  /** The latest fact about it. */
  readonly fact: number;
}

export interface DeliveryStory {
  readonly queue: number;
  /** The place of the consumer. */
  readonly consumer: number;
  /** Which delivery of its copy it is, from 1. */
  readonly number: number;
  readonly sentAtUs: number;
  readonly startedAtUs: number | null;
  /** When the consumer was done with it, or the broker had it back, whichever came first. */
  readonly endedAtUs: number | null;
  readonly outcome: Outcome;
  /** "the work was done, and its ack came too late" */
  readonly words: string;
  readonly hadEffect: boolean;
  readonly fact: number;
}

export type Outcome =
  | 'onTheWay'
  | 'held'
  | 'working'
  | 'answering'
  | 'acked'
  | 'failed'
  | 'crashed'
  | 'vanished'
  | 'ackLost'
  | 'tooLate'
  | 'leaseEnded'
  | 'returned'
  | 'brokerDown';

export interface EffectStory {
  readonly atUs: number;
  readonly consumer: number;
  readonly kind: 'applied' | 'repeated' | 'suppressed';
  readonly fact: number;
}

export function storyOf(
  world: Chronicle['world'],
  trace: Chronicle['trace'],
  message: number,
): MessageStory {
  const c = chronicleOf(world, trace);
  const life = lifeOf(c, message, c.length);
  const record = recordLife(c, message, c.length);
  const published = life.facts.find((entry) => entry.kind === Fact.published);
  return {
    message,
    title: titleOf(c, life, published),
    publisher: life.publisher,
    publishedAtUs: published?.atUs ?? null,
    attempts: life.facts.filter(isAttempt).length,
    isConfirmed: isConfirmed(life),
    copies: [
      ...life.copies.map((copy) => copyStory(c, life, copy)),
      ...recordStory(c, record, life.facts),
    ],
    deliveries: [
      ...life.deliveries.map((delivery) => deliveryStory(c, delivery)),
      ...record.readings.map((reading) => readingStory(c, reading)),
    ],
    effects: life.facts.flatMap(effectStory),
    facts: life.facts.map((entry) => entry.index),
  };
}

function isAttempt(entry: TraceEntry): boolean {
  return entry.kind === Fact.published || entry.kind === Fact.resent;
}

function isConfirmed(life: Life): boolean {
  return life.facts.some((entry) => entry.kind === Fact.confirmed);
}

function titleOf({ world }: Chronicle, life: Life, published: TraceEntry | undefined): string {
  if (published === undefined) return 'not published yet';
  const from = `published by ${nameOf(world, published.place)} at ${time(published.atUs)}`;
  return isConfirmed(life) ? `${from}, confirmed` : from;
}

function copyStory(c: Chronicle, life: Life, copy: CopyLife): CopyStory {
  const words = copyWords(c, life, copy);
  return {
    queue: copy.queue,
    title: nameOf(c.world, copy.queue),
    state: copy.state,
    mark: marks[copy.state],
    words: textOf(words),
    parts: partsOf(words),
    deliveries: copy.deliveryCount,
    isOnDisk: copy.isOnDisk,
    isExtra: copy.isExtra,
    isDeadLetter: copy.isDeadLetter,
    fact: copy.last.index,
  };
}

const marks: Readonly<Record<CopyState, Mark>> = {
  inTransit: 'inTransit',
  ready: 'ready',
  delayed: 'ready',
  unacked: 'unacked',
  handedOver: 'unacked',
  done: 'done',
  deadLettered: 'deadLettered',
  dropped: 'lost',
  lost: 'lost',
  refused: 'refused',
  redriven: 'redelivered',
};

function copyWords(c: Chronicle, life: Life, copy: CopyLife): Piece {
  const { world } = c;
  const queue = the(world, copy.queue);
  switch (copy.state) {
    case 'inTransit':
      return onItsWay(c, life, copy);
    case 'ready':
      return say`ready in ${queue}${copy.isOnDisk ? ', on disk' : ', in memory'}`;
    case 'delayed':
      return say`waiting out its backoff in ${queue}`;
    case 'unacked':
      return unackedWords(c, copy);
    case 'handedOver':
      return copy.delivery === null
        ? say`deleted from ${queue} before the work`
        : say`deleted from ${queue}, and with ${name(world, copy.delivery.consumer)}`;
    case 'done':
      return 'done';
    case 'deadLettered':
      return 'moved to the dead letters';
    case 'dropped':
      return say`dropped by ${queue}`;
    case 'lost':
      return strong('LOST');
    case 'refused':
      return copy.last.kind === Fact.gaveUp ? 'given up by its producer' : say`refused by ${queue}`;
    case 'redriven':
      return say`went from here to ${the(world, copy.last.place)}`;
  }
}

function onItsWay(c: Chronicle, life: Life, copy: CopyLife): Piece {
  const last = life.facts.findLast(
    (entry) => isAttempt(entry) || waiting.has(entry.kind) || entry === copy.last,
  );
  const isOnWire = last !== undefined && isAttempt(last);
  return isOnWire
    ? say`on its way to ${the(c.world, copy.queue)}`
    : say`with ${name(c.world, life.publisher)}, which has no confirm yet`;
}

const waiting: ReadonlySet<number> = new Set([
  Fact.packetLost,
  Fact.confirmTimedOut,
  Fact.confirmLost,
  Fact.forgotten,
]);

function unackedWords(c: Chronicle, copy: CopyLife): Piece {
  const delivery = copy.delivery;
  if (delivery === null) return 'unacked';
  const consumer = name(c.world, delivery.consumer);
  const nth = delivery.number > 1 ? `, ${ordinal(delivery.number)} delivery` : '';
  switch (outcomeOf(c, delivery)) {
    case 'onTheWay':
      return say`on its way to ${consumer}${nth}`;
    case 'held':
      return say`held by ${consumer}, not begun${nth}`;
    case 'answering':
      return delivery.failed === null
        ? say`done by ${consumer}, its ack on the way${nth}`
        : say`failed at ${consumer}, its nack on the way${nth}`;
    case 'crashed':
      return say`with ${consumer}, which crashed; ${theBroker(c, copy.queue)} does not know yet`;
    case 'ackLost':
      return say`done by ${consumer}, but its ack never arrived`;
    case 'vanished':
      return say`gone on its way to ${consumer}; ${theBroker(c, copy.queue)} does not know yet`;
    default:
      return say`being worked on by ${consumer}${nth}`;
  }
}

function deliveryStory(c: Chronicle, delivery: DeliveryLife): DeliveryStory {
  const { copy, consumer, number, sent, started, effect, failed, crashed, ended } = delivery;
  const outcome = outcomeOf(c, delivery);
  const ends = [effect, failed, crashed, ended].flatMap((entry) => (entry ? [entry.atUs] : []));
  return {
    queue: copy.queue,
    consumer,
    number,
    sentAtUs: sent.atUs,
    startedAtUs: started?.atUs ?? null,
    endedAtUs: ends.length === 0 ? null : Math.min(...ends),
    outcome,
    words: outcomeWords[outcome],
    hadEffect: effect !== null && effect.kind !== Fact.effectSuppressed,
    fact: sent.index,
  };
}

function outcomeOf({ world }: Chronicle, delivery: DeliveryLife): Outcome {
  const { ended, tooLate, vanished, crashed, effect, failed, started, sent } = delivery;
  if (crashed !== null) return 'crashed';
  if (tooLate !== null) return 'tooLate';
  if (vanished !== null) return vanished.kind === Fact.ackLost ? 'ackLost' : 'vanished';
  if (ended !== null && ended.kind !== Fact.ackedEarly) return endOutcome(ended, failed !== null);
  if (effect !== null || failed !== null) return ended === null ? 'answering' : 'acked';
  if (started !== null) return 'working';
  const wire = world.plan.subscriptionOf[nodeAt(world, delivery.consumer)] ?? NO_NODE;
  const latencyUs = world.plan.scenario.wires[wire]?.latencyUs ?? 0;
  return world.nowUs < sent.atUs + latencyUs ? 'onTheWay' : 'held';
}

function readingStory(c: Chronicle, reading: Reading): DeliveryStory {
  const { group, member, number, sent, started, effect, failed, crashed, ended } = reading;
  const outcome = readingOutcome(c, reading);
  const ends = [effect, failed, crashed, ended].flatMap((entry) => (entry ? [entry.atUs] : []));
  return {
    queue: group,
    consumer: member,
    number,
    sentAtUs: sent.atUs,
    startedAtUs: started?.atUs ?? null,
    endedAtUs: ends.length === 0 ? null : Math.min(...ends),
    outcome,
    words: outcomeWords[outcome],
    hadEffect: effect !== null && effect.kind !== Fact.effectSuppressed,
    fact: sent.index,
  };
}

function readingOutcome(c: Chronicle, reading: Reading): Outcome {
  const { crashed, vanished, failed, commit, ended, effect, started, sent, group, member } =
    reading;
  if (crashed !== null) return 'crashed';
  if (vanished !== null) return vanished.kind === Fact.ackLost ? 'ackLost' : 'vanished';
  if (failed !== null) return 'failed';
  if (commit !== null) return commit.kind === Fact.commitFenced ? 'tooLate' : 'acked';
  if (ended?.kind === Fact.recordAcked) return 'acked';
  if (ended?.kind === Fact.answerIgnored) return 'tooLate';
  if (ended?.kind === Fact.waitEnded) return 'leaseEnded';
  if (ended !== null) return 'returned';
  if (effect !== null) return 'answering';
  if (started !== null) return 'working';
  return c.world.nowUs < sent.atUs + latencyTo(c, group, member) ? 'onTheWay' : 'held';
}

function endOutcome(ended: TraceEntry, hasFailed: boolean): Outcome {
  if (ended.kind === Fact.acked) return 'acked';
  if (hasFailed) return 'failed';
  if (ended.kind === Fact.leaseEnded) return 'leaseEnded';
  const isLostWithBroker =
    ended.kind === Fact.lost || ended.kind === Fact.forgotten || ended.rule === Rule.onDisk;
  return isLostWithBroker ? 'brokerDown' : 'returned';
}

const outcomeWords: Readonly<Record<Outcome, string>> = {
  onTheWay: 'it is on its way',
  held: 'it waits its turn',
  working: 'it is being worked on',
  answering: 'the work is over and the answer on its way',
  acked: 'the work was done and acknowledged',
  failed: 'the work failed',
  crashed: 'the consumer crashed with it',
  vanished: 'it vanished on the way',
  ackLost: 'the work was done, and its ack never arrived',
  tooLate: 'the work was done, and its ack came too late',
  leaseEnded: 'its lease ran out',
  returned: 'the broker took it back',
  brokerDown: 'the broker went down',
};

const effectKinds: Readonly<Record<number, EffectStory['kind']>> = {
  [Fact.effectApplied]: 'applied',
  [Fact.effectRepeated]: 'repeated',
  [Fact.effectSuppressed]: 'suppressed',
};

function effectStory(entry: TraceEntry): EffectStory[] {
  const kind = effectKinds[entry.kind];
  if (kind === undefined) return [];
  return [{ atUs: entry.atUs, consumer: entry.place, kind, fact: entry.index }];
}
