/**
 * consuming is what automatic members do with the records they are given: work on them one after the
 * other, have their effect, and answer. Members of a group by hand do nothing by themselves.
 */
import { drawDuration, endOf, NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Consumer, ConsumerDoes } from '../../lifecycles/index.ts';
import { Fact, NO_FACT, Rule } from '../../trace/index.ts';
import { Class, Event } from '../eventKinds.ts';
import { countEffect, isKnown, recordEffect, writeKey } from '../ledger.ts';
import { consumerSpec } from '../Plan.ts';
import { KeyMode, OnFailure } from '../tables.ts';
import type { World } from '../World.ts';
import { arrivalUs, whyVanished } from '../wires.ts';
import { groupSpec } from './LogPlan.ts';
import { LogEvent } from './logEvents.ts';
import { Answering, Reading } from './logTables.ts';
import { moveTo } from './positions.ts';

/** A member that may be given one more. */
export function hasRoom(world: World, consumer: number): boolean {
  const { consumers, groups, logs } = world;
  return (
    isAtWork(world, consumer) &&
    logs.members.reads[consumer] < groups.prefetchLimit[consumers.group[consumer]]
  );
}

/** It lives, can reach its broker, and has not been told to leave. */
export function isAtWork(world: World, consumer: number): boolean {
  const state = world.consumers.state[consumer];
  const isStaying = state === Consumer.idle || state === Consumer.working;
  const isCut = world.wires.isCut[wireOf(world, consumer)] === 1;
  return isStaying && !isCut && world.consumers.connected[consumer] === 1;
}

export function isOrdered(world: World, consumer: number): boolean {
  return groupSpec(world.logs.plan, world.consumers.queue[consumer]).reading === 'perPartition';
}

function wireOf(world: World, consumer: number): number {
  return world.plan.subscriptionOf[world.consumers.group[consumer]];
}

/** A record goes to an automatic member. */
export function send(
  world: World,
  share: number,
  record: number,
  consumer: number,
  count: number,
  fact: number,
): void {
  const { reads, members, records, plan } = world.logs;
  if (groupSpec(plan, plan.groupOfShare[share]).isByHand) return;
  const read = reads.take();
  reads.consumer[read] = consumer;
  reads.share[read] = share;
  reads.offset[read] = records.offset[record];
  reads.message[read] = records.message[record];
  reads.order[read] = records.order[record];
  reads.isPoison[read] = records.isPoison[record];
  reads.count[read] = count;
  reads.generation[read] = members.generation[consumer];
  reads.state[read] = Reading.onWire;
  reads.isSuppressed[read] = 0;
  reads.downFact[read] = NO_FACT;
  reads.lastFact[read] = fact;
  const last = members.lastRead[consumer];
  reads.previous[read] = last;
  reads.next[read] = NO_ROW;
  if (last === NO_ROW) members.firstRead[consumer] = read;
  else reads.next[last] = read;
  members.lastRead[consumer] = read;
  members.reads[consumer]++;
  const atUs = arrivalUs(world, wireOf(world, consumer));
  reads.handle[read] = world.agenda.schedule(atUs, Class.arrive, LogEvent.recordArrives, read);
}

/** It is out of its hands: worked through, given up, or gone with the member. */
export function dropRead(world: World, read: number): void {
  const { reads, members } = world.logs;
  const consumer = reads.consumer[read];
  if (reads.handle[read] !== NO_EVENT) world.agenda.cancel(reads.handle[read]);
  const before = reads.previous[read];
  const after = reads.next[read];
  if (before === NO_ROW) members.firstRead[consumer] = after;
  else reads.next[before] = after;
  if (after === NO_ROW) members.lastRead[consumer] = before;
  else reads.previous[after] = before;
  members.reads[consumer]--;
  reads.state[read] = Reading.free;
  reads.giveBack(read);
  world.wakeQueue(world.consumers.queue[consumer]);
}

/** Drops what a member was given, except what it is working on. */
export function dropReads(
  world: World,
  consumer: number,
  isMeant: (read: number) => boolean,
): void {
  const { reads, members } = world.logs;
  for (let read = members.firstRead[consumer]; read !== NO_ROW; ) {
    const next = reads.next[read];
    if (isMeant(read)) dropRead(world, read);
    read = next;
  }
}

export function recordArrives(world: World, read: number): void {
  const { reads } = world.logs;
  const consumer = reads.consumer[read];
  reads.handle[read] = NO_EVENT;
  const why = whyVanished(world, wireOf(world, consumer));
  if (why !== Rule.none || !world.isAlive(consumer)) {
    world.record(
      Fact.packetLost,
      reads.message[read],
      world.placeOf(consumer),
      reads.count[read],
      reads.lastFact[read],
      why === Rule.none ? Rule.processDied : why,
    );
    // Who reads a partition in order asks for what is missing, and for all behind it, again.
    if (isOrdered(world, consumer)) seekBack(world, read);
    else dropRead(world, read);
    return;
  }
  reads.state[read] = Reading.held;
  const isFirst = world.groups.ackBeforeWork[world.consumers.group[consumer]] === 1;
  if (isFirst) answer(world, read, true);
  beginReads(world, consumer);
}

/** Begins as much as the member can work on at once: of a partition in order, one after the other. */
export function beginReads(world: World, consumer: number): void {
  const { consumers, groups } = world;
  const { reads, members } = world.logs;
  const atOnce = isOrdered(world, consumer) ? 1 : groups.concurrency[consumers.group[consumer]];
  for (let read = members.firstRead[consumer]; read !== NO_ROW; ) {
    const next = reads.next[read];
    if (consumers.busy[consumer] >= atOnce) return;
    if (reads.state[read] === Reading.held && !begin(world, read)) return;
    read = next;
  }
}

/** Begins one. Returns false when the member died at it. */
function begin(world: World, read: number): boolean {
  const { consumers, groups, plan, agenda } = world;
  const { reads } = world.logs;
  const consumer = reads.consumer[read];
  const group = consumers.group[consumer];
  if (consumers.armedBeforeWork[consumer] > 0) {
    consumers.armedBeforeWork[consumer]--;
    dieNow(world, consumer);
    return false;
  }
  if (consumers.busy[consumer]++ === 0 && consumers.state[consumer] === Consumer.idle) {
    world.advanceConsumer(consumer, ConsumerDoes.START);
  }
  reads.state[read] = Reading.working;
  reads.lastFact[read] = tell(world, read, Fact.started, Rule.work);
  const spec = consumerSpec(plan, group);
  let workUs = drawDuration(
    spec.work,
    consumers.draws[consumer]++,
    groups.workScale[group] * groups.slowFactor[group],
    world.random,
    consumers.stream[consumer],
  );
  if (isKnown(world, consumer, reads.order[read], reads.message[read], reads.lastFact[read])) {
    reads.isSuppressed[read] = 1;
    workUs = 0;
  }
  noteDownService(world, read);
  const endsAtUs = workUs === 0 ? world.nowUs : endOf(world.nowUs, workUs, spec.onOff);
  reads.handle[read] = agenda.schedule(endsAtUs, Class.settle, LogEvent.readEnds, read);
  if (consumers.armedMidWork[consumer] > 0) {
    consumers.armedMidWork[consumer]--;
    const halfUs = world.nowUs + Math.floor((endsAtUs - world.nowUs) / 2);
    const fact = consumers.armedFact[consumer];
    agenda.schedule(halfUs, Class.fault, Event.consumerCrashes, consumer, fact);
  }
  return true;
}

/** The crash is an event of its own, so that what kills a member need not be known here. */
function dieNow(world: World, consumer: number): void {
  const fact = world.consumers.armedFact[consumer];
  if (world.consumers.state[consumer] === Consumer.idle) {
    world.advanceConsumer(consumer, ConsumerDoes.START);
  }
  world.consumers.busy[consumer]++;
  world.agenda.schedule(world.nowUs, Class.fault, Event.consumerCrashes, consumer, fact);
}

function noteDownService(world: World, read: number): void {
  const group = world.consumers.group[world.logs.reads.consumer[read]];
  for (const service of world.plan.needs[group]) {
    if (!world.services.isUp[service]) {
      world.logs.reads.downFact[read] = world.services.lastFact[service];
      return;
    }
  }
}

function tell(world: World, read: number, kind: number, rule: number, cause?: number): number {
  const { reads } = world.logs;
  return world.record(
    kind,
    reads.message[read],
    world.placeOf(reads.consumer[read]),
    reads.count[read],
    cause ?? reads.lastFact[read],
    rule,
  );
}

/** The work on one record is over: its effect, then the answer. */
export function readEnds(world: World, read: number): void {
  const { consumers, groups } = world;
  const { reads } = world.logs;
  const consumer = reads.consumer[read];
  const group = consumers.group[consumer];
  reads.handle[read] = NO_EVENT;
  noteDownService(world, read);
  const down = reads.downFact[read];
  const failure = reads.isPoison[read]
    ? Rule.poison
    : down === NO_FACT
      ? Rule.none
      : Rule.dependencyDown;
  if (failure === Rule.none) haveEffect(world, read, group);
  else {
    world.tallies.failedAttempts[consumers.queue[consumer]]++;
    const cause = failure === Rule.poison ? reads.lastFact[read] : down;
    reads.lastFact[read] = tell(world, read, Fact.attemptFailed, failure, cause);
  }
  if (failure === Rule.none && consumers.armedAfterEffect[consumer] > 0) {
    consumers.armedAfterEffect[consumer]--;
    // Its effect is in the world; nobody will hear of it.
    reads.state[read] = Reading.held;
    consumers.busy[consumer]--;
    dieNow(world, consumer);
    return;
  }
  const isWrittenNow = groups.idempotencyKey[group] === KeyMode.afterEffect;
  if (failure === Rule.none && isWrittenNow && reads.isSuppressed[read] === 0)
    writeKey(world, consumer, reads.order[read], reads.message[read], reads.lastFact[read]);
  consumers.busy[consumer]--;
  if (groups.ackBeforeWork[group] === 0) answer(world, read, failure === Rule.none);
  if (reads.state[read] === Reading.working) dropRead(world, read);
  beginReads(world, consumer);
  world.rest(consumer);
}

function haveEffect(world: World, read: number, group: number): void {
  const { reads } = world.logs;
  const consumer = reads.consumer[read];
  const order = reads.order[read];
  const kind = countEffect(world, consumer, group, order, reads.isSuppressed[read] === 1);
  reads.lastFact[read] = recordEffect(
    world,
    consumer,
    order,
    reads.message[read],
    reads.count[read],
    kind,
    reads.lastFact[read],
  );
  if (kind !== Fact.effectRepeated) return;
  const queue = world.consumers.queue[consumer];
  world.guarantees.broke('duplicateEffect', queue, reads.lastFact[read], reads.message[read]);
}

// Answers

/** A member says how its work went: to the record, or to the partition that it reads in order. */
function answer(world: World, read: number, isDone: boolean): void {
  const { reads } = world.logs;
  const consumer = reads.consumer[read];
  const group = world.consumers.group[consumer];
  const onFailure = world.groups.onFailure[group];
  const isSkipped = !isDone && onFailure === OnFailure.discard;
  if (isOrdered(world, consumer)) {
    if (isDone || isSkipped) progress(world, read, isSkipped);
    else holdUp(world, read);
    return;
  }
  if (isDone && world.groups.acksToDrop[group] > 0) {
    world.groups.acksToDrop[group]--;
    tell(world, read, Fact.ackLost, Rule.wireLoss, world.groups.dropFact[group]);
    return;
  }
  const kind = isDone ? Answering.ack : isSkipped ? Answering.end : Answering.return;
  const delayUs = onFailure === OnFailure.backoff ? pauseOf(world, group, reads.count[read]) : 0;
  post(world, consumer, kind, reads.share[read], {
    offset: reads.offset[read],
    message: reads.message[read],
    delayUs,
    fact: reads.lastFact[read],
  });
}

function pauseOf(world: World, group: number, count: number): number {
  const { backoffUs } = consumerSpec(world.plan, group);
  return backoffUs.length === 0 ? 0 : backoffUs[Math.min(count, backoffUs.length) - 1];
}

/** Sends an answer to the broker. */
export function post(
  world: World,
  consumer: number,
  kind: number,
  share: number,
  what: {
    readonly offset: number;
    readonly message: number;
    readonly delayUs: number;
    readonly fact: number;
  },
): void {
  const { answers, members } = world.logs;
  const row = answers.take();
  answers.consumer[row] = consumer;
  answers.kind[row] = kind;
  answers.share[row] = share;
  answers.offset[row] = what.offset;
  answers.message[row] = what.message;
  answers.delayUs[row] = what.delayUs;
  answers.lastFact[row] = what.fact;
  answers.generation[row] = members.generation[consumer];
  const atUs = arrivalUs(world, wireOf(world, consumer));
  world.agenda.schedule(atUs, Class.settle, LogEvent.answerComes, row);
}

// In order, partition by partition

/** One record more is done in its partition. Every so often that is committed. */
function progress(world: World, read: number, isSkipped: boolean): void {
  const { reads, shares, plan } = world.logs;
  const share = reads.share[read];
  const consumer = reads.consumer[read];
  if (isSkipped) {
    reads.lastFact[read] = tell(world, read, Fact.recordEnded, Rule.endedByMember);
  }
  if (!isOwner(world, share, consumer, reads.generation[read])) return;
  shares.done[share] = reads.offset[read] + 1;
  shares.doneSinceCommit[share]++;
  shares.failures[share] = 0;
  const { commit } = groupSpec(plan, plan.groupOfShare[share]);
  if (commit.kind === 'records' && shares.doneSinceCommit[share] >= commit.every) {
    sendCommit(world, share, consumer, reads.message[read], reads.lastFact[read]);
  }
}

/** A member commits how far it is in a partition. */
export function sendCommit(
  world: World,
  share: number,
  consumer: number,
  message: number,
  fact: number,
): void {
  const { shares } = world.logs;
  shares.doneSinceCommit[share] = 0;
  shares.committedAtUs[share] = world.nowUs;
  post(world, consumer, Answering.commit, share, {
    offset: shares.done[share],
    message,
    delayUs: 0,
    fact,
  });
}

/** It still has the partition that it was dealt in that generation. */
export function isOwner(
  world: World,
  share: number,
  consumer: number,
  generation: number,
): boolean {
  const { shares, groups, plan } = world.logs;
  return (
    shares.owner[share] === consumer && groups.generation[plan.groupOfShare[share]] === generation
  );
}

/** A record cannot be processed: its partition waits, and then is read again from there. */
function holdUp(world: World, read: number): void {
  const { reads, shares, plan } = world.logs;
  const share = reads.share[read];
  const consumer = reads.consumer[read];
  if (!isOwner(world, share, consumer, reads.generation[read])) return;
  const group = plan.groupOfShare[share];
  const failures = ++shares.failures[share];
  const isBackoff = world.groups.onFailure[world.consumers.group[consumer]] === OnFailure.backoff;
  const pauseUs = isBackoff
    ? pauseOf(world, world.consumers.group[consumer], failures)
    : groupSpec(plan, group).retryUs;
  shares.failedFact[share] = world.record(
    Fact.partitionHeldUp,
    reads.message[read],
    world.placeOf(consumer),
    share - plan.firstShare[group],
    reads.lastFact[read],
    Rule.blocksPartition,
  );
  shares.retry[share] = world.agenda.schedule(
    world.nowUs + Math.max(1, pauseUs),
    Class.settle,
    LogEvent.retryDue,
    share,
  );
  const offset = reads.offset[read];
  dropReads(world, consumer, (other) => {
    return other !== read && reads.share[other] === share && reads.offset[other] > offset;
  });
  moveTo(world, share, offset);
}

export function retryDue(world: World, share: number): void {
  const { shares, plan } = world.logs;
  shares.retry[share] = NO_EVENT;
  world.wakeQueue(plan.groupOfShare[share]);
}

/** A record that its reader never got is read again, with all behind it in its partition. */
function seekBack(world: World, read: number): void {
  const { reads, shares } = world.logs;
  const share = reads.share[read];
  const consumer = reads.consumer[read];
  const offset = reads.offset[read];
  const isStill = isOwner(world, share, consumer, reads.generation[read]);
  dropReads(world, consumer, (other) => {
    return reads.share[other] === share && reads.state[other] === Reading.onWire;
  });
  if (isStill && shares.position[share] > offset) moveTo(world, share, offset);
}
