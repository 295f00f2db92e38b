/** appending is how a record gets into a log, or is refused, or is known already. */
import { NO_ROW } from '../../kernel/index.ts';
import { Fact, Rule } from '../../trace/index.ts';
import type { World } from '../World.ts';
import { keyNumber, matches, partitionOf } from './keys.ts';
import { logSpec } from './LogPlan.ts';
import { comes } from './positions.ts';
import { liveOf, ofKey, removeRecord, trim, watchAge } from './removing.ts';

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
  readonly cause: number;
  readonly rule: number;
}

export const Appended = { yes: 0, duplicate: 1, refused: 2 } as const;

/** A record arrives. Returns whether the log has it now, has had it before, or refuses it. */
export function append(world: World, log: number, what: Append): number {
  const { logs, partitions, plan } = world.logs;
  const spec = logSpec(plan, log);
  if (!logs.exists[log] && spec.madeByAppend) makeLog(world, log);
  const isFor = spec.keys.length === 0 || spec.keys.some((pattern) => matches(pattern, what.key));
  if (!logs.exists[log] || !isFor) return refuse(world, log, what, Rule.noSuchLog);

  const id = what.messageId === null ? 0 : keyNumber(what.messageId);
  const known = what.messageId === null ? NO_ROW : knownId(world, log, id);
  if (known !== NO_ROW) {
    logs.duplicates[log]++;
    const first = world.logs.ids.fact[known];
    world.record(Fact.duplicateIgnored, what.message, log, 0, first, Rule.duplicateWindow);
    return Appended.duplicate;
  }
  const partition = plan.firstPartition[log] + choosePartition(world, log, what);
  const isExpected =
    what.expectedOffset === null || what.expectedOffset === partitions.nextOffset[partition];
  if (!isExpected) return refuse(world, log, what, Rule.expectedOffset);
  if (what.entry !== null && what.entry <= logs.lastEntry[log])
    return refuse(world, log, what, Rule.entryNotAbove);
  const why = whyFull(world, log, partition, keyNumber(what.key));
  if (why !== Rule.none) return refuse(world, log, what, why);

  const record = addRecord(world, log, partition, what);
  const fact = world.logs.records.lastFact[record];
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
  return appended % count;
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

/** Forgets the oldest id of a log. */
export function forgetId(world: World, log: number): void {
  const { ids, logs } = world.logs;
  const row = logs.firstId[log];
  logs.firstId[log] = ids.next[row];
  if (logs.firstId[log] === NO_ROW) logs.lastId[log] = NO_ROW;
  ids.log[row] = NO_ROW;
  ids.giveBack(row);
}
