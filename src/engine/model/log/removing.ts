/** removing is how records leave a log: by a limit, by age, when they are acked, or by hand. */
import { NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Fact, Rule } from '../../trace/index.ts';
import { Class } from '../eventKinds.ts';
import type { World } from '../World.ts';
import { groupSpec, logSpec } from './LogPlan.ts';
import { LogEvent } from './logEvents.ts';
import { pendingAt, pendingOf, removePending } from './pendings.ts';
import { goes, reads } from './positions.ts';

/** A record leaves its log. What it was pending for goes with it, or stays without a body. */
export function removeRecord(world: World, record: number, rule: number, cause: number): number {
  const { records, partitions, pendings, plan, touched } = world.logs;
  const partition = records.partition[record];
  const log = plan.logOfPartition[partition];
  const fact = world.record(
    Fact.recordRemoved,
    records.message[record],
    log,
    readersLeft(world, record),
    cause,
    rule,
  );
  goes(world, record);
  for (const group of plan.groupsOf[log]) {
    const row = pendingAt(world, group, partition, records.offset[record]);
    if (row === NO_ROW) continue;
    if (groupSpec(plan, group).onRemoved === 'settled') {
      drop(world, row, rule, fact);
    } else pendings.record[row] = NO_ROW;
  }
  unlink(world, record);
  partitions.removed[partition]++;
  touched.add(log);
  return fact;
}

/** How many of its groups have not read it, or have not settled it. */
function readersLeft(world: World, record: number): number {
  const { plan, records } = world.logs;
  const log = plan.logOfPartition[records.partition[record]];
  return plan.groupsOf[log].filter((group) => needs(world, group, record)).length;
}

/** A group still has business with a record: it has not read it, or not settled it. */
export function needs(world: World, group: number, record: number): boolean {
  const { groups, records, shares, plan } = world.logs;
  if (!groups.exists[group] || !reads(world, group, record)) return false;
  const share = world.logs.shareOf(group, records.partition[record]);
  const offset = records.offset[record];
  if (groupSpec(plan, group).reading === 'perPartition') return offset >= shares.committed[share];
  if (offset >= shares.position[share]) return true;
  return pendingAt(world, group, records.partition[record], offset) !== NO_ROW;
}

/** A pending record is nobody's business any more, without having been settled by a member. */
export function drop(world: World, row: number, rule: number, cause: number): void {
  const { pendings, groups } = world.logs;
  const group = pendings.group[row];
  world.record(Fact.pendingDropped, pendings.message[row], group, 0, cause, rule);
  groups.dropped[group]++;
  removePending(world, row);
  // There may be room for something new now.
  world.wakeQueue(group);
}

/** Takes the row out of its partition's list and gives it back. */
export function unlink(world: World, record: number): void {
  const { records, partitions } = world.logs;
  const partition = records.partition[record];
  const before = records.previous[record];
  const after = records.next[record];
  if (before === NO_ROW) partitions.head[partition] = after;
  else records.next[before] = after;
  if (after === NO_ROW) partitions.tail[partition] = before;
  else records.previous[after] = before;
  records.partition[record] = NO_ROW;
  records.giveBack(record);
}

// Limits

/** Removes the oldest records until no more than so many are left. Whole blocks only, if approximate. */
export function trim(
  world: World,
  log: number,
  most: number,
  isApproximate: boolean,
  cause: number,
  rule: number,
): void {
  const { blockSize } = logSpec(world.logs.plan, log);
  for (let live = liveOf(world, log); live > most; live = liveOf(world, log)) {
    const partition = partitionOfOldest(world, log);
    if (!isApproximate) {
      removeRecord(world, world.logs.partitions.head[partition], rule, cause);
      continue;
    }
    const block = firstBlock(world, partition, blockSize);
    if (live - block.length < most) return;
    for (const record of block) removeRecord(world, record, rule, cause);
  }
}

/** The records of the block that a partition's oldest record is in. */
function firstBlock(world: World, partition: number, size: number): number[] {
  const { records, partitions } = world.logs;
  const block: number[] = [];
  const blockOf = (record: number): number => Math.floor(records.offset[record] / size);
  const head = partitions.head[partition];
  for (let at = head; at !== NO_ROW && blockOf(at) === blockOf(head); at = records.next[at]) {
    block.push(at);
  }
  return block;
}

export function liveOf(world: World, log: number): number {
  const { partitions, plan } = world.logs;
  let live = 0;
  const first = plan.firstPartition[log];
  for (let i = 0; i < logSpec(plan, log).partitions; i++) live += partitions.live[first + i];
  return live;
}

function partitionOfOldest(world: World, log: number): number {
  const { partitions, records, plan } = world.logs;
  const first = plan.firstPartition[log];
  let oldest = NO_ROW;
  for (let i = 0; i < logSpec(plan, log).partitions; i++) {
    const head = partitions.head[first + i];
    if (head === NO_ROW) continue;
    if (
      oldest === NO_ROW ||
      records.appendedAtUs[head] < records.appendedAtUs[partitions.head[oldest]]
    )
      oldest = first + i;
  }
  return oldest;
}

/** The oldest record of a key, and how many it has. */
export function ofKey(
  world: World,
  partition: number,
  key: number,
): { oldest: number; count: number } {
  const { records, partitions } = world.logs;
  let oldest = NO_ROW;
  let count = 0;
  for (let at = partitions.head[partition]; at !== NO_ROW; at = records.next[at]) {
    if (records.key[at] !== key) continue;
    if (oldest === NO_ROW) oldest = at;
    count++;
  }
  return { oldest, count };
}

// Age

/** Sees to it that a partition's oldest record goes when it is too old. */
export function watchAge(world: World, partition: number): void {
  const { partitions, records, plan } = world.logs;
  const { maxAgeUs } = logSpec(plan, plan.logOfPartition[partition]);
  const head = partitions.head[partition];
  if (maxAgeUs === Number.POSITIVE_INFINITY || head === NO_ROW) return;
  if (partitions.ageTimer[partition] !== NO_EVENT) return;
  partitions.ageTimer[partition] = world.agenda.schedule(
    Math.max(world.nowUs, records.appendedAtUs[head] + maxAgeUs),
    Class.disk,
    LogEvent.recordsAge,
    partition,
  );
}

export function recordsAge(world: World, partition: number): void {
  const { partitions, records, plan } = world.logs;
  const { maxAgeUs } = logSpec(plan, plan.logOfPartition[partition]);
  partitions.ageTimer[partition] = NO_EVENT;
  let head = partitions.head[partition];
  while (head !== NO_ROW && records.appendedAtUs[head] + maxAgeUs <= world.nowUs) {
    removeRecord(world, head, Rule.maxAge, records.lastFact[head]);
    head = partitions.head[partition];
  }
  watchAge(world, partition);
}

// After an ack

/** A group is done with a record: a work queue deletes it, and so does a log that nobody else needs it in. */
export function release(
  world: World,
  group: number,
  partition: number,
  offset: number,
  cause: number,
): void {
  const { plan } = world.logs;
  const { retention } = logSpec(plan, plan.logOf[group]);
  if (retention === 'limits') return;
  const record = recordAt(world, partition, offset);
  if (record === NO_ROW) return;
  if (retention === 'interest') {
    for (const other of plan.groupsOf[plan.logOf[group]]) {
      if (other !== group && needs(world, other, record)) return;
    }
  }
  removeRecord(world, record, retention === 'interest' ? Rule.interest : Rule.workQueue, cause);
}

/** The record with this offset, or NO_ROW. */
export function recordAt(world: World, partition: number, offset: number): number {
  const { records, partitions } = world.logs;
  let at = partitions.head[partition];
  while (at !== NO_ROW && records.offset[at] < offset) at = records.next[at];
  return at !== NO_ROW && records.offset[at] === offset ? at : NO_ROW;
}

/** The record of this message, or NO_ROW. */
export function recordOf(world: World, log: number, message: number): number {
  const { records, plan } = world.logs;
  for (let row = 0; row < records.rows; row++) {
    const partition = records.partition[row];
    if (partition === NO_ROW || records.message[row] !== message) continue;
    if (plan.logOfPartition[partition] === log) return row;
  }
  return NO_ROW;
}

/** Removes whatever no group needs: a group has gone, and its interest with it. */
export function sweep(world: World, log: number, cause: number): void {
  const { records, partitions, plan } = world.logs;
  if (logSpec(plan, log).retention !== 'interest') return;
  const first = plan.firstPartition[log];
  for (let i = 0; i < logSpec(plan, log).partitions; i++) {
    for (let at = partitions.head[first + i]; at !== NO_ROW; ) {
      const next = records.next[at];
      if (!plan.groupsOf[log].some((group) => needs(world, group, at))) {
        removeRecord(world, at, Rule.interest, cause);
      }
      at = next;
    }
  }
}

/** A member names a record that is neither pending nor, perhaps, in the log any more. */
export function offsetOf(
  world: World,
  group: number,
  message: number,
): { partition: number; offset: number } | null {
  const { pendings, records, plan } = world.logs;
  const pending = pendingOf(world, group, message);
  if (pending !== NO_ROW) {
    return { partition: pendings.partition[pending], offset: pendings.offset[pending] };
  }
  const record = recordOf(world, plan.logOf[group], message);
  if (record === NO_ROW) return null;
  return { partition: records.partition[record], offset: records.offset[record] };
}
