/** happening lets what logs and groups have scheduled happen, and takes in what producers send them. */
import { EngineError, NO_ROW } from '../../kernel/index.ts';
import { Consumer } from '../../lifecycles/index.ts';
import { Fact, Rule } from '../../trace/index.ts';
import { hangUp } from '../settling.ts';
import { MessageFlag } from '../tables.ts';
import type { World } from '../World.ts';
import { whyVanished } from '../wires.ts';
import { requestEnds } from './actingOnLogs.ts';
import { ackWaitEnds, giveBack, settle } from './answering.ts';
import { Appended, append } from './appending.ts';
import { readEnds, recordArrives, retryDue } from './consuming.ts';
import { handOut } from './handing.ts';
import { logFlush } from './keeping.ts';
import { groupSpec, logSpec } from './LogPlan.ts';
import { LogEvent } from './logEvents.ts';
import { Answering } from './logTables.ts';
import { claimDue, memberGoes } from './membership.ts';
import {
  commitComes,
  joins,
  leaves,
  pollAll,
  pollNow,
  pollOverdue,
  rebalanceEnds,
  sessionEnds,
} from './rebalancing.ts';
import { recordsAge } from './removing.ts';

export function happenInLog(world: World, kind: number, a: number, b: number): void {
  switch (kind) {
    case LogEvent.ackWaitEnds:
      ackWaitEnds(world, a);
      return;
    case LogEvent.requestEnds:
      requestEnds(world, a);
      return;
    case LogEvent.recordsAge:
      recordsAge(world, a);
      return;
    case LogEvent.logFlush:
      logFlush(world, a);
      return;
    case LogEvent.recordArrives:
      recordArrives(world, a);
      return;
    case LogEvent.readEnds: {
      const consumer = world.logs.reads.consumer[a];
      readEnds(world, a);
      if (world.consumers.state[consumer] !== Consumer.removed) return;
      memberGoes(world, consumer);
      hangUp(world, consumer);
      return;
    }
    case LogEvent.answerComes:
      answerComes(world, a);
      return;
    case LogEvent.sessionEnds:
      sessionEnds(world, a);
      return;
    case LogEvent.pollOverdue:
      pollOverdue(world, a);
      return;
    case LogEvent.rebalanceEnds:
      rebalanceEnds(world, a, b === 1);
      return;
    case LogEvent.retryDue:
      retryDue(world, a);
      return;
    case LogEvent.claimDue:
      claimDue(world, a);
      return;
    case LogEvent.pollNow:
      pollNow(world, a);
      return;
    default:
      throw new EngineError(`an event of unknown kind ${kind} at ${world.nowUs} µs`);
  }
}

/** A group hands out what it can: the event is over. */
export function dispatchGroup(world: World, group: number): void {
  if (!world.isRunning(world.plan.brokerOf[group]) || !world.logs.groups.exists[group]) return;
  if (groupSpec(world.logs.plan, group).reading === 'perPartition') pollAll(world, group);
  else handOut(world, group);
}

/** What a member said reaches the broker. */
function answerComes(world: World, row: number): void {
  const { answers, plan } = world.logs;
  const consumer = answers.consumer[row];
  const group = world.consumers.queue[consumer];
  const kind = answers.kind[row];
  const message = answers.message[row];
  const fact = answers.lastFact[row];
  const wire = world.plan.subscriptionOf[world.consumers.group[consumer]];
  const isUp = world.isRunning(world.plan.brokerOf[group]) && world.logs.groups.exists[group] === 1;
  const why = isUp ? whyVanished(world, wire) : Rule.brokerUnreachable;
  if (why !== Rule.none) {
    if (kind === Answering.join) world.logs.members.hasJoined[consumer] = 0;
    if (message > 0) world.record(Fact.ackLost, message, world.placeOf(consumer), 0, fact, why);
  } else if (kind === Answering.ack || kind === Answering.end) {
    settle(world, group, consumer, message, kind === Answering.ack, fact);
  } else if (kind === Answering.return) {
    giveBack(world, group, consumer, message, answers.delayUs[row], fact);
  } else if (kind === Answering.commit) commitComes(world, row);
  else if (kind === Answering.join) {
    if (world.isAlive(consumer)) joins(world, consumer);
  } else leaves(world, consumer, fact, Rule.memberLeft);
  answers.giveBack(row);
  if (plan.groups[group] !== undefined) world.wakeQueue(group);
}

/** The key that its producer gave a message, or null. */
function keyOf({ order, words }: World, message: number): string | null {
  const key = order.isOn ? order.messages.key[message] : NO_ROW;
  return key === NO_ROW ? null : words.textOf(key);
}

/** A producer's message reaches a log. Returns the flags of a message that was refused, or 0. */
export function takeIntoLog(world: World, message: number, log: number): number {
  const { messages } = world;
  const number = messages.number[message];
  const { keyCount, duplicateWindowUs, replication } = logSpec(world.logs.plan, log);
  const isWaiting = (messages.flags[message] & MessageFlag.waiting) !== 0;
  const outcome = append(world, log, {
    message: number,
    order: messages.order[message],
    key: keyOf(world, message) ?? `k${messages.order[message] % keyCount}`,
    // A resend of a producer is the same message to a log that can tell.
    messageId: duplicateWindowUs > 0 ? `m${number}` : null,
    expectedOffset: null,
    entry: null,
    trimTo: null,
    isApproximate: false,
    isPoison: (messages.flags[message] & MessageFlag.poison) !== 0,
    isConfirmed: (messages.flags[message] & MessageFlag.wantsConfirm) !== 0,
    waiting: isWaiting && replication?.confirmAfter === 'inSync' ? message : NO_ROW,
    cause: messages.lastFact[message],
    rule: Rule.append,
  });
  if (outcome === Appended.refused) return MessageFlag.refused;
  if (outcome !== Appended.notNow) return 0;
  // Whoever sends it again does so because of this.
  messages.lastFact[message] = world.trace.length - 1;
  return MessageFlag.refused | MessageFlag.notNow;
}
