/** membership is what a group notices of its members: they start, stop, die, fall silent and come back. */
import { NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Consumer } from '../../lifecycles/index.ts';
import { NO_MESSAGE } from '../../trace/index.ts';
import { Class } from '../eventKinds.ts';
import type { World } from '../World.ts';
import { claimIdle, readOwn } from './claiming.ts';
import { dropReads, hasRoom, isOrdered, post } from './consuming.ts';
import { closeRequest } from './handing.ts';
import { groupSpec } from './LogPlan.ts';
import { LogEvent } from './logEvents.ts';
import { Answering, NO_GENERATION, Reading } from './logTables.ts';
import { comeToIt, dismissAll, fallsSilent, isHeardAgain, sendLastCommits } from './rebalancing.ts';

/** Whether a consumer reads from a group, and not from a queue. */
export function isMember(world: World, consumer: number): boolean {
  return world.logs.isGroup(world.consumers.queue[consumer]);
}

/** A member's process dies: what it had asked for, and what it had at hand, is gone. */
export function memberDies(world: World, consumer: number): void {
  forgetRequests(world, consumer);
  dropReads(world, consumer, () => true);
  // Should its process run again, it is a new one that knows nothing of what this one had read.
  world.logs.members.hasJoined[consumer] = 0;
  world.logs.members.generation[consumer] = NO_GENERATION;
  stopClaims(world, consumer);
  fallsSilent(world, consumer);
}

function forgetRequests(world: World, consumer: number): void {
  const { requests, members, groups } = world.logs;
  members.isListening[consumer] = 0;
  const group = world.consumers.queue[consumer];
  for (let request = groups.firstRequest[group]; request !== NO_ROW; ) {
    const next = requests.next[request];
    if (requests.consumer[request] === consumer) closeRequest(world, request);
    request = next;
  }
}

/** It runs again, or for the first time. */
export function memberStarts(world: World, consumer: number, cause: number): void {
  const { plan, groups } = world.logs;
  const group = world.consumers.queue[consumer];
  const spec = groupSpec(plan, group);
  if (spec.isByHand || !groups.exists[group] || !world.isRunning(world.plan.brokerOf[group]))
    return;
  if (isOrdered(world, consumer)) {
    comeToIt(world, consumer);
    return;
  }
  if (spec.claim !== null) {
    readOwn(world, group, consumer, Number.POSITIVE_INFINITY, cause);
    scheduleClaim(world, consumer);
  }
  world.wakeQueue(group);
}

/** It is told to stop: it gives back what it has not begun. */
export function memberStops(world: World, consumer: number): void {
  const { reads } = world.logs;
  forgetRequests(world, consumer);
  stopClaims(world, consumer);
  dropReads(world, consumer, (read) => reads.state[read] !== Reading.working);
}

/** It has finished, and goes in an orderly way: it commits, and says goodbye. */
export function memberGoes(world: World, consumer: number): void {
  const { members } = world.logs;
  if (!isOrdered(world, consumer) || !members.isIn[consumer]) return;
  const fact = world.consumers.lastFact[consumer];
  sendLastCommits(world, consumer, fact);
  const what = { offset: 0, message: NO_MESSAGE, delayUs: 0, fact };
  post(world, consumer, Answering.leave, NO_ROW, what);
  // Should its goodbye get lost, its silence tells the group.
  members.hasJoined[consumer] = 0;
  fallsSilent(world, consumer);
}

/** Its wire is cut: neither its polls nor its heartbeats come through. */
export function memberIsCutOff(world: World, consumer: number): void {
  fallsSilent(world, consumer);
}

/** Its wire is whole again. If the group has not given it up yet, nothing has happened. */
export function memberIsBack(world: World, consumer: number): void {
  if (!world.isAlive(consumer)) return;
  isHeardAgain(world, consumer);
  world.wakeQueue(world.consumers.queue[consumer]);
}

/** The broker is gone, and with it whatever members had asked it for. */
export function membersLoseBroker(world: World, group: number): void {
  const { reads, members } = world.logs;
  for (let consumer = 0; consumer < world.consumers.rows; consumer++) {
    if (world.consumers.queue[consumer] !== group) continue;
    forgetRequests(world, consumer);
    stopClaims(world, consumer);
    members.hasJoined[consumer] = 0;
    // What was on the wire to it vanishes; what it works on it finishes, to no avail.
    dropReads(world, consumer, (read) => reads.state[read] === Reading.onWire);
  }
  dismissAll(world, group);
}

// Claims

function scheduleClaim(world: World, consumer: number): void {
  const { members, plan } = world.logs;
  const { claim } = groupSpec(plan, world.consumers.queue[consumer]);
  if (claim === null || members.claim[consumer] !== NO_EVENT) return;
  members.claim[consumer] = world.agenda.schedule(
    world.nowUs + claim.everyUs,
    Class.settle,
    LogEvent.claimDue,
    consumer,
  );
}

function stopClaims(world: World, consumer: number): void {
  const { members } = world.logs;
  if (members.claim[consumer] !== NO_EVENT) world.agenda.cancel(members.claim[consumer]);
  members.claim[consumer] = NO_EVENT;
}

/** A member looks for records that others have left lying, as far as it has room. */
export function claimDue(world: World, consumer: number): void {
  const { members, plan, groups } = world.logs;
  const group = world.consumers.queue[consumer];
  const { claim } = groupSpec(plan, group);
  members.claim[consumer] = NO_EVENT;
  const state = world.consumers.state[consumer];
  const isStaying = state === Consumer.idle || state === Consumer.working;
  if (claim === null || !isStaying || !groups.exists[group]) return;
  const room =
    world.groups.prefetchLimit[world.consumers.group[consumer]] - members.reads[consumer];
  if (hasRoom(world, consumer) && groups.pending[group] > 0) {
    const cause = world.consumers.lastFact[consumer];
    claimIdle(world, group, 0, room, {
      consumer,
      minIdleUs: claim.minIdleUs,
      isQuiet: false,
      cause,
    });
  }
  scheduleClaim(world, consumer);
}
