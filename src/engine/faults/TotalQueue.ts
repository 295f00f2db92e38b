/**
 * TotalQueue accounts for a drained run as Jepsen's total-queue checker does, from the trace alone.
 *
 * Each publish towards a queue is an attempt, a confirm acknowledges it, and a consumer's effect (also one
 * that a key suppressed) takes it out; what lies in a queue that nobody consumes is taken out at the end.
 * To a log each of its groups is a queue of its own: what is sent to the log is an attempt for each group,
 * and only the group's own members take it out.
 *
 *   lost        acknowledged, and never taken out
 *   unexpected  taken out, and never attempted
 *   duplicated  taken out more than once: each time after the first
 *   recovered   attempted, not acknowledged, and taken out all the same
 *
 * Only `lost` and `unexpected` are wrong; duplicates are what "at least once" says. What is still in hand
 * when the run ends is not lost: `left` says what of it nothing will ever move.
 * Source of the rule: jepsen.checker/total-queue (jepsen-io/jepsen, checker.clj).
 */
import { NO_ROW } from '../kernel/index.ts';
import { Copy } from '../lifecycles/index.ts';
import { Reading } from '../model/log/logTables.ts';
import { reads } from '../model/log/positions.ts';
import type { World } from '../model/World.ts';
import { Fact, Rule, type RuleName, rules } from '../trace/index.ts';
import { workersOf } from './groupPromises.ts';
import { routesFrom, targetOf } from './laws.ts';

export interface QueueAccount {
  attempts: number;
  acknowledged: number;
  lost: number;
  unexpected: number;
  duplicated: number;
  recovered: number;
}

export interface LostMessage {
  /** A queue, or a group of a log. */
  readonly queue: number;
  readonly message: number;
  /** Of a group: the rule by which it is gone, or null when the trace has none. */
  readonly why: RuleName | null;
}

const ATTEMPTED = 1;
const ACKNOWLEDGED = 2;
const TAKEN_OUT = 4;
/** It is another queue's, or still on its way: neither taken out nor lost. */
const ELSEWHERE = 8;

const inside: readonly number[] = [Copy.ready, Copy.delayed, Copy.unacked, Copy.handedOver];

export class TotalQueue {
  private readonly world: World;
  private readonly queues: number;
  /** Whether a node is a log with groups: then these account for what is in it. */
  private readonly isShared: readonly boolean[];
  /** Facts read so far. */
  private read = 0;
  private duplicated = 0;
  private unexpected = 0;
  /** What has become of each message in each queue, log and group, at `message * queues + node`. */
  private marks: Uint8Array;
  /** By which rule a log or a group is done with it, without an effect; Rule.none: it is not. */
  private whys: Uint16Array;

  constructor(world: World) {
    this.world = world;
    this.queues = world.plan.nodes.length;
    const { groupsOf } = world.logs.plan;
    this.isShared = world.plan.nodes.map((_, node) => (groupsOf[node]?.length ?? 0) > 0);
    this.marks = new Uint8Array(256 * this.queues);
    this.whys = new Uint16Array(world.logs.plan.logNodes.length > 0 ? this.marks.length : 0);
  }

  /** An account of the same run up to here, which can go on in another way. */
  fork(): TotalQueue {
    const fork = new TotalQueue(this.world);
    fork.read = this.read;
    fork.duplicated = this.duplicated;
    fork.unexpected = this.unexpected;
    fork.marks = this.marks.slice();
    fork.whys = this.whys.slice();
    return fork;
  }

  /** Reads what has been recorded since the last time. */
  readOn(): void {
    const { trace, plan } = this.world;
    for (; this.read < trace.length; this.read++) {
      const kind = trace.kind(this.read);
      const message = trace.message(this.read);
      const place = trace.place(this.read);
      switch (kind) {
        case Fact.published: {
          for (const queue of routesFrom(this.world, place)) this.mark(message, queue, ATTEMPTED);
          const target = targetOf(this.world, place);
          if (plan.kinds[target] === 'log') this.offer(message, target, ATTEMPTED);
          break;
        }
        case Fact.confirmed:
          for (let queue = 0; queue < this.queues; queue++) {
            if (this.of(message, queue) & ATTEMPTED) this.mark(message, queue, ACKNOWLEDGED);
          }
          break;
        // Where a service publishes along several wires, the trace tells the queue only here.
        case Fact.stored:
          this.mark(message, place, ATTEMPTED);
          break;
        case Fact.deadLettered: {
          const moved = this.of(message, place);
          this.mark(message, place, ELSEWHERE);
          const grave = plan.deadLetterTo[place];
          // One that goes by an exchange is stored anew: that is a fact of its own.
          if (grave >= 0) this.mark(message, grave, moved & (ATTEMPTED | ACKNOWLEDGED));
          break;
        }
        case Fact.redriven: {
          const grave = this.world.trace.place(trace.cause(this.read));
          const moved = this.of(message, grave);
          this.mark(message, grave, ELSEWHERE);
          this.bringBack(message, place, moved & (ATTEMPTED | ACKNOWLEDGED));
          break;
        }
        case Fact.effectApplied:
        case Fact.effectRepeated:
        case Fact.effectSuppressed:
          this.takeOut(message, this.world.consumers.queue[place - plan.nodes.length]);
          break;
        default:
          this.readOfLog(kind, message, place, this.read);
      }
    }
  }

  /** The account of a run that has come to rest, what is lost in it, and what stays pending for ever. */
  close(): { account: QueueAccount; lost: LostMessage[]; left: LostMessage[] } {
    this.readOn();
    this.emptyTheQueues();
    const left = this.lookIntoLogs();
    const lost: LostMessage[] = [];
    const account: QueueAccount = {
      attempts: 0,
      acknowledged: 0,
      lost: 0,
      unexpected: this.unexpected,
      duplicated: this.duplicated,
      recovered: 0,
    };
    for (let message = 1; message <= this.world.messageCount; message++) {
      for (let queue = 0; queue < this.queues; queue++) {
        const mark = this.of(message, queue);
        if ((mark & ATTEMPTED) === 0 || this.isShared[queue]) continue;
        const isSeen = (mark & (TAKEN_OUT | ELSEWHERE)) !== 0;
        const isAcknowledged = (mark & ACKNOWLEDGED) !== 0;
        account.attempts++;
        if (isAcknowledged) account.acknowledged++;
        if (isAcknowledged && !isSeen)
          lost.push({ queue, message, why: this.whyGone(message, queue) });
        if (!isAcknowledged && isSeen) account.recovered++;
      }
    }
    account.lost = lost.length;
    return { account, lost, left };
  }

  /** It is no longer elsewhere: whoever has it now has to take it out. */
  private bringBack(message: number, queue: number, bits: number): void {
    this.mark(message, queue, bits);
    this.marks[message * this.queues + queue] &= ~ELSEWHERE;
  }

  private takeOut(message: number, queue: number): void {
    const mark = this.of(message, queue);
    if ((mark & ATTEMPTED) === 0) this.unexpected++;
    if ((mark & TAKEN_OUT) !== 0) this.duplicated++;
    this.mark(message, queue, TAKEN_OUT);
  }

  /** What lies where nobody consumes is taken out; what still goes round, elsewhere, is not lost. */
  private emptyTheQueues(): void {
    const { copies, plan } = this.world;
    for (let copy = 0; copy < copies.rows; copy++) {
      const queue = copies.queue[copy];
      const isInside = queue >= 0 && inside.includes(copies.state[copy]);
      if (!isInside) continue;
      const message = this.world.messageNumber(copy);
      if (plan.queueOf.includes(queue)) this.mark(message, queue, ELSEWHERE);
      else this.takeOut(message, queue);
    }
  }

  // Logs

  /** A log is offered a message, and with it each group that reads everything. */
  private offer(message: number, log: number, bits: number): void {
    const { plan } = this.world.logs;
    this.mark(message, log, bits);
    for (const group of plan.groupsOf[log]) {
      // Whether a message is for a group with a filter, the trace says when it is handed out: one that
      // is removed before that is no attempt of such a group.
      if (plan.groups[group]?.filter === null) this.mark(message, group, bits);
    }
  }

  private readOfLog(kind: number, message: number, place: number, fact: number): void {
    const { trace, plan, consumers } = this.world;
    const { groupsOf, logOf, groups } = this.world.logs.plan;
    const rule = trace.rule(fact);
    switch (kind) {
      case Fact.appended: {
        // Whoever appends by hand has the answer at once.
        const cause = trace.cause(fact);
        const isByHand = cause >= 0 && trace.kind(cause) === Fact.intervened;
        this.offer(message, place, isByHand ? ATTEMPTED | ACKNOWLEDGED : ATTEMPTED);
        for (const node of [place, ...groupsOf[place]]) this.setWhy(message, node, Rule.none);
        break;
      }
      case Fact.recordDelivered:
      case Fact.recordRedelivered:
      case Fact.recordClaimed: {
        const group = consumers.queue[place - plan.nodes.length];
        const offered = this.of(message, logOf[group]) & (ATTEMPTED | ACKNOWLEDGED);
        this.mark(message, group, offered);
        if (rule !== Rule.deliveredIsDone) break;
        if (groups[group]?.isByHand) this.takeOut(message, group);
        else this.goes(message, group, rule);
        break;
      }
      case Fact.recordAcked:
        if (groups[place]?.isByHand) this.takeOut(message, place);
        else this.goes(message, place, this.acksEarly(place) ? Rule.ackBeforeWork : rule);
        break;
      case Fact.recordEnded: {
        const group =
          place < plan.nodes.length ? place : consumers.queue[place - plan.nodes.length];
        this.goes(message, group, rule);
        break;
      }
      case Fact.recordParked:
      case Fact.pendingDropped:
        this.goes(message, place, rule);
        break;
      case Fact.recordRemoved:
      case Fact.recordLost:
      case Fact.recordForgotten:
        for (const node of [place, ...groupsOf[place]]) this.goes(message, node, rule);
        break;
      case Fact.groupDeleted:
      case Fact.positionSet:
      case Fact.logLost:
      case Fact.logSetBack:
        // Some of these messages may be there all the same: they are found there at the end.
        for (let one = 1; one <= this.world.messageCount; one++) this.goes(one, place, rule);
        break;
    }
  }

  /** A log or a group is done with a message: the first rule by which it is, is why. */
  private goes(message: number, node: number, rule: number): void {
    const mark = this.of(message, node);
    if ((mark & ATTEMPTED) === 0 || (mark & TAKEN_OUT) !== 0) return;
    if (this.whys[message * this.queues + node] === Rule.none) this.setWhy(message, node, rule);
  }

  private whyGone(message: number, node: number): RuleName | null {
    const { groups, logOf } = this.world.logs.plan;
    const of = (place: number): number => this.whys[message * this.queues + place] ?? Rule.none;
    const own = of(node);
    const why = own === Rule.none && groups[node] !== undefined ? of(logOf[node]) : own;
    if (why !== Rule.none) return rules[why].name;
    // A commit before the work names no records.
    return groups[node] !== undefined && this.acksEarly(node) ? 'ackBeforeWork' : null;
  }

  private acksEarly(group: number): boolean {
    return workersOf(this.world, group).some((node) => this.world.groups.ackBeforeWork[node] === 1);
  }

  /** What is in a log and still to be worked off is not lost. Returns what is pending when all rests. */
  private lookIntoLogs(): LostMessage[] {
    const { plan, records, shares, pendings, groups, members, reads: inHand } = this.world.logs;
    const { consumers } = this.world;
    const left: LostMessage[] = [];
    for (let row = 0; row < records.rows; row++) {
      const partition = records.partition[row];
      if (partition === NO_ROW) continue;
      const log = plan.logOfPartition[partition];
      const message = records.message[row];
      if (!this.isShared[log]) this.takeOut(message, log);
      for (const group of plan.groupsOf[log]) {
        if (!groups.exists[group] || !reads(this.world, group, row)) continue;
        const offered = this.of(message, log) & (ATTEMPTED | ACKNOWLEDGED);
        const isUnread =
          records.offset[row] >= shares.position[this.world.logs.shareOf(group, partition)];
        const isInHand = isUnread || workersOf(this.world, group).length === 0;
        this.mark(message, group, isInHand ? offered | ELSEWHERE : offered);
      }
    }
    for (let consumer = 0; consumer < consumers.rows; consumer++) {
      const group = consumers.queue[consumer];
      if (plan.groups[group] === undefined) continue;
      for (let read = members.firstRead[consumer]; read !== NO_ROW; read = inHand.next[read]) {
        if (inHand.state[read] !== Reading.free) this.mark(inHand.message[read], group, ELSEWHERE);
      }
    }
    for (const group of plan.groupNodes) {
      for (let row = groups.firstPending[group]; row !== NO_ROW; row = pendings.next[row]) {
        const message = pendings.message[row];
        const mark = this.of(message, group);
        const isWaiting = pendings.record[row] !== NO_ROW;
        // One without a body is nobody's to work off any more.
        if (isWaiting) this.mark(message, group, ELSEWHERE);
        const isOpen = (mark & ACKNOWLEDGED) !== 0 && (mark & (TAKEN_OUT | ELSEWHERE)) === 0;
        if (isWaiting && isOpen) left.push({ queue: group, message, why: null });
      }
    }
    return left;
  }

  private setWhy(message: number, node: number, rule: number): void {
    const at = message * this.queues + node;
    if (at >= this.whys.length) {
      const longer = new Uint16Array(2 * at + this.queues);
      longer.set(this.whys);
      this.whys = longer;
    }
    this.whys[at] = rule;
  }

  private of(message: number, queue: number): number {
    return this.marks[message * this.queues + queue] ?? 0;
  }

  private mark(message: number, queue: number, bit: number): void {
    const at = message * this.queues + queue;
    if (at >= this.marks.length) {
      const longer = new Uint8Array(2 * at + this.queues);
      longer.set(this.marks);
      this.marks = longer;
    }
    this.marks[at] |= bit;
  }
}
