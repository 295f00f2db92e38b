/**
 * keeping is what a log and its groups have on disk, and what is left of them when their broker stops.
 *
 * A log that is written with each change loses nothing. One that is written now and then keeps a copy
 * as of the last time, and goes back to it; one in memory is gone.
 */
import { NO_EVENT, NO_ROW, type Table } from '../../kernel/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../../trace/index.ts';
import { Class } from '../eventKinds.ts';
import type { World } from '../World.ts';
import { forgetId } from './appending.ts';
import { clearGroup, openLog } from './grouping.ts';
import { logSpec } from './LogPlan.ts';
import { LogEvent } from './logEvents.ts';
import type {
  KnownIds,
  LogGroups,
  Logs,
  Partitions,
  Pendings,
  Records,
  Shares,
} from './logTables.ts';
import { membersLoseBroker } from './membership.ts';
import { link, NOT_AGAIN, putAgain, wakeAt } from './pendings.ts';
import { moveTo } from './positions.ts';
import { liveOf, recordOf, unlink, watchAge } from './removing.ts';

interface Kept {
  readonly records: Records;
  readonly pendings: Pendings;
  readonly ids: KnownIds;
  readonly logs: Logs;
  readonly partitions: Partitions;
  readonly shares: Shares;
  readonly groups: LogGroups;
}

// When it is written

/** Logs that are written every so often begin to be. */
export function planFlushes(world: World): void {
  for (const log of world.logs.plan.logNodes) planFlush(world, log);
}

/** Plans the next write of a log that is written every so often. */
export function planFlush(world: World, log: number): void {
  const { logs, plan } = world.logs;
  const { storage } = logSpec(plan, log);
  if (storage.kind !== 'interval' || logs.flush[log] !== NO_EVENT) return;
  const atUs = world.nowUs + storage.us;
  logs.flush[log] = world.agenda.schedule(atUs, Class.disk, LogEvent.logFlush, log);
}

export function logFlush(world: World, log: number): void {
  world.logs.logs.flush[log] = NO_EVENT;
  save(world, log, Rule.logInterval, -1);
  planFlush(world, log);
}

/** Writes down what a log and its groups hold now. */
export function save(world: World, log: number, rule: number, cause: number): void {
  const { disk, logs } = world.logs;
  clearDisk(world, log);
  logs.isSaved[log] = 1;
  copyRows(world, log, world.logs, disk);
  world.record(Fact.logSaved, NO_MESSAGE, log, liveOf(world, log), cause, rule);
}

function clearDisk(world: World, log: number): void {
  const { disk, plan } = world.logs;
  const { records, pendings, ids } = disk;
  for (let row = 0; row < records.rows; row++) {
    const partition = records.partition[row];
    if (partition === NO_ROW || plan.logOfPartition[partition] !== log) continue;
    records.partition[row] = NO_ROW;
    records.giveBack(row);
  }
  for (let row = 0; row < pendings.rows; row++) {
    const group = pendings.group[row];
    if (group === NO_ROW || plan.logOf[group] !== log) continue;
    pendings.group[row] = NO_ROW;
    pendings.giveBack(row);
  }
  for (let row = 0; row < ids.rows; row++) {
    if (ids.log[row] !== log) continue;
    ids.log[row] = NO_ROW;
    ids.giveBack(row);
  }
}

/** Copies everything of a log and its groups from one set of tables to another that has nothing of it. */
function copyRows(world: World, log: number, from: Kept, to: Kept): void {
  const { plan } = world.logs;
  copyRow(from.logs, to.logs, log, log);
  to.logs.flush[log] = NO_EVENT;
  const first = plan.firstPartition[log];
  for (let p = first; p < first + logSpec(plan, log).partitions; p++) {
    copyRow(from.partitions, to.partitions, p, p);
    to.partitions.ageTimer[p] = NO_EVENT;
    let last = NO_ROW;
    for (let row = from.partitions.head[p]; row !== NO_ROW; row = from.records.next[row]) {
      const copy = to.records.take();
      copyRow(from.records, to.records, row, copy);
      to.records.previous[copy] = last;
      to.records.next[copy] = NO_ROW;
      if (last === NO_ROW) to.partitions.head[p] = copy;
      else to.records.next[last] = copy;
      last = copy;
    }
    if (last === NO_ROW) to.partitions.head[p] = NO_ROW;
    to.partitions.tail[p] = last;
  }
  copyIds(log, from, to);
  for (const group of plan.groupsOf[log]) {
    copyRow(from.groups, to.groups, group, group);
    copyPendings(group, from, to);
    const share = plan.firstShare[group];
    for (let s = share; s < share + logSpec(plan, log).partitions; s++) {
      copyRow(from.shares, to.shares, s, s);
      to.shares.nextRecord[s] = to.shares.owner[s] = NO_ROW;
      to.shares.retry[s] = NO_EVENT;
    }
  }
}

function copyIds(log: number, from: Kept, to: Kept): void {
  let last = NO_ROW;
  to.logs.firstId[log] = NO_ROW;
  for (let row = from.logs.firstId[log]; row !== NO_ROW; row = from.ids.next[row]) {
    const copy = to.ids.take();
    copyRow(from.ids, to.ids, row, copy);
    to.ids.next[copy] = NO_ROW;
    if (last === NO_ROW) to.logs.firstId[log] = copy;
    else to.ids.next[last] = copy;
    last = copy;
  }
  to.logs.lastId[log] = last;
}

function copyPendings(group: number, from: Kept, to: Kept): void {
  let last = NO_ROW;
  to.groups.firstPending[group] = to.groups.firstAgain[group] = NO_ROW;
  to.groups.lastAgain[group] = NO_ROW;
  to.groups.firstRequest[group] = to.groups.lastRequest[group] = NO_ROW;
  to.groups.rebalance[group] = NO_EVENT;
  to.groups.isRebalancing[group] = 0;
  for (let row = from.groups.firstPending[group]; row !== NO_ROW; row = from.pendings.next[row]) {
    const copy = to.pendings.take();
    copyRow(from.pendings, to.pendings, row, copy);
    to.pendings.timer[copy] = NO_EVENT;
    to.pendings.record[copy] = from.pendings.record[row] === NO_ROW ? NO_ROW : UNKNOWN;
    to.pendings.previous[copy] = last;
    to.pendings.next[copy] = to.pendings.nextAgain[copy] = NO_ROW;
    if (last === NO_ROW) to.groups.firstPending[group] = copy;
    else to.pendings.next[last] = copy;
    last = copy;
  }
  to.groups.lastPending[group] = last;
}

/** The record is in the log; which row it has is looked up when it is read from disk. */
const UNKNOWN = -2;

type Columns = Record<string, { [row: number]: number }>;

function copyRow(from: Table, to: Table, row: number, toRow: number): void {
  const source = from as unknown as Columns;
  const target = to as unknown as Columns;
  for (const name of Object.keys(from)) {
    if (ArrayBuffer.isView(source[name])) target[name][toRow] = source[name][row];
  }
}

// When the broker stops

/** A broker stops, in order or not: what is left of its logs is what their disks have. */
export function logsStop(world: World, broker: number, isGraceful: boolean, cause: number): void {
  const { plan, groups, logs } = world.logs;
  for (const log of plan.logNodes) {
    if (world.plan.brokerOf[log] !== broker) continue;
    const { storage } = logSpec(plan, log);
    const writesOnStop =
      storage.kind === 'interval' || (storage.kind === 'snapshot' && storage.onStop);
    if (isGraceful && writesOnStop && logs.exists[log]) save(world, log, Rule.flushOnStop, cause);
    for (const group of plan.groupsOf[log]) membersLoseBroker(world, group);
    if (logs.flush[log] !== NO_EVENT) world.agenda.cancel(logs.flush[log]);
    logs.flush[log] = NO_EVENT;
    if (storage.kind === 'written') readBack(world, log);
    else if (logs.exists[log]) goBack(world, log, cause);
    for (const group of plan.groupsOf[log]) groups.turn[group] = NO_ROW;
  }
}

/** Nothing is lost, but what is not written with a change is counted anew. */
function readBack(world: World, log: number): void {
  const { pendings, groups, ids, logs, plan } = world.logs;
  for (const group of plan.groupsOf[log]) {
    for (let row = groups.firstPending[group]; row !== NO_ROW; row = pendings.next[row]) {
      pendings.deliveries[row] = pendings.notedDeliveries[row];
    }
  }
  // The ids are read back from the records: of one that is gone, nobody knows that it was there.
  const known = new Set<number>();
  for (let row = logs.firstId[log]; row !== NO_ROW; row = ids.next[row]) {
    if (recordOf(world, log, ids.message[row]) !== NO_ROW) known.add(row);
  }
  const rows: number[] = [];
  for (let row = logs.firstId[log]; row !== NO_ROW; row = ids.next[row]) rows.push(row);
  let last = NO_ROW;
  logs.firstId[log] = NO_ROW;
  for (const row of rows) {
    if (!known.has(row)) {
      ids.log[row] = NO_ROW;
      ids.giveBack(row);
      continue;
    }
    ids.next[row] = NO_ROW;
    if (last === NO_ROW) logs.firstId[log] = row;
    else ids.next[last] = row;
    last = row;
  }
  logs.lastId[log] = last;
}

/** The log is what it was when it was last written; if it never was, it is gone. */
function goBack(world: World, log: number, cause: number): void {
  const { disk, logs, plan, partitions, groups, shares, touched } = world.logs;
  const live = liveOf(world, log);
  const isSaved = logs.isSaved[log] === 1;
  clearLog(world, log);
  touched.add(log);
  if (!isSaved) {
    world.record(Fact.logLost, NO_MESSAGE, log, live, cause, Rule.memoryOnly);
    return;
  }
  const generations = plan.groupsOf[log].map((group) => groups.generation[group]);
  copyRows(world, log, disk, world.logs);
  // A generation never comes again: what is on its way from before must not be taken for of now.
  plan.groupsOf[log].forEach((group, i) => {
    groups.generation[group] = generations[i];
  });
  for (const group of plan.groupsOf[log]) {
    const share = plan.firstShare[group];
    for (let s = share; s < share + logSpec(plan, log).partitions; s++) {
      moveTo(world, s, shares.position[s]);
    }
    if (groups.exists[group]) wakePendings(world, group);
  }
  const first = plan.firstPartition[log];
  for (let p = first; p < first + logSpec(plan, log).partitions; p++) {
    if (partitions.head[p] !== NO_ROW) watchAge(world, p);
  }
  const left = liveOf(world, log);
  world.record(Fact.logSetBack, NO_MESSAGE, log, Math.max(0, live - left), cause, Rule.notSaved);
}

/** Pending records find their records again, and go on waiting. */
function wakePendings(world: World, group: number): void {
  const { pendings, groups, plan } = world.logs;
  const rows: number[] = [];
  for (let row = groups.firstPending[group]; row !== NO_ROW; row = pendings.next[row])
    rows.push(row);
  groups.firstPending[group] = groups.lastPending[group] = NO_ROW;
  groups.pending[group] = 0;
  for (const row of rows) {
    if (pendings.record[row] === UNKNOWN) {
      pendings.record[row] = recordOf(world, plan.logOf[group], pendings.message[row]);
    }
    link(world, row);
  }
  const again = rows
    .filter((row) => pendings.againAtUs[row] !== NOT_AGAIN)
    .sort((a, b) => pendings.againAtUs[a] - pendings.againAtUs[b]);
  for (const row of again) {
    pendings.againAtUs[row] = NOT_AGAIN;
    putAgain(world, row);
  }
  for (const row of rows) wakeAt(world, row, pendings.dueAtUs[row]);
}

/** Nothing of it is left in memory. */
function clearLog(world: World, log: number): void {
  const { logs, plan, partitions } = world.logs;
  for (const group of plan.groupsOf[log]) {
    clearGroup(world, group);
    const share = plan.firstShare[group];
    for (let s = share; s < share + logSpec(plan, log).partitions; s++) moveTo(world, s, 0);
  }
  while (logs.firstId[log] !== NO_ROW) forgetId(world, log);
  const first = plan.firstPartition[log];
  for (let p = first; p < first + logSpec(plan, log).partitions; p++) {
    while (partitions.head[p] !== NO_ROW) unlink(world, partitions.head[p]);
    partitions.live[p] = partitions.nextOffset[p] = 0;
    partitions.appended[p] = partitions.removed[p] = 0;
    if (partitions.ageTimer[p] !== NO_EVENT) world.agenda.cancel(partitions.ageTimer[p]);
    partitions.ageTimer[p] = NO_EVENT;
    for (const group of plan.groupsOf[log]) moveTo(world, world.logs.shareOf(group, p), 0);
  }
  logs.exists[log] = 0;
  logs.lastEntry[log] = -1;
}

/** A broker is back: its logs are written again, and those who work with them begin. */
export function logsStart(world: World, broker: number): void {
  const { plan } = world.logs;
  for (const log of plan.logNodes) {
    if (world.plan.brokerOf[log] !== broker) continue;
    openLog(world, log);
    planFlush(world, log);
    for (const group of plan.groupsOf[log]) world.wakeQueue(group);
  }
}
