/** positions is how far a group has read each partition of its log. */
import { NO_ROW } from '../../kernel/index.ts';
import { readableEnd } from '../replicas/holding.ts';
import type { World } from '../World.ts';

/** Whether a group reads a record: its pattern matched when the record came. */
export function reads(world: World, group: number, record: number): boolean {
  return (world.logs.records.readers[record] & world.logs.plan.bitOf[group]) !== 0;
}

/** Sets the next record that a group reads of a partition, wherever it was. */
export function moveTo(world: World, share: number, offset: number): void {
  const { shares, records, partitions, plan, touched } = world.logs;
  const group = plan.groupOfShare[share];
  let record = partitions.tail[plan.partitionOfShare[share]];
  let first = NO_ROW;
  let undelivered = 0;
  while (record !== NO_ROW && records.offset[record] >= offset) {
    first = record;
    if (reads(world, group, record)) undelivered++;
    record = records.previous[record];
  }
  shares.position[share] = offset;
  shares.nextRecord[share] = first;
  shares.undelivered[share] = undelivered;
  touched.add(plan.logOf[group]);
}

/** The next record that a group has not read of a partition, passing those that are not for it. */
export function peek(world: World, share: number): number {
  if (world.replicas.hasLogs) return peekAtSafe(world, share);
  const { shares, records, plan } = world.logs;
  const group = plan.groupOfShare[share];
  let record = shares.nextRecord[share];
  while (record !== NO_ROW && !reads(world, group, record)) {
    shares.position[share] = records.offset[record] + 1;
    record = records.next[record];
  }
  shares.nextRecord[share] = record;
  return record;
}

/** The same where nobody reads what is not yet safe. */
function peekAtSafe(world: World, share: number): number {
  const { shares, records, plan } = world.logs;
  const group = plan.groupOfShare[share];
  const end = readableEnd(world, plan.partitionOfShare[share]);
  let record = shares.nextRecord[share];
  while (record !== NO_ROW && records.offset[record] < end && !reads(world, group, record)) {
    shares.position[share] = records.offset[record] + 1;
    record = records.next[record];
  }
  shares.nextRecord[share] = record;
  return record !== NO_ROW && records.offset[record] < end ? record : NO_ROW;
}

/** Whether a group could read something of a partition now. */
export function canRead(world: World, share: number): boolean {
  const { shares, records, plan } = world.logs;
  const group = plan.groupOfShare[share];
  const end = readableEnd(world, plan.partitionOfShare[share]);
  let record = shares.nextRecord[share];
  while (record !== NO_ROW && !reads(world, group, record)) record = records.next[record];
  return record !== NO_ROW && records.offset[record] < end;
}

/** Reads it: the position moves behind it. */
export function pass(world: World, share: number, record: number): void {
  const { shares, records, plan, touched } = world.logs;
  shares.position[share] = records.offset[record] + 1;
  shares.nextRecord[share] = records.next[record];
  shares.undelivered[share]--;
  touched.add(plan.logOf[plan.groupOfShare[share]]);
}

/** A record has come: whoever was at the end has something to read. */
export function comes(world: World, record: number): void {
  const { shares, records, partitions, plan } = world.logs;
  const partition = records.partition[record];
  for (const group of plan.groupsOf[plan.logOfPartition[partition]]) {
    const share = world.logs.shareOf(group, partition);
    if (shares.nextRecord[share] === NO_ROW) shares.nextRecord[share] = record;
    // A group whose position was set beyond the end gets what comes there, not what comes before.
    if (records.offset[record] < shares.position[share]) {
      if (shares.nextRecord[share] === record) shares.nextRecord[share] = NO_ROW;
    } else if (reads(world, group, record)) shares.undelivered[share]++;
  }
  partitions.live[partition]++;
}

/** A record goes, before it is unlinked: whoever would have read it next reads the one behind it. */
export function goes(world: World, record: number): void {
  const { shares, records, partitions, plan } = world.logs;
  const partition = records.partition[record];
  for (const group of plan.groupsOf[plan.logOfPartition[partition]]) {
    const share = world.logs.shareOf(group, partition);
    if (records.offset[record] >= shares.position[share] && reads(world, group, record)) {
      shares.undelivered[share]--;
    }
    if (shares.nextRecord[share] === record) shares.nextRecord[share] = records.next[record];
  }
  partitions.live[partition]--;
}

/** How many records a group has not read yet, over all partitions. */
export function undeliveredOf(world: World, group: number): number {
  const { shares, plan } = world.logs;
  let sum = 0;
  const log = plan.logOf[group];
  const count = plan.logs[log]?.partitions ?? 0;
  for (let i = 0; i < count; i++) sum += shares.undelivered[plan.firstShare[group] + i];
  return sum;
}
