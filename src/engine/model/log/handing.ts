/**
 * handing is how a shared group gives records to its members: what comes again first, then what is
 * new, to whoever is next in turn.
 */
import { NO_ROW } from '../../kernel/index.ts';
import { Fact, Rule } from '../../trace/index.ts';
import type { World } from '../World.ts';
import { hasRoom, send } from './consuming.ts';
import { groupSpec, logSpec } from './LogPlan.ts';
import {
  ackWaitOf,
  addPending,
  leaveAgain,
  pendingAt,
  removePending,
  stopWaiting,
  waitFor,
} from './pendings.ts';
import { pass, peek } from './positions.ts';
import { drop, release } from './removing.ts';

/** Hands out what there is, as long as somebody takes it. */
export function handOut(world: World, group: number): void {
  while (world.logs.groups.exists[group] && isAnybodyThere(world, group)) {
    const row = nextAgain(world, group);
    if (row !== NO_ROW) {
      give(world, row);
      continue;
    }
    const share = shareWithNew(world, group);
    if (share === NO_ROW) return;
    giveNew(world, share);
  }
}

// Who takes it

function isAnybodyThere(world: World, group: number): boolean {
  const { plan, groups } = world.logs;
  const { isByHand, handing } = groupSpec(plan, group);
  if (!isByHand) return nextInTurn(world, group, hasRoom) !== NO_ROW;
  if (handing === 'pull') return groups.firstRequest[group] !== NO_ROW;
  return nextInTurn(world, group, isListening) !== NO_ROW;
}

function isListening(world: World, consumer: number): boolean {
  return world.logs.members.isListening[consumer] === 1;
}

/** The next consumer of a group, after the one served last, of which something is true. */
function nextInTurn(
  world: World,
  group: number,
  mayTake: (world: World, consumer: number) => boolean,
): number {
  const { consumers } = world;
  const count = consumers.rows;
  let consumer = world.logs.groups.turn[group];
  for (let i = 0; i < count; i++) {
    consumer = consumer + 1 >= count ? 0 : consumer + 1;
    if (consumers.queue[consumer] === group && mayTake(world, consumer)) return consumer;
  }
  return NO_ROW;
}

/** The member that gets the next record, and whether for it delivered is done. Its turn is over then. */
function takeTurn(world: World, group: number): { consumer: number; isAcked: boolean } {
  const { plan, groups, requests } = world.logs;
  const { isByHand, handing, ack } = groupSpec(plan, group);
  const isAcked = ack === 'none';
  if (!isByHand || handing === 'push') {
    const consumer = nextInTurn(world, group, isByHand ? isListening : hasRoom);
    groups.turn[group] = consumer;
    return { consumer, isAcked };
  }
  // The oldest request gets one record and, if it wants more, stands behind the others.
  const request = groups.firstRequest[group];
  const taken = { consumer: requests.consumer[request], isAcked: requests.isAcked[request] === 1 };
  if (--requests.left[request] === 0) closeRequest(world, request);
  else {
    unlinkRequest(world, request);
    linkRequest(world, request);
  }
  return { consumer: taken.consumer, isAcked: isAcked || taken.isAcked };
}

// What is next

/** The next record to be handed out again. One whose deliveries are used up is parked on the way. */
function nextAgain(world: World, group: number): number {
  const { groups, pendings, plan } = world.logs;
  for (let row = groups.firstAgain[group]; row !== NO_ROW; row = groups.firstAgain[group]) {
    if (pendings.record[row] === NO_ROW) {
      drop(world, row, Rule.bodyGone, pendings.lastFact[row]);
      continue;
    }
    if (pendings.deliveries[row] < groupSpec(plan, group).maxDeliveries) return row;
    world.record(
      Fact.recordParked,
      pendings.message[row],
      group,
      pendings.deliveries[row],
      pendings.lastFact[row],
      Rule.parked,
    );
    groups.parked[group]++;
    removePending(world, row);
  }
  return NO_ROW;
}

/** A share with something new, in turn, unless too much is pending. */
function shareWithNew(world: World, group: number): number {
  const { plan, groups, shares } = world.logs;
  const { ack, maxAckPending } = groupSpec(plan, group);
  if (ack !== 'none' && groups.pending[group] >= maxAckPending) return NO_ROW;
  const count = logSpec(plan, plan.logOf[group]).partitions;
  const first = plan.firstShare[group];
  let best = NO_ROW;
  for (let share = first; share < first + count; share++) {
    if (peek(world, share) === NO_ROW) continue;
    // The one that is furthest behind: what came first to the log comes first to the group.
    if (best === NO_ROW || isOlder(world, shares.nextRecord[share], shares.nextRecord[best]))
      best = share;
  }
  return best;
}

function isOlder(world: World, one: number, other: number): boolean {
  const { appendedAtUs, message } = world.logs.records;
  return appendedAtUs[one] === appendedAtUs[other]
    ? message[one] < message[other]
    : appendedAtUs[one] < appendedAtUs[other];
}

// Handing over

function giveNew(world: World, share: number): void {
  const { plan, records, groups, pendings, shares } = world.logs;
  const group = plan.groupOfShare[share];
  const record = shares.nextRecord[share];
  const partition = records.partition[record];
  const offset = records.offset[record];
  const { consumer, isAcked } = takeTurn(world, group);
  pass(world, share, record);
  groups.handedOut[group]++;
  if (isAcked) {
    groups.settled[group]++;
    const fact = tell(
      world,
      group,
      consumer,
      record,
      1,
      records.lastFact[record],
      Rule.deliveredIsDone,
    );
    send(world, share, record, consumer, 1, fact);
    release(world, group, partition, offset, fact);
    return;
  }
  let row = pendingAt(world, group, partition, offset);
  // Read again after its position was set back: it changes hands, and counts from one.
  if (row === NO_ROW) row = addPending(world, group, record, consumer);
  else {
    groups.dropped[group]++;
    leaveAgain(world, row);
  }
  pendings.deliveries[row] = 0;
  hand(world, row, consumer, Rule.handedInTurn);
}

function give(world: World, row: number): void {
  const { pendings, groups } = world.logs;
  const group = pendings.group[row];
  const { consumer } = takeTurn(world, group);
  leaveAgain(world, row);
  groups.redeliveries[group]++;
  hand(world, row, consumer, Rule.handedAgain);
}

/** A pending record goes to a consumer: one delivery more, and its wait begins anew. */
function hand(world: World, row: number, consumer: number, rule: number): void {
  const { pendings, plan } = world.logs;
  const group = pendings.group[row];
  const count = ++pendings.deliveries[row];
  pendings.notedDeliveries[row] = count;
  pendings.owner[row] = consumer;
  pendings.sinceUs[row] = world.nowUs;
  const record = pendings.record[row];
  const share = world.logs.shareOf(group, pendings.partition[row]);
  const fact = tell(world, group, consumer, record, count, pendings.lastFact[row], rule);
  pendings.lastFact[row] = fact;
  waitFor(world, row, ackWaitOf(world, row));
  if (groupSpec(plan, group).ack === 'none') stopWaiting(world, row);
  send(world, share, record, consumer, count, fact);
}

/** Records a delivery: to the one it is for, or to everybody who listens. */
function tell(
  world: World,
  group: number,
  consumer: number,
  record: number,
  count: number,
  cause: number,
  rule: number,
): number {
  const { plan, groups, records } = world.logs;
  const { isByHand, handing } = groupSpec(plan, group);
  const kind = count === 1 ? Fact.recordDelivered : Fact.recordRedelivered;
  const message = records.message[record];
  groups.deliveries[group]++;
  const fact = world.record(kind, message, world.placeOf(consumer), count, cause, rule);
  if (!isByHand || handing === 'pull') return fact;
  for (let other = 0; other < world.consumers.rows; other++) {
    if (other === consumer || world.consumers.queue[other] !== group) continue;
    if (isListening(world, other)) {
      world.record(kind, message, world.placeOf(other), count, fact, Rule.pushedToAll);
    }
  }
  return fact;
}

// Requests

export function linkRequest(world: World, request: number): void {
  const { groups, requests } = world.logs;
  const group = requests.group[request];
  const last = groups.lastRequest[group];
  requests.next[request] = NO_ROW;
  if (last === NO_ROW) groups.firstRequest[group] = request;
  else requests.next[last] = request;
  groups.lastRequest[group] = request;
}

function unlinkRequest(world: World, request: number): void {
  const { groups, requests } = world.logs;
  const group = requests.group[request];
  let before = NO_ROW;
  for (let at = groups.firstRequest[group]; at !== request; at = requests.next[at]) before = at;
  const after = requests.next[request];
  if (before === NO_ROW) groups.firstRequest[group] = after;
  else requests.next[before] = after;
  if (after === NO_ROW) groups.lastRequest[group] = before;
}

export function closeRequest(world: World, request: number): void {
  const { requests } = world.logs;
  if (requests.timer[request] >= 0) world.agenda.cancel(requests.timer[request]);
  unlinkRequest(world, request);
  requests.group[request] = NO_ROW;
  requests.giveBack(request);
}

/** A request ends with so many records missing, and its member is told. */
export function endRequest(world: World, request: number, rule: number): void {
  const { requests } = world.logs;
  world.record(
    Fact.requestEnded,
    0,
    world.placeOf(requests.consumer[request]),
    requests.left[request],
    requests.fact[request],
    rule,
  );
  closeRequest(world, request);
}
