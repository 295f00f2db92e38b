/** appending is how a record gets into a log, or is refused, or is known already. */
import { NO_ROW } from '../../kernel/index.ts';
import { Fact, Rule } from '../../trace/index.ts';
import { awaitReplicas, holdNew, isReplicated, whyNotNow } from '../replicas/holding.ts';
import type { World } from '../World.ts';
import { keyNumber, matches, partitionOf } from './keys.ts';
import { logSpec } from './LogPlan.ts';
import { comes } from './positions.ts';
import { liveOf, ofKey, recordOf, removeRecord, trim, watchAge } from './removing.ts';

export interface Append {
  readonly message: number;
  readonly order: number;
  readonly key: string;
  readonly messageId: string | null;
  readonly expectedOffset: number | null;
  readonly entry: number | null;
  readonly trimTo: number | null;
  readonly isApproximate: boolean;
  readonly isPoison: boolean;
  /** Its sender asks for a confirm. */
  readonly isConfirmed: boolean;
  /** The row of the message whose confirm may have to wait for replicas; NO_ROW: nobody waits. */
  readonly waiting: number;
  readonly cause: number;
  readonly rule: number;
}

export const Appended = { yes: 0, duplicate: 1, refused: 2, notNow: 3 } as const;

/** A record arrives. Returns whether the log has it now, has had it before, or refuses it: for good, or now. */
export function append(world: World, log: number, what: Append): number {
  const { logs, partitions, plan } = world.logs;
  const spec = logSpec(plan, log);
  if (!logs.exists[log] && spec.madeByAppend) makeLog(world, log);
  const isFor = spec.keys.length === 0 || spec.keys.some((pattern) => matches(pattern, what.key));
  if (!logs.exists[log] || !isFor) return refuse(world, log, what, Rule.noSuchLog);

  const partition = plan.firstPartition[log] + choosePartition(world, log, what);
  if (world.replicas.hasLogs) {
    const why = whyNotNow(world, partition, what.isConfirmed);
    if (why !== Rule.none) {
      const fact = world.replicas.leaderships.lastFact[partition];
      refuse(world, log, fact < 0 ? what : { ...what, cause: fact }, why);
      return Appended.notNow;
    }
  }
  const id = what.messageId === null ? 0 : keyNumber(what.messageId);
  const known = what.messageId === null ? NO_ROW : knownId(world, log, id);
  if (known !== NO_ROW) {
    logs.duplicates[log]++;
    const first = world.logs.ids.fact[known];
    world.record(Fact.duplicateIgnored, what.message, log, 0, first, Rule.duplicateWindow);
    if (what.waiting !== NO_ROW)
      awaitFirst(world, log, world.logs.ids.message[known], what.waiting);
    return Appended.duplicate;
  }
  const isExpected =
    what.expectedOffset === null || what.expectedOffset === partitions.nextOffset[partition];
  if (!isExpected) return refuse(world, log, what, Rule.expectedOffset);
  if (what.entry !== null && what.entry <= logs.lastEntry[log])
    return refuse(world, log, what, Rule.entryNotAbove);
  const why = whyFull(world, log, partition, keyNumber(what.key));
  if (why !== Rule.none) return refuse(world, log, what, why);

  const record = addRecord(world, log, partition, what);
  const fact = world.logs.records.lastFact[record];
  if (world.replicas.hasLogs) replicate(world, partition, what.waiting);
  if (what.entry !== null) logs.lastEntry[log] = what.entry;
  if (what.messageId !== null) remember(world, log, id, what.message, fact);
  makeRoom(world, log, partition, record);
  if (what.trimTo !== null) {
    trim(world, log, what.trimTo, what.isApproximate, fact, Rule.trimmed);
  }
  watchAge(world, partition);
  for (const group of plan.groupsOf[log]) world.wakeQueue(group);
  return Appended.yes;
}

/** A record has come to the leader of its partition: its followers are to have it, too. */
function replicate(world: World, partition: number, waiting: number): void {
  if (!isReplicated(world, partition)) return;
  holdNew(world, partition);
  const offset = world.logs.partitions.nextOffset[partition] - 1;
  if (waiting !== NO_ROW) awaitReplicas(world, waiting, partition, offset);
}

/** A resend of a record that is there waits until that one is safe. */
function awaitFirst(world: World, log: number, message: number, waiting: number): void {
  const { records } = world.logs;
  const record = recordOf(world, log, message);
  if (record !== NO_ROW)
    awaitReplicas(world, waiting, records.partition[record], records.offset[record]);
}

/** A log begins to be there, empty. */
export function makeLog(world: World, log: number): void {
  world.logs.logs.exists[log] = 1;
  world.logs.logs.lastEntry[log] = -1;
  world.logs.touched.add(log);
}

function refuse(world: World, log: number, { message, cause }: Append, rule: number): number {
  world.logs.logs.refused[log]++;
  world.record(Fact.appendRefused, message, log, 0, cause, rule);
  return Appended.refused;
}

function choosePartition(world: World, log: number, { key }: Append): number {
  const { partitions, plan } = world.logs;
  const { routing, partitions: count } = logSpec(plan, log);
  if (routing === 'byKey') return partitionOf(key, count);
  let appended = 0;
  for (let i = 0; i < count; i++) appended += partitions.appended[plan.firstPartition[log] + i];
  return world.replicas.hasLogs ? nextWithLeader(world, log, appended, count) : appended % count;
}

/** Whoever sends to any partition passes those that have no leader. */
function nextWithLeader(world: World, log: number, from: number, count: number): number {
  for (let i = 0; i < count; i++) {
    const number = (from + i) % count;
    const partition = world.logs.plan.firstPartition[log] + number;
    if (whyNotNow(world, partition, false) === Rule.none) return number;
  }
  return from % count;
}

/** Why a log that refuses when it is full takes no more; Rule.none when it does. */
function whyFull(world: World, log: number, partition: number, key: number): number {
  const { discard, maxRecords, maxPerKey, refuseFullKey } = logSpec(world.logs.plan, log);
  if (discard !== 'new') return Rule.none;
  if (maxPerKey !== Number.POSITIVE_INFINITY && ofKey(world, partition, key).count >= maxPerKey) {
    // Its oldest makes room for it, so the log as a whole does not grow.
    return refuseFullKey ? Rule.logKeyFull : Rule.none;
  }
  return liveOf(world, log) >= maxRecords ? Rule.logFull : Rule.none;
}

function makeRoom(world: World, log: number, partition: number, record: number): void {
  const { records, plan } = world.logs;
  const { maxRecords, maxPerKey } = logSpec(plan, log);
  const fact = records.lastFact[record];
  if (maxPerKey !== Number.POSITIVE_INFINITY) {
    const { oldest, count } = ofKey(world, partition, records.key[record]);
    if (count > maxPerKey) removeRecord(world, oldest, Rule.maxPerKey, fact);
  }
  trim(world, log, maxRecords, false, fact, Rule.maxRecords);
}

function addRecord(world: World, log: number, partition: number, what: Append): number {
  const { records, partitions, plan, groups, logs, touched } = world.logs;
  const isPoison = what.isPoison || logs.poisonNext[log] > 0;
  if (logs.poisonNext[log] > 0) logs.poisonNext[log]--;
  const record = records.take();
  const last = partitions.tail[partition];
  records.partition[record] = partition;
  records.offset[record] = partitions.nextOffset[partition]++;
  records.message[record] = what.message;
  records.order[record] = what.order;
  records.key[record] = keyNumber(what.key);
  records.readers[record] = readersOf(world, log, what.key);
  records.appendedAtUs[record] = world.nowUs;
  records.isPoison[record] = isPoison ? 1 : 0;
  records.previous[record] = last;
  records.next[record] = NO_ROW;
  if (last === NO_ROW) partitions.head[partition] = record;
  else records.next[last] = record;
  partitions.tail[partition] = record;
  partitions.appended[partition]++;
  const number = partition - plan.firstPartition[log];
  records.lastFact[record] = world.record(
    Fact.appended,
    what.message,
    log,
    number,
    what.cause,
    what.rule,
  );
  comes(world, record);
  touched.add(log);
  // Nobody wants it, and nobody who comes later could: it has had its place and is gone.
  const isWanted = plan.groupsOf[log].some(
    (group) => groups.exists[group] && (records.readers[record] & plan.bitOf[group]) !== 0,
  );
  if (logSpec(plan, log).retention === 'interest' && !isWanted) {
    removeRecord(world, record, Rule.interest, records.lastFact[record]);
  }
  return record;
}

/** The groups that would read a record of this key, as bits. */
function readersOf(world: World, log: number, key: string): number {
  const { plan } = world.logs;
  let bits = 0;
  for (const group of plan.groupsOf[log]) {
    const filter = plan.groups[group]?.filter ?? null;
    if (filter === null || matches(filter, key)) bits |= plan.bitOf[group];
  }
  return bits;
}

// Duplicates

function knownId(world: World, log: number, id: number): number {
  const { ids } = world.logs;
  forgetOldIds(world, log);
  let row = world.logs.logs.firstId[log];
  while (row !== NO_ROW && ids.id[row] !== id) row = ids.next[row];
  return row;
}

function remember(world: World, log: number, id: number, message: number, fact: number): void {
  const { ids, logs, plan } = world.logs;
  if (logSpec(plan, log).duplicateWindowUs === 0) return;
  const row = ids.take();
  ids.log[row] = log;
  ids.id[row] = id;
  ids.atUs[row] = world.nowUs;
  ids.message[row] = message;
  ids.fact[row] = fact;
  ids.next[row] = NO_ROW;
  const last = logs.lastId[log];
  if (last === NO_ROW) logs.firstId[log] = row;
  else ids.next[last] = row;
  logs.lastId[log] = row;
}

function forgetOldIds(world: World, log: number): void {
  const { ids, logs, plan } = world.logs;
  const { duplicateWindowUs } = logSpec(plan, log);
  for (let row = logs.firstId[log]; row !== NO_ROW; row = logs.firstId[log]) {
    if (ids.atUs[row] + duplicateWindowUs > world.nowUs) return;
    forgetId(world, log);
  }
}

/** Forgets the ids of messages that are gone from a log. */
export function forgetIdsOf(world: World, log: number, messages: ReadonlySet<number>): void {
  const { ids, logs } = world.logs;
  let before = NO_ROW;
  for (let row = logs.firstId[log]; row !== NO_ROW; ) {
    const next = ids.next[row];
    if (!messages.has(ids.message[row])) before = row;
    else {
      if (before === NO_ROW) logs.firstId[log] = next;
      else ids.next[before] = next;
      ids.log[row] = NO_ROW;
      ids.giveBack(row);
    }
    row = next;
  }
  logs.lastId[log] = before;
}

/** Forgets the oldest id of a log. */
export function forgetId(world: World, log: number): void {
  const { ids, logs } = world.logs;
  const row = logs.firstId[log];
  logs.firstId[log] = ids.next[row];
  if (logs.firstId[log] === NO_ROW) logs.lastId[log] = NO_ROW;
  ids.log[row] = NO_ROW;
  ids.giveBack(row);
}
