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
  const held = heldOf(look, share);
  // What failed is the first record that is not done. Until it is read again it is the next one.
  const waits = failures > 0 && first !== NO_ROW && at(shares.retry, share) !== NO_EVENT;
  const isNotDone = (record: number): boolean =>
    at(records.offset, record) >= at(shares.done, share);
  const again = failures > 0 && !waits ? held.findIndex(isNotDone) : -1;
  const index = waits ? held.length : again;
  const blocking = waits ? first : (held[again] ?? NO_ROW);
  const markOf = (record: number, kind: RowMark['kind']): RowMark => {
    const mark = { kind, message: at(records.message, record) };
    return record === blocking ? { ...mark, options: { deliveries: failures + 1 } } : mark;
  };
  const tells = blocking === NO_ROW ? [] : blockedWords(at(records.message, blocking), failures);
  return {
    label: `P${number} · ${ownerOf(look, at(shares.owner, share))}`,
    tells: at(groups.isRebalancing, group) === 1 ? ['stands still'] : tells,
    count: `${counted(at(shares.committed, share))} of ${counted(at(partitions.nextOffset, partition))}`,
    hasTick: true,
    held: held.length,
    unread: at(shares.undelivered, share),
    blocking:
      blocking === NO_ROW ? null : { index, mark: markOf(blocking, waits ? 'ready' : 'unacked') },
    *marks() {
      for (const record of held) yield markOf(record, 'unacked');
      for (const record of readableFrom(look, first, bit)) yield markOf(record, 'ready');
    },
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
  while (record !== NO_ROW && at(records.offset, record) >= committed) {
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
    held: 0,
    unread,
    blocking: null,
    *marks() {
      for (const share of shares) {
        for (const record of readableFrom(look, at(logs.shares.nextRecord, share), bit)) {
          yield { kind: 'ready', message: at(logs.records.message, record) };
        }
      }
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
  const isMeant = (row: number): boolean => owner === null || at(pendings.owner, row) === owner;
  let held = 0;
  let sinceUs = Number.POSITIVE_INFINITY;
  for (const row of pendingsOf(look, group)) {
    if (!isMeant(row)) continue;
    held++;
    sinceUs = Math.min(sinceUs, at(pendings.sinceUs, row));
  }
  const isDown = owner !== null && at(world.consumers.state, owner) === Consumer.down;
  return {
    label: owner === null ? 'pending' : ownerOf(look, owner),
    tells: isDown && held > 0 ? [`idle for ${timed(world.nowUs - sinceUs)}`, 'idle'] : [],
    count: owner === null ? counted(held) : `${counted(held)} pending`,
    hasTick: false,
    held,
    unread: 0,
    blocking: null,
    *marks() {
      for (const row of pendingsOf(look, group)) {
        if (isMeant(row)) yield pendingMark(look, group, row);
      }
    },
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
