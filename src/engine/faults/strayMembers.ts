/**
 * strayMembers says what members of groups have in hand, and what their groups wait for, that nothing will
 * end: the law `strays`, for logs.
 */
import { NO_EVENT, NO_ROW } from '../kernel/index.ts';
import { hasRoom, isAtWork } from '../model/log/consuming.ts';
import { Reading } from '../model/log/logTables.ts';
import { canRead } from '../model/log/positions.ts';
import type { World } from '../model/World.ts';
import { automatic } from './logsAtRest.ts';

/** Records that a member works on, counted from what it has in hand. */
export function workedOnBy(world: World, consumer: number): number {
  return readsOf(world, consumer).filter((read) => world.logs.reads.state[read] === Reading.working)
    .length;
}

export function strayMembers(world: World): string[] {
  const { plan } = world.logs;
  if (plan.groupNodes.length === 0) return [];
  const found: string[] = [];
  for (let consumer = 0; consumer < world.consumers.rows; consumer++) {
    if (world.logs.isGroup(world.consumers.queue[consumer])) {
      found.push(...strayReads(world, consumer), ...stillCountedOn(world, consumer));
    }
  }
  for (const group of plan.groupNodes) {
    found.push(...untimed(world, group));
    if (automatic(world, group) !== null) found.push(...unserved(world, group));
  }
  return found;
}

function readsOf(world: World, consumer: number): number[] {
  const { reads, members } = world.logs;
  const rows: number[] = [];
  for (let read = members.firstRead[consumer]; read !== NO_ROW; read = reads.next[read])
    rows.push(read);
  return rows;
}

/** A record on the wire or at work has an end; one that waits for its turn has a member that lives. */
function strayReads(world: World, consumer: number): string[] {
  const { reads } = world.logs;
  return readsOf(world, consumer).flatMap((read) => {
    const isHeld = reads.state[read] === Reading.held;
    const willEnd = isHeld ? world.isAlive(consumer) : reads.handle[read] !== NO_EVENT;
    return willEnd
      ? []
      : [
          `record m${reads.message[read]} of consumer ${consumer} is in state ${reads.state[read]}, and nothing will end it`,
        ];
  });
}

/** Whom a group counts on lives and can be heard, or a clock runs until it is given up. */
function stillCountedOn(world: World, consumer: number): string[] {
  const { members, plan } = world.logs;
  const group = world.consumers.queue[consumer];
  const spec = plan.groups[group];
  if (spec?.reading !== 'perPartition' || !members.isIn[consumer]) return [];
  const isForEver = spec.sessionUs === Number.POSITIVE_INFINITY;
  const isSilent = !world.isAlive(consumer) && members.session[consumer] === NO_EVENT;
  return isSilent && !isForEver
    ? [`consumer ${consumer} is dead, and ${spec.id} will never give it up: nothing will end it`]
    : [];
}

/** What is pending has a clock exactly as long as it has a time to wait for. */
function untimed(world: World, group: number): string[] {
  const { pendings, groups } = world.logs;
  const found: string[] = [];
  for (let row = groups.firstPending[group]; row !== NO_ROW; row = pendings.next[row]) {
    const isTimed = pendings.timer[row] !== NO_EVENT;
    if (isTimed !== (pendings.dueAtUs[row] !== Number.POSITIVE_INFINITY))
      found.push(
        `m${pendings.message[row]} is pending and its timer is ${isTimed ? 'running' : 'missing'}`,
      );
  }
  return found;
}

/** Between two events nothing is left for a member that could have it. */
function unserved(world: World, group: number): string[] {
  const { plan, groups, members, shares } = world.logs;
  const spec = plan.groups[group];
  if (spec === undefined || !world.isRunning(world.plan.brokerOf[group])) return [];
  const there: number[] = [];
  for (let consumer = 0; consumer < world.consumers.rows; consumer++) {
    if (world.consumers.queue[consumer] === group) there.push(consumer);
  }
  if (spec.reading === 'shared') {
    const isAnybodyFree = there.some((consumer) => hasRoom(world, consumer));
    const isFull = spec.ack !== 'none' && groups.pending[group] >= spec.maxAckPending;
    const isLeft = groups.firstAgain[group] !== NO_ROW || (hasSomething(world, group) && !isFull);
    return isAnybodyFree && isLeft
      ? [`a member of ${spec.id} is free, and nobody has what is there`]
      : [];
  }
  const found: string[] = [];
  if (groups.isRebalancing[group] && groups.rebalance[group] === NO_EVENT)
    found.push(`${spec.id} is dealing out its partitions, and nothing will end it`);
  for (const consumer of there) {
    const isFree =
      isAtWork(world, consumer) &&
      members.reads[consumer] === 0 &&
      !groups.isRebalancing[group] &&
      members.hasJoined[consumer] !== JOINING;
    if (!isFree) continue;
    if (!members.isIn[consumer])
      found.push(
        `consumer ${consumer} lives, and does not come to ${spec.id}: nothing will end it`,
      );
    const first = plan.firstShare[group];
    for (let share = first; plan.groupOfShare[share] === group; share++) {
      const isIts = shares.owner[share] === consumer && shares.retry[share] === NO_EVENT;
      if (isIts && members.isIn[consumer] && canRead(world, share))
        found.push(`consumer ${consumer} is free, and nobody has what is there in its partition`);
    }
  }
  return found;
}

/** Whether a group can read something new of any partition. */
function hasSomething(world: World, group: number): boolean {
  const { plan } = world.logs;
  for (let share = plan.firstShare[group]; plan.groupOfShare[share] === group; share++)
    if (canRead(world, share)) return true;
  return false;
}

/** Its wish to join is on the way. */
const JOINING = 2;
