/**
 * recordStory says where a record is: in which partition and at which offset, and for each group that
 * reads the log how far it is with it.
 */
import {
  type CopyState,
  Fact,
  NO_EVENT,
  NO_NODE,
  NO_ROW,
  Reading as Read,
  Rule,
  type TraceEntry,
} from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import { name, nameOf, the } from './names.ts';
import type { RecordLife } from './recordLife.ts';
import { type Mark, messagePart, type Piece, partsOf, say, strong, textOf } from './Sentence.ts';
import type { CopyStory } from './storyOf.ts';
import { counted, grouped, ordinal } from './words.ts';

/** How a group stands to a record. */
interface Standing {
  readonly state: CopyState;
  readonly words: Piece;
  readonly deliveries: number;
}

export function recordStory(
  c: Chronicle,
  life: RecordLife,
  facts: readonly TraceEntry[],
): CopyStory[] {
  if (life.log === NO_NODE) return [];
  const rows = recordRows(c, life);
  const last = facts.at(-1)?.index ?? 0;
  const append = life.appends.at(-1);
  const log = the(c.world, life.log);
  if (append === undefined) return [story(c, life.log, last, notThere(log, facts))];
  if (rows.length === 0) {
    return [story(c, life.log, last, removedWords(c, facts, append))];
  }
  return rows.flatMap((row) => recordStories(c, life, row, last));
}

/** One line for each group that reads it, or one for the log that nobody reads. */
function recordStories(c: Chronicle, life: RecordLife, row: number, fact: number): CopyStory[] {
  const { plan, records, groups } = c.world.logs;
  const readers = (plan.groupsOf[life.log] ?? []).filter(
    (group) => groups.exists[group] === 1 && ((records.readers[row] ?? 0) & bit(c, group)) !== 0,
  );
  const where = whereWords(c, life.log, row);
  if (!isSafe(c, row)) {
    const words = say`${where} – not yet on all that are in sync`;
    return [story(c, life.log, fact, { state: 'ready', words, deliveries: 0 })];
  }
  if (readers.length === 0) {
    const unread: Standing = {
      state: 'ready',
      words: say`${where}, read by nobody`,
      deliveries: 0,
    };
    return [story(c, life.log, fact, unread)];
  }
  return readers.map((group) => {
    const isOrdered = plan.groups[group]?.reading === 'perPartition';
    const standing = isOrdered
      ? orderedStanding(c, life, group, row)
      : sharedStanding(c, life, group, row);
    return story(c, group, fact, { ...standing, words: say`${where} – ${standing.words}` });
  });
}

/** Whether all replicas in sync have a record, where its log has replicas. */
function isSafe({ world }: Chronicle, row: number): boolean {
  const { records } = world.logs;
  const { plan, leaderships } = world.replicas;
  const partition = records.partition[row] ?? 0;
  const isReplicated = (plan.firstHolding[partition] ?? -1) >= 0;
  return !isReplicated || (records.offset[row] ?? 0) < (leaderships.highWatermark[partition] ?? 0);
}

function bit({ world }: Chronicle, group: number): number {
  return world.logs.plan.bitOf[group] ?? 0;
}

function whereWords({ world }: Chronicle, log: number, row: number): string {
  const { plan, records } = world.logs;
  const partition = (records.partition[row] ?? 0) - (plan.firstPartition[log] ?? 0);
  const offset = `offset ${grouped(records.offset[row] ?? 0)}`;
  return (plan.logs[log]?.partitions ?? 1) > 1 ? `partition ${partition}, ${offset}` : offset;
}

// Read partition by partition

function orderedStanding(c: Chronicle, life: RecordLife, group: number, row: number): Standing {
  const { world } = c;
  const { records, shares } = world.logs;
  const share = world.logs.shareOf(group, records.partition[row] ?? 0);
  const offset = records.offset[row] ?? 0;
  const times = timesRead(life, group);
  const is = (state: CopyState, words: Piece): Standing => ({ state, words, deliveries: times });
  if (offset < (shares.committed[share] ?? 0)) return is('done', 'committed');
  const inHand = handOf(c, group, row, times);
  if (inHand !== null) return is('unacked', inHand);
  const owner = shares.owner[share] ?? NO_ROW;
  const isDown = owner !== NO_ROW && !world.isAlive(owner);
  const member = owner === NO_ROW ? 'nobody' : name(world, world.placeOf(owner));
  const whose = isDown ? say`${member}, which is down` : member;
  const position = shares.position[share] ?? 0;
  const isHeldUp = shares.retry[share] !== NO_EVENT;
  if (isHeldUp && offset === position) {
    const often = counted(shares.failures[share] ?? 0, 'time', 'times');
    return is('unacked', say`failed ${often} at ${whose}, and blocks its partition`);
  }
  if (offset < (shares.done[share] ?? 0))
    return is('unacked', say`done by ${whose}, not committed`);
  if (offset < position) return is('unacked', say`read by ${whose}, not committed`);
  const blocking = isHeldUp ? (records.message[shares.nextRecord[share] ?? NO_ROW] ?? 0) : 0;
  if (blocking > 0) return is('ready', say`waits behind ${messagePart(blocking)}`);
  return is('ready', times === 0 ? 'not read yet' : 'to be read again');
}

/** What a member does with it now, or null. */
function handOf({ world }: Chronicle, group: number, row: number, times: number): Piece | null {
  const { reads, records } = world.logs;
  const share = world.logs.shareOf(group, records.partition[row] ?? 0);
  const found = latestRow(reads.rows, (read) => {
    const isIt = reads.share[read] === share && reads.offset[read] === records.offset[row];
    return isIt && reads.state[read] !== Read.free;
  });
  if (found === NO_ROW) return null;
  const member = name(world, world.placeOf(reads.consumer[found] ?? 0));
  const nth = times > 1 ? `, ${ordinal(times)} delivery` : '';
  if (reads.state[found] === Read.working) return say`being worked on by ${member}${nth}`;
  if (reads.state[found] === Read.onWire) return say`on its way to ${member}${nth}`;
  return say`held by ${member}, not begun${nth}`;
}

function timesRead({ readings }: RecordLife, group: number): number {
  return readings.filter((reading) => reading.group === group).length;
}

// Shared

function sharedStanding(c: Chronicle, life: RecordLife, group: number, row: number): Standing {
  const { world } = c;
  const { records, pendings, shares } = world.logs;
  const share = world.logs.shareOf(group, records.partition[row] ?? 0);
  const offset = records.offset[row] ?? 0;
  const pending = latestRow(
    pendings.rows,
    (at) => pendings.group[at] === group && pendings.record[at] === row,
  );
  if (pending !== NO_ROW) return pendingStanding(c, group, row, pending);
  const deliveries = timesRead(life, group);
  const is = (state: CopyState, words: Piece): Standing => ({ state, words, deliveries });
  if (offset >= (shares.position[share] ?? 0)) return is('ready', 'not read yet');
  const end = life.readings.findLast((reading) => reading.group === group);
  const kind = lastSettling(c, life, group);
  if (kind === Fact.recordParked) {
    return is('dropped', say`left alone after ${counted(deliveries, 'delivery', 'deliveries')}`);
  }
  if (kind === Fact.recordEnded) return is('dropped', 'given up by its reader');
  if (kind === Fact.pendingDropped) return is('dropped', 'off the list of what is pending');
  if (end === undefined) return is('done', 'passed over');
  return is('done', kind === Fact.recordAcked ? 'acknowledged' : 'delivered, which is done here');
}

function pendingStanding(c: Chronicle, group: number, row: number, pending: number): Standing {
  const { world } = c;
  const { pendings } = world.logs;
  const deliveries = pendings.deliveries[pending] ?? 0;
  const owner = pendings.owner[pending] ?? NO_ROW;
  const inHand = handOf(c, group, row, deliveries);
  const isDown = owner !== NO_ROW && !world.isAlive(owner);
  const member = owner === NO_ROW ? 'nobody' : name(world, world.placeOf(owner));
  const isAgain = (pendings.againAtUs[pending] ?? -1) >= 0;
  const words = isAgain
    ? say`pending, and next to be handed out again`
    : (inHand ?? say`pending with ${member}${isDown ? ', which is down' : ', not acknowledged'}`);
  return { state: 'unacked', words, deliveries };
}

/** How its business with a group ended last. */
function lastSettling(c: Chronicle, { readingOf }: RecordLife, group: number): number {
  let found = -1;
  for (const [fact, reading] of readingOf) {
    const kind = c.trace.kind(fact);
    if (reading.group === group && settles.has(kind) && fact < c.length)
      found = Math.max(found, fact);
  }
  return found < 0 ? -1 : c.trace.kind(found);
}

const settles: ReadonlySet<number> = new Set([
  Fact.recordAcked,
  Fact.recordEnded,
  Fact.recordParked,
  Fact.pendingDropped,
]);

// Not in the log

function notThere(log: Piece, facts: readonly TraceEntry[]): Standing {
  const last = facts.findLast(({ kind }) => isOutcome.has(kind));
  const is = (state: CopyState, words: Piece): Standing => ({ state, words, deliveries: 0 });
  if (last?.kind === Fact.gaveUp) return is('refused', 'given up by its producer');
  if (last?.kind === Fact.duplicateIgnored) return is('done', say`known to ${log} already`);
  if (last?.kind === Fact.appendRefused && notNow.has(last.rule))
    return is('inTransit', say`not taken by ${log} yet`);
  if (last?.kind === Fact.appendRefused || last?.kind === Fact.refused)
    return is('refused', say`refused by ${log}`);
  if (last?.kind === Fact.packetLost) return is('lost', say`gone on its way to ${log}`);
  return is('inTransit', say`on its way to ${log}`);
}

/** Reasons that pass. */
const notNow: ReadonlySet<number> = new Set([Rule.noLeader, Rule.notEnoughInSync]);

const isOutcome: ReadonlySet<number> = new Set([
  Fact.published,
  Fact.resent,
  Fact.gaveUp,
  Fact.duplicateIgnored,
  Fact.appendRefused,
  Fact.refused,
  Fact.packetLost,
]);

function removedWords(c: Chronicle, facts: readonly TraceEntry[], append: TraceEntry): Standing {
  const removed = facts.findLast(
    ({ kind }) => kind === Fact.recordRemoved || kind === Fact.recordLost,
  );
  const partitions = c.world.logs.plan.logs[append.place]?.partitions ?? 1;
  const from = partitions > 1 ? `partition ${append.count}` : the(c.world, append.place);
  if (removed?.kind === Fact.recordLost) {
    const words = say`${strong('LOST')} with the old leader of ${the(c.world, append.place)}`;
    return { state: 'lost', words, deliveries: 0 };
  }
  if (facts.at(-1)?.kind === Fact.recordForgotten) {
    const words = say`not on the new leader of ${the(c.world, append.place)}, its producer has it`;
    return { state: 'inTransit', words, deliveries: 0 };
  }
  if (removed === undefined) {
    return {
      state: 'lost',
      words: say`${strong('LOST')} with ${the(c.world, append.place)}`,
      deliveries: 0,
    };
  }
  const isRead = removed.count === 0;
  const words = isRead ? say`removed from ${from}` : say`removed from ${from} before it was done`;
  return { state: isRead ? 'done' : 'dropped', words, deliveries: 0 };
}

// Lines

function story(
  c: Chronicle,
  place: number,
  fact: number,
  { state, words, deliveries }: Standing,
): CopyStory {
  return {
    queue: place,
    title: nameOf(c.world, place),
    state,
    mark: marks[state],
    words: textOf(words),
    parts: partsOf(words),
    deliveries,
    isOnDisk: false,
    isExtra: false,
    isDeadLetter: false,
    fact,
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

/** The records of this message that are in its log. */
export function recordRows({ world }: Chronicle, { log, appends }: RecordLife): number[] {
  const { plan, records } = world.logs;
  const message = appends[0]?.message;
  const found: number[] = [];
  for (let row = 0; row < records.rows; row++) {
    const partition = records.partition[row] ?? NO_ROW;
    const isHere = partition !== NO_ROW && plan.logOfPartition[partition] === log;
    if (isHere && records.message[row] === message) found.push(row);
  }
  return found.sort((a, b) => (records.appendedAtUs[a] ?? 0) - (records.appendedAtUs[b] ?? 0));
}

function latestRow(rows: number, isMeant: (row: number) => boolean): number {
  let row = rows - 1;
  while (row >= 0 && !isMeant(row)) row--;
  return row < 0 ? NO_ROW : row;
}
