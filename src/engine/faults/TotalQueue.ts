/**
 * TotalQueue accounts for a drained run as Jepsen's total-queue checker does, from the trace alone.
 *
 * Each publish towards a queue is an attempt, a confirm acknowledges it, and a consumer's effect (also one
 * that a key suppressed) takes it out; what lies in a queue that nobody consumes is taken out at the end.
 *
 *   lost        acknowledged, and never taken out
 *   unexpected  taken out, and never attempted
 *   duplicated  taken out more than once: each time after the first
 *   recovered   attempted, not acknowledged, and taken out all the same
 *
 * Only `lost` and `unexpected` are wrong; duplicates are what "at least once" says.
 * Source of the rule: jepsen.checker/total-queue (jepsen-io/jepsen, checker.clj).
 */
import { Copy } from '../lifecycles/index.ts';
import type { World } from '../model/World.ts';
import { Fact } from '../trace/index.ts';
import { routesFrom } from './laws.ts';

export interface QueueAccount {
  attempts: number;
  acknowledged: number;
  lost: number;
  unexpected: number;
  duplicated: number;
  recovered: number;
}

export interface LostMessage {
  readonly queue: number;
  readonly message: number;
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
  /** Facts read so far. */
  private read = 0;
  private duplicated = 0;
  private unexpected = 0;
  /** What has become of each message in each queue, at `message * queues + queue`. */
  private marks: Uint8Array;

  constructor(world: World) {
    this.world = world;
    this.queues = world.plan.nodes.length;
    this.marks = new Uint8Array(256 * this.queues);
  }

  /** An account of the same run up to here, which can go on in another way. */
  fork(): TotalQueue {
    const fork = new TotalQueue(this.world);
    fork.read = this.read;
    fork.duplicated = this.duplicated;
    fork.unexpected = this.unexpected;
    fork.marks = this.marks.slice();
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
        case Fact.published:
          for (const queue of routesFrom(this.world, place)) this.mark(message, queue, ATTEMPTED);
          break;
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
        case Fact.effectApplied:
        case Fact.effectRepeated:
        case Fact.effectSuppressed:
          this.takeOut(message, this.world.consumers.queue[place - plan.nodes.length]);
          break;
      }
    }
  }

  /** The account of a run that has come to rest, and what is lost in it. */
  close(): { account: QueueAccount; lost: LostMessage[] } {
    this.readOn();
    this.emptyTheQueues();
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
        if ((mark & ATTEMPTED) === 0) continue;
        const isSeen = (mark & (TAKEN_OUT | ELSEWHERE)) !== 0;
        const isAcknowledged = (mark & ACKNOWLEDGED) !== 0;
        account.attempts++;
        if (isAcknowledged) account.acknowledged++;
        if (isAcknowledged && !isSeen) lost.push({ queue, message });
        if (!isAcknowledged && isSeen) account.recovered++;
      }
    }
    account.lost = lost.length;
    return { account, lost };
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
