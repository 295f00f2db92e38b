/**
 * lifeOf follows one message through its facts: its copies (one in each queue, more after a resend or
 * as a dead letter), what state each is in, and each delivery with its consumer and its end.
 *
 * The facts name a queue or a consumer and a delivery count, which nearly always tells which copy is
 * meant; where a resend made two alike, the cause of the delivery does.
 */
import { type CopyState, Fact, NO_FACT, NO_NODE, Rule, type TraceEntry } from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import { publishWires, queueAt } from './names.ts';
import { settingAt } from './settingAt.ts';

export interface Life {
  readonly facts: readonly TraceEntry[];
  readonly copies: readonly CopyLife[];
  readonly deliveries: readonly DeliveryLife[];
  /** The node that published it, or NO_NODE. */
  readonly publisher: number;
}

export interface CopyLife {
  readonly queue: number;
  /** Stored again, after a resend or by a redrive. */
  readonly isExtra: boolean;
  /** Moved here from another queue as a dead letter. */
  readonly isDeadLetter: boolean;
  /** The queue that a dead letter died in, or NO_NODE. */
  readonly origin: number;
  state: CopyState;
  isOnDisk: boolean;
  deliveryCount: number;
  /** Its live delivery. */
  delivery: DeliveryLife | null;
  /** The latest fact about it. */
  last: TraceEntry;
}

export interface DeliveryLife {
  readonly copy: CopyLife;
  readonly consumer: number;
  readonly number: number;
  readonly sent: TraceEntry;
  started: TraceEntry | null;
  /** Its effect: applied, repeated or suppressed. */
  effect: TraceEntry | null;
  failed: TraceEntry | null;
  /** The consumer died with it. */
  crashed: TraceEntry | null;
  /** What the broker heard of it, and when: an ack, or an end without one. */
  ended: TraceEntry | null;
  /** The packet or the ack that never arrived. */
  vanished: TraceEntry | null;
  tooLate: TraceEntry | null;
  /** What its consumer asked for while it worked: more time, got, refused or not heard. */
  readonly asked: TraceEntry[];
}

export function lifeOf(chronicle: Chronicle, message: number, end: number): Life {
  const facts = chronicle.messages.of(message, end).map((fact) => chronicle.trace.entry(fact));
  const follower = new LifeFollower(chronicle, facts, end);
  for (const entry of facts) follower.take(entry);
  follower.findCrashes();
  return follower;
}

class LifeFollower implements Life {
  readonly facts: readonly TraceEntry[];
  readonly copies: CopyLife[] = [];
  readonly deliveries: DeliveryLife[] = [];
  publisher = NO_NODE;
  private readonly c: Chronicle;
  private readonly end: number;
  private readonly copyOfFact = new Map<number, CopyLife>();
  private readonly deliveryOfFact = new Map<number, DeliveryLife>();

  constructor(c: Chronicle, facts: readonly TraceEntry[], end: number) {
    this.c = c;
    this.facts = facts;
    this.end = end;
  }

  take(entry: TraceEntry): void {
    const { kind, place } = entry;
    switch (kind) {
      case Fact.published:
        this.publish(entry);
        return;
      case Fact.stored:
        this.enter(entry, this.copyIn(place, isOnItsWay), false);
        return;
      case Fact.storedAgain:
        this.enter(entry, undefined, true);
        return;
      case Fact.flushed: {
        const copy = this.meant(entry, (one) => !one.isOnDisk && !isOnItsWay(one));
        if (copy !== undefined) this.note(copy, entry).isOnDisk = true;
        return;
      }
      case Fact.gaveUp:
        for (const copy of this.copies)
          if (copy.state === 'inTransit') this.move(copy, entry, 'refused');
        return;
      case Fact.refused:
        this.moveAt(entry, isOnItsWay, 'refused');
        return;
      case Fact.delivered:
      case Fact.redelivered:
        this.deliver(entry);
        return;
      case Fact.acked:
        this.settle(entry, 'done');
        return;
      case Fact.ackedEarly:
        this.ackEarly(entry);
        return;
      case Fact.returned:
      case Fact.delayEnded:
        this.settle(entry, 'ready');
        return;
      case Fact.delayed:
        this.settle(entry, 'delayed');
        return;
      case Fact.leaseEnded: {
        const copy = this.meant(entry, isUnacked);
        if (copy !== undefined) this.endDelivery(this.note(copy, entry), entry);
        return;
      }
      case Fact.leaseExtended: {
        const copy = this.meant(
          entry,
          (one) => isUnacked(one) && one.deliveryCount === entry.count,
        );
        if (copy !== undefined) this.note(copy, entry).delivery?.asked.push(entry);
        return;
      }
      case Fact.deadLettered:
        this.settle(entry, 'deadLettered');
        this.moveToDeadLetters(entry);
        return;
      case Fact.redriven:
        this.moveBack(entry);
        return;
      case Fact.dropped:
        this.settle(entry, 'dropped');
        return;
      case Fact.lost:
        this.lose(entry);
        return;
      case Fact.forgotten:
        this.settle(entry, 'inTransit');
        return;
      case Fact.cameBack:
        this.moveAt(entry, (copy) => copy.state === 'done' || copy.state === 'handedOver', 'ready');
        return;
      // The key is its store's, and the commit its publisher's: neither is with any copy.
      case Fact.keyForgotten:
      case Fact.neverCommitted:
        return;
      default:
        this.takeAtConsumer(entry);
    }
  }

  /** A consumer that dies with a delivery tells nobody: the crash is found by its place. */
  findCrashes(): void {
    for (const delivery of this.deliveries) {
      const { sent, ended, effect, failed, tooLate, vanished } = delivery;
      const isEarly = ended?.kind === Fact.ackedEarly;
      const isSettled = ended?.kind === Fact.acked || (isEarly && effect !== null);
      if (isSettled || tooLate !== null || failed !== null || vanished !== null) continue;
      const crash = this.c.turns.firstBetween(
        delivery.consumer,
        Fact.consumerCrashed,
        Math.max(sent.index, effect?.index ?? 0),
        isEarly ? this.end : (ended?.index ?? this.end),
      );
      if (crash !== NO_FACT) delivery.crashed = this.c.trace.entry(crash);
    }
  }

  private publish(entry: TraceEntry): void {
    this.publisher = entry.place;
    for (const queue of this.routesOf(entry.place)) this.add(entry, queue, false, false);
  }

  /** The queues that it is published to: of several wires, the one whose queues are heard of later. */
  private routesOf(publisher: number): readonly number[] {
    const { plan } = this.c.world;
    const routes = publishWires(plan, publisher).map(
      (wire) => plan.routes[plan.wireTo[wire] ?? 0] ?? [],
    );
    const heardOf = new Set(this.facts.map((entry) => entry.place));
    // Which of them its key leads to is seen by what they did with it.
    if (plan.writesLetters) return routes.flat().filter((queue) => heardOf.has(queue));
    if (routes.length < 2) return routes[0] ?? [];
    return routes.find((queues) => queues.some((queue) => heardOf.has(queue))) ?? [];
  }

  private add(entry: TraceEntry, queue: number, isExtra: boolean, isDeadLetter: boolean): CopyLife {
    const copy: CopyLife = {
      queue,
      isExtra,
      isDeadLetter,
      origin: isDeadLetter ? entry.place : NO_NODE,
      state: 'inTransit',
      isOnDisk: false,
      deliveryCount: 0,
      delivery: null,
      last: entry,
    };
    this.copies.push(copy);
    return copy;
  }

  private enter(entry: TraceEntry, found: CopyLife | undefined, isExtra: boolean): void {
    const copy = found ?? this.add(entry, entry.place, isExtra, false);
    copy.deliveryCount = 0;
    copy.isOnDisk = false;
    this.move(copy, entry, 'ready');
  }

  private moveToDeadLetters(entry: TraceEntry): void {
    const queue = this.c.world.plan.deadLetterTo[entry.place] ?? NO_NODE;
    if (queue === NO_NODE) return;
    const copy = this.add(entry, queue, false, true);
    copy.isOnDisk = this.isWrittenAt(queue, entry.index);
    this.move(copy, entry, 'ready');
  }

  /** A dead letter goes to another queue, as a rule to the one that it died in. */
  private moveBack(entry: TraceEntry): void {
    const letters = this.c.trace.place(entry.cause);
    const isReady = (copy: CopyLife): boolean => copy.state === 'ready';
    const letter =
      this.copyIn(letters, (copy) => isReady(copy) && copy.origin === entry.place) ??
      this.copyIn(letters, isReady);
    if (letter !== undefined) this.move(letter, entry, 'redriven');
    const copy = this.add(entry, entry.place, true, false);
    copy.isOnDisk = this.isWrittenAt(entry.place, entry.index);
    this.move(copy, entry, 'ready');
  }

  /** Moving a dead letter is one record, on disk at once where its queue is. */
  private isWrittenAt(queue: number, fact: number): boolean {
    const { plan } = this.c.world;
    const spec = plan.nodes[queue];
    const isPersistent = plan.publishing[this.publisher]?.persistent === true;
    return (
      spec?.kind === 'queue' &&
      spec.flush.kind !== 'never' &&
      isPersistent &&
      settingAt(this.c, queue, 'durable', fact) === 1
    );
  }

  private deliver(entry: TraceEntry): void {
    const queue = queueAt(this.c.world, entry.place);
    const isNext = (copy: CopyLife): boolean =>
      copy.state === 'ready' && copy.deliveryCount === entry.count - 1;
    const copy = this.meant(entry, isNext, queue);
    if (copy === undefined) return;
    const delivery: DeliveryLife = {
      copy,
      consumer: entry.place,
      number: entry.count,
      sent: entry,
      started: null,
      effect: null,
      failed: null,
      crashed: null,
      ended: null,
      vanished: null,
      tooLate: null,
      asked: [],
    };
    this.deliveries.push(delivery);
    this.deliveryOfFact.set(entry.index, delivery);
    copy.delivery = delivery;
    copy.deliveryCount = entry.count;
    this.move(copy, entry, 'unacked');
  }

  private takeAtConsumer(entry: TraceEntry): void {
    const delivery = this.deliveryAt(entry);
    if (delivery === undefined) return;
    this.copyOfFact.set(entry.index, delivery.copy);
    this.deliveryOfFact.set(entry.index, delivery);
    switch (entry.kind) {
      case Fact.started:
        delivery.started = entry;
        break;
      case Fact.effectApplied:
      case Fact.effectRepeated:
      case Fact.effectSuppressed:
        delivery.effect = entry;
        if (delivery.copy.state === 'handedOver' && delivery.copy.delivery === delivery)
          this.move(delivery.copy, entry, 'done');
        break;
      case Fact.attemptFailed:
        delivery.failed = entry;
        break;
      case Fact.ackLost:
      case Fact.packetLost:
        delivery.vanished = entry;
        break;
      case Fact.ackCameTooLate:
        delivery.tooLate = entry;
        break;
      case Fact.extensionRefused:
      case Fact.extensionLost:
        delivery.asked.push(entry);
        break;
    }
    if (delivery.copy.delivery === delivery) delivery.copy.last = entry;
  }

  /** The delivery that a fact at a consumer is about: the one of its cause, or one that it fits. */
  private deliveryAt(entry: TraceEntry): DeliveryLife | undefined {
    const caused = this.deliveryOfFact.get(entry.cause);
    // A repeated effect may rest on that of another delivery, which nobody saw the key of.
    const isOther =
      entry.kind === Fact.effectRepeated &&
      (caused?.consumer !== entry.place || caused.effect !== null);
    if (caused !== undefined && !isOther) return caused;
    return this.deliveries.findLast(({ consumer, number, started, effect, failed, vanished }) => {
      if (consumer !== entry.place || number !== entry.count) return false;
      const isOver = effect !== null || failed !== null;
      return isEnd.has(entry.kind) ? started !== null && !isOver : vanished === null;
    });
  }

  /** What ends a delivery at its queue, and puts its copy into another state. */
  private settle(entry: TraceEntry, to: CopyState): void {
    const caused = this.copyOfFact.get(entry.cause);
    const isIt = caused !== undefined && caused.queue === entry.place && isInside(caused);
    const isCounted = (one: CopyLife): boolean => one.deliveryCount === entry.count;
    const wasThere = (one: CopyLife): boolean => this.wasAtCause(one, entry);
    const copy = isIt
      ? caused
      : (this.copyIn(entry.place, (one) => isUnacked(one) && isCounted(one) && wasThere(one)) ??
        this.copyIn(entry.place, (one) => isUnacked(one) && isCounted(one)) ??
        this.copyIn(entry.place, (one) => isInside(one) && isCounted(one)) ??
        this.copyIn(entry.place, isInside));
    if (copy === undefined) return;
    this.endDelivery(copy, entry);
    this.move(copy, entry, to);
  }

  private ackEarly(entry: TraceEntry): void {
    const copy = this.meant(entry, (one) => isUnacked(one) && one.delivery?.number === entry.count);
    if (copy === undefined) return;
    const delivery = copy.delivery;
    if (delivery !== null) delivery.ended = entry;
    this.move(copy, entry, delivery?.effect ? 'done' : 'handedOver');
  }

  private lose(entry: TraceEntry): void {
    const isMeant =
      entry.rule === Rule.ackBeforeWork
        ? (copy: CopyLife) => copy.state === 'handedOver' && this.wasAtCause(copy, entry)
        : isFromQueue.has(entry.rule)
          ? (copy: CopyLife) => isInside(copy) && !copy.isOnDisk
          : isOnItsWay;
    const copy = this.meant(entry, isMeant);
    if (copy === undefined) return;
    this.endDelivery(copy, entry);
    this.move(copy, entry, 'lost');
  }

  /** What a crash takes or a closed connection brings back was with the consumer in question. */
  private wasAtCause({ delivery }: CopyLife, { cause }: TraceEntry): boolean {
    return cause !== NO_FACT && delivery?.consumer === this.c.trace.place(cause);
  }

  private endDelivery(copy: CopyLife, entry: TraceEntry): void {
    if (copy.delivery !== null) copy.delivery.ended ??= entry;
    copy.delivery = null;
  }

  private moveAt(entry: TraceEntry, isMeant: (copy: CopyLife) => boolean, to: CopyState): void {
    const copy = this.copyIn(entry.place, isMeant);
    if (copy !== undefined) this.move(copy, entry, to);
  }

  private move(copy: CopyLife, entry: TraceEntry, to: CopyState): void {
    copy.state = to;
    this.note(copy, entry);
  }

  private note(copy: CopyLife, entry: TraceEntry): CopyLife {
    copy.last = entry;
    this.copyOfFact.set(entry.index, copy);
    return copy;
  }

  /** The copy that a fact is about: that of its cause if it can be, or one that can be. */
  private meant(
    entry: TraceEntry,
    canBe: (copy: CopyLife) => boolean,
    queue = entry.place,
  ): CopyLife | undefined {
    const caused = this.copyOfFact.get(entry.cause);
    const isIt = caused !== undefined && caused.queue === queue && canBe(caused);
    return isIt ? caused : this.copyIn(queue, canBe);
  }

  private copyIn(queue: number, isMeant: (copy: CopyLife) => boolean): CopyLife | undefined {
    return this.copies.find((copy) => copy.queue === queue && isMeant(copy));
  }
}

const isEnd: ReadonlySet<number> = new Set([
  Fact.effectApplied,
  Fact.effectRepeated,
  Fact.effectSuppressed,
  Fact.attemptFailed,
]);

const isFromQueue: ReadonlySet<number> = new Set([
  Rule.memoryOnly,
  Rule.notFlushed,
  Rule.transient,
]);

/** Not stored yet; or given up by its producer while a packet with it was still on a wire. */
function isOnItsWay(copy: CopyLife): boolean {
  return copy.state === 'inTransit' || (copy.state === 'refused' && copy.last.kind === Fact.gaveUp);
}

function isUnacked(copy: CopyLife): boolean {
  return copy.state === 'unacked';
}

function isInside(copy: CopyLife): boolean {
  return copy.state === 'ready' || copy.state === 'delayed' || copy.state === 'unacked';
}
