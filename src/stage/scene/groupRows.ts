/**
 * groupRows says what a group's rows are: its partitions, where each has an owner; or, where its members
 * share, what is pending with each of them, and what nobody has read.
 */
import { Consumer, NO_EVENT, NO_ROW } from '../../engine/index.ts';
import { type RecordRow, type RowMark, readableFrom } from './drawRecordRows.ts';
import { at, type Look } from './Look.ts';
import { counted, nameOf, timed } from './words.ts';

/** More members than this are one row. */
const MOST_OWNERS = 6;
/** Records that were handed out and are looked at one by one. */
const MOST_HELD = 6_000;

export function partitionRows(look: Look, group: number, shares: readonly number[]): RecordRow[] {
  return shares.map((share, i) => partitionRow(look, group, share, i));
}

function partitionRow(look: Look, group: number, share: number, number: number): RecordRow {
  const { world } = look;
  const { shares, records, partitions, plan, groups } = world.logs;
  const partition = at(plan.partitionOfShare, share);
  const first = at(shares.nextRecord, share);
  const bit = at(plan.bitOf, group);
  const failures = at(shares.failures, share);
  const options = { deliveries: failures + 1 };
  const held = heldOf(look, share);
  // What failed is the first record that is not done. Until it is read again it is the next one.
  const waits = failures > 0 && first !== NO_ROW && at(shares.retry, share) !== NO_EVENT;
  const again =
    failures > 0 && !waits
      ? held.find((record) => at(records.offset, record) >= at(shares.done, share))
      : undefined;
  const marks = held.map((record): RowMark => {
    const mark = { kind: 'unacked', message: at(records.message, record) } as const;
    return record === again ? { ...mark, options } : mark;
  });
  if (waits) marks.push({ kind: 'ready', message: at(records.message, first), options });
  const blocking = waits ? first : again;
  const isStill = at(groups.isRebalancing, group) === 1;
  const tells = blocking === undefined ? [] : blockedWords(at(records.message, blocking), failures);
  return {
    label: `P${number} · ${ownerOf(look, at(shares.owner, share))}`,
    tells: isStill ? ['stands still'] : tells,
    count: `${counted(at(shares.committed, share))} of ${counted(at(partitions.nextOffset, partition))}`,
    hasTick: true,
    held: marks,
    unread: at(shares.undelivered, share) - (waits ? 1 : 0),
    unreadRows: () => after(readableFrom(look, first, bit), waits ? 1 : 0),
  };
}

function blockedWords(message: number, failures: number): string[] {
  const name = nameOf(message);
  return [`blocked by ${name}, failed ×${failures}`, `blocked by ${name}`, 'blocked'];
}

/** The records that were read from a partition and are not committed, oldest first. */
function heldOf({ world }: Look, share: number): number[] {
  const { shares, records, partitions, plan } = world.logs;
  const bit = at(plan.bitOf, at(plan.groupOfShare, share));
  const committed = at(shares.committed, share);
  const position = at(shares.position, share);
  const next = at(shares.nextRecord, share);
  let record =
    next === NO_ROW
      ? at(partitions.tail, at(plan.partitionOfShare, share))
      : at(records.previous, next);
  const held: number[] = [];
  while (record !== NO_ROW && at(records.offset, record) >= committed && held.length < MOST_HELD) {
    const isRead = at(records.offset, record) < position;
    if (isRead && (at(records.readers, record) & bit) !== 0) held.push(record);
    record = at(records.previous, record);
  }
  return held.reverse();
}

function ownerOf({ world }: Look, owner: number): string {
  if (owner === NO_ROW) return 'nobody';
  const isDown = at(world.consumers.state, owner) === Consumer.down;
  return `C${at(world.consumers.member, owner)}${isDown ? ' DOWN' : ''}`;
}

function* after<T>(all: Iterable<T>, skipped: number): Iterable<T> {
  let left = skipped;
  for (const one of all) if (left-- <= 0) yield one;
}

// Shared

/** A row for each member and one for what is new; of many members, one for all that is pending. */
export function sharedRows(look: Look, group: number, shares: readonly number[]): RecordRow[] {
  const { world } = look;
  const { consumers, logs } = world;
  const owners: number[] = [];
  for (let row = 0; row < consumers.rows; row++) {
    const isGone = at(consumers.state, row) === Consumer.removed;
    if (at(consumers.queue, row) === group && (!isGone || owns(look, group, row))) owners.push(row);
  }
  const pending =
    owners.length > MOST_OWNERS
      ? [pendingRow(look, group, null)]
      : owners.map((owner) => pendingRow(look, group, owner));
  const bit = at(logs.plan.bitOf, group);
  const unread = shares.reduce((sum, share) => sum + at(logs.shares.undelivered, share), 0);
  const fresh: RecordRow = {
    label: 'not read',
    tells: [],
    count: counted(unread),
    hasTick: false,
    held: [],
    unread,
    unreadRows: function* () {
      for (const share of shares) yield* readableFrom(look, at(logs.shares.nextRecord, share), bit);
    },
  };
  return [...pending, fresh];
}

function owns(look: Look, group: number, owner: number): boolean {
  for (const row of pendingsOf(look, group)) {
    if (at(look.world.logs.pendings.owner, row) === owner) return true;
  }
  return false;
}

function* pendingsOf({ world }: Look, group: number): Iterable<number> {
  const { pendings, groups } = world.logs;
  let row = at(groups.firstPending, group);
  for (; row !== NO_ROW; row = at(pendings.next, row)) yield row;
}

/** What is pending with a member, or (null) with any. */
function pendingRow(look: Look, group: number, owner: number | null): RecordRow {
  const { world } = look;
  const { pendings } = world.logs;
  const held: RowMark[] = [];
  let sinceUs = Number.POSITIVE_INFINITY;
  for (const row of pendingsOf(look, group)) {
    if (owner !== null && at(pendings.owner, row) !== owner) continue;
    held.push(pendingMark(look, group, row));
    sinceUs = Math.min(sinceUs, at(pendings.sinceUs, row));
  }
  const isDown = owner !== null && at(world.consumers.state, owner) === Consumer.down;
  const isIdle = isDown && held.length > 0;
  return {
    label: owner === null ? 'pending' : ownerOf(look, owner),
    tells: isIdle ? [`idle for ${timed(world.nowUs - sinceUs)}`, 'idle'] : [],
    count: owner === null ? counted(held.length) : `${counted(held.length)} pending`,
    hasTick: false,
    held,
    unread: 0,
    unreadRows: () => [],
  };
}

function pendingMark({ world }: Look, group: number, row: number): RowMark {
  const { pendings, plan } = world.logs;
  const { ackWaitUs } = plan.groups[group] ?? { ackWaitUs: Number.POSITIVE_INFINITY };
  const leftUs = at(pendings.dueAtUs, row) - world.nowUs;
  const hasWait = Number.isFinite(ackWaitUs) && Number.isFinite(leftUs);
  return {
    kind: 'unacked',
    message: at(pendings.message, row),
    options: {
      deliveries: at(pendings.deliveries, row),
      ...(hasWait ? { leaseLeft: Math.min(1, Math.max(0, leftUs / ackWaitUs)) } : {}),
    },
  };
}
