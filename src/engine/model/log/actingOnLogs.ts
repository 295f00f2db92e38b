/** actingOnLogs applies an act by hand to a log or a group, as a client of its broker would. */
import { NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../../trace/index.ts';
import { Class } from '../eventKinds.ts';
import type { World } from '../World.ts';
import { extend, giveBack, settle } from './answering.ts';
import { append } from './appending.ts';
import { claim, claimIdle, readOwn } from './claiming.ts';
import { endGroup, endMember, enter, makeGroup, setPosition, whyNot } from './grouping.ts';
import { endRequest, handOut, linkRequest } from './handing.ts';
import { save } from './keeping.ts';
import type { LogAct } from './LogAct.ts';
import { groupSpec, logSpec } from './LogPlan.ts';
import { LogEvent } from './logEvents.ts';
import { recordOf, removeRecord, trim } from './removing.ts';

/** `node` is the act's target. An act upon what is not there is refused, and that is a fact. */
export function actOnLogs(world: World, act: LogAct, node: number, fact: number): void {
  if (!world.isRunning(world.plan.brokerOf[node])) {
    refuse(world, node, fact, Rule.brokerUnreachable);
    return;
  }
  if (world.logs.isGroup(node)) actOnGroup(world, act, node, fact);
  else actOnLog(world, act, node, fact);
}

function refuse(world: World, node: number, cause: number, rule: number): void {
  world.record(Fact.actRefused, NO_MESSAGE, node, 0, cause, rule);
}

function actOnLog(world: World, act: LogAct, log: number, fact: number): void {
  if (act.kind === 'append') {
    const message = ++world.messageCount;
    append(world, log, {
      ...act,
      message,
      order: message,
      isPoison: false,
      isConfirmed: true,
      waiting: NO_ROW,
      cause: fact,
      rule: Rule.append,
    });
    return;
  }
  if (!world.logs.logs.exists[log]) {
    refuse(world, log, fact, Rule.noSuchLog);
    return;
  }
  switch (act.kind) {
    case 'trim':
      trim(world, log, act.trimTo, act.isApproximate, fact, Rule.trimmed);
      return;
    case 'purge':
      trim(world, log, 0, false, fact, Rule.purged);
      return;
    case 'deleteRecord': {
      const record = recordOf(world, log, act.message);
      if (record !== NO_ROW) removeRecord(world, record, Rule.recordDeleted, fact);
      return;
    }
    case 'saveSnapshot':
      if (logSpec(world.logs.plan, log).storage.kind !== 'written') {
        save(world, log, Rule.snapshot, fact);
      }
      return;
  }
}

function actOnGroup(world: World, act: LogAct, group: number, fact: number): void {
  const { groups, plan } = world.logs;
  if (act.kind === 'createGroup') {
    const startsAt = act.startsAt ?? groupSpec(plan, group).startsAt;
    const why = whyNot(world, group, startsAt);
    if (why !== Rule.none) {
      refuse(world, group, fact, why);
      return;
    }
    makeGroup(world, group, startsAt);
    world.record(Fact.groupMade, NO_MESSAGE, group, 0, fact, Rule.groupMade);
    enter(world, group, false);
    return;
  }
  if (!groups.exists[group]) {
    refuse(world, group, fact, Rule.noSuchGroup);
    return;
  }
  switch (act.kind) {
    case 'deleteGroup':
      endGroup(world, group, fact);
      return;
    case 'setPosition':
      setPosition(world, group, act.offset, fact);
      return;
  }
  const consumer = 'member' in act ? memberOf(world, group, act.member) : NO_ROW;
  if (consumer !== NO_ROW) actAsMember(world, act, group, consumer, fact);
}

/** The consumer with this number among those that read from a group. */
function memberOf(world: World, group: number, member: number): number {
  const { consumers } = world;
  for (let row = 0; row < consumers.rows; row++) {
    const isIt = consumers.queue[row] === group && consumers.member[row] === member;
    if (isIt) return world.isAlive(row) ? row : NO_ROW;
  }
  return NO_ROW;
}

function actAsMember(
  world: World,
  act: LogAct,
  group: number,
  consumer: number,
  fact: number,
): void {
  // Where each partition has an owner, nobody can take over what it reads.
  const hasOwners = groupSpec(world.logs.plan, group).reading === 'perPartition';
  if (hasOwners && (act.kind === 'claim' || act.kind === 'claimIdle')) return;
  switch (act.kind) {
    case 'fetch':
      fetch(world, group, consumer, act, fact);
      return;
    case 'listen':
      world.logs.members.isListening[consumer] = 1;
      world.wakeQueue(group);
      return;
    case 'readOwn':
      readOwn(world, group, consumer, act.batch, fact);
      return;
    case 'answer':
      answer(world, group, consumer, act, fact);
      return;
    case 'claim':
      claim(world, group, act.messages, { consumer, ...act, cause: fact });
      return;
    case 'claimIdle':
      claimIdle(world, group, act.fromOffset, act.batch, { consumer, ...act, cause: fact });
      return;
    case 'deleteMember':
      endMember(world, group, consumer, fact);
      return;
  }
}

/** A member asks for records. What it does not get at once it waits for, if it said so. */
function fetch(
  world: World,
  group: number,
  consumer: number,
  { batch, waitUs, isAcked }: LogAct & { kind: 'fetch' },
  fact: number,
): void {
  const { requests, plan } = world.logs;
  if (groupSpec(plan, group).handing === 'push') {
    refuse(world, group, fact, Rule.pushOnly);
    return;
  }
  const request = requests.take();
  requests.group[request] = group;
  requests.consumer[request] = consumer;
  requests.left[request] = batch;
  requests.isAcked[request] = isAcked ? 1 : 0;
  requests.timer[request] = NO_EVENT;
  requests.fact[request] = fact;
  linkRequest(world, request);
  handOut(world, group);
  const isOpen = requests.group[request] === group && requests.fact[request] === fact;
  if (!isOpen) return;
  if (waitUs === 0) {
    endRequest(world, request, Rule.fetchEnds);
    return;
  }
  requests.timer[request] = world.agenda.schedule(
    world.nowUs + waitUs,
    Class.lease,
    LogEvent.requestEnds,
    request,
  );
}

export function requestEnds(world: World, request: number): void {
  world.logs.requests.timer[request] = NO_EVENT;
  endRequest(world, request, Rule.fetchEnds);
}

function answer(
  world: World,
  group: number,
  consumer: number,
  { messages, answer: says, delayUs, offset }: LogAct & { kind: 'answer' },
  fact: number,
): void {
  for (const message of messages) {
    switch (says) {
      case 'ack':
      case 'end':
        settle(world, group, consumer, message, says === 'ack', fact, offset);
        break;
      case 'return':
        giveBack(world, group, consumer, message, delayUs, fact);
        break;
      case 'working':
        extend(world, group, consumer, message, fact);
        break;
    }
  }
}
