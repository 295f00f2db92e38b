/**
 * settling is what becomes of a delivery: acked, returned, given up by its lease, or taken out.
 *
 * Only an ack deletes. Whatever else ends a delivery brings the message back, as long as its delivery
 * limit allows.
 */
import { NO_EVENT, NO_ROW } from '../kernel/index.ts';
import { Copy, CopyDoes } from '../lifecycles/index.ts';
import { Fact, Rule } from '../trace/index.ts';
import { takeOut } from './deadLettering.ts';
import { Class, Event } from './eventKinds.ts';
import { forgetExtending } from './extending.ts';
import { acceptsLateAck, isHandedOutAgain } from './order/lateAndMissed.ts';
import { isPerKey } from './order/oneInFlight.ts';
import { consumerSpec } from './Plan.ts';
import { insertAfter, putAtTail, putBack, removeFromReady } from './readyOrder.ts';
import { hangUpReceive } from './receiving.ts';
import { forgetRecord, isKeptOnDisk, lose, toDisk } from './storing.ts';
import { Delivering, DeliveryFlag, OnFailure, Returning } from './tables.ts';
import type { World } from './World.ts';
import { arrivalUs, whyVanished } from './wires.ts';

// What a consumer sends

/** The consumer tells the broker how its work on a delivery went. */
export function sendVerdict(world: World, delivery: number, isAck: boolean): void {
  const { deliveries, consumers, copies, groups, plan } = world;
  const consumer = deliveries.consumer[delivery];
  const group = consumers.group[consumer];
  const copy = deliveries.copy[delivery];
  const isCurrent = copies.delivery[copy] === delivery;
  if (!isCurrent && world.queues.leaseUs[consumers.queue[consumer]] === 0) {
    // Its connection is a new one: the broker knows no such delivery.
    ackCameTooLate(world, delivery);
    endDelivery(world, delivery);
    return;
  }
  deliveries.state[delivery] = Delivering.settling;
  if (isAck && groups.acksToDrop[group] > 0) {
    groups.acksToDrop[group]--;
    ackLost(world, delivery, groups.dropFact[group], Rule.wireLoss);
    return;
  }
  const wire = plan.subscriptionOf[group];
  deliveries.handle[delivery] = world.agenda.schedule(
    arrivalUs(world, wire),
    Class.settle,
    isAck ? Event.ackArrives : Event.nackArrives,
    delivery,
  );
}

/** With ack before work: the ack leaves as soon as the message has come. */
export function sendEarlyAck(world: World, delivery: number): void {
  const { deliveries, consumers, plan } = world;
  const wire = plan.subscriptionOf[consumers.group[deliveries.consumer[delivery]]];
  deliveries.flags[delivery] |= DeliveryFlag.earlyAckOnWire;
  world.agenda.schedule(arrivalUs(world, wire), Class.settle, Event.ackArrives, delivery, 1);
}

/**
 * An ack that never arrives. A lease with a timer runs out; on a connection it means that the
 * connection broke, which both sides notice.
 */
function ackLost(world: World, delivery: number, cause: number, rule: number): void {
  const { deliveries, consumers, copies } = world;
  const consumer = deliveries.consumer[delivery];
  const fact = world.record(
    Fact.ackLost,
    world.messageNumber(deliveries.copy[delivery]),
    world.placeOf(consumer),
    deliveries.number[delivery],
    cause,
    rule,
  );
  if (world.queues.leaseUs[consumers.queue[consumer]] > 0) {
    if (copies.delivery[deliveries.copy[delivery]] === delivery) {
      copies.delivery[deliveries.copy[delivery]] = NO_ROW;
      copies.lastFact[deliveries.copy[delivery]] = fact;
    }
    endDelivery(world, delivery);
    return;
  }
  deliveries.state[delivery] = Delivering.gone;
  if (world.wires.isCut[world.plan.subscriptionOf[consumers.group[consumer]]]) return;
  closeConnection(world, consumer, fact, Rule.connectionSeen);
  consumers.connected[consumer] = world.isAlive(consumer) ? 1 : 0;
}

// What reaches the broker

export function ackArrives(world: World, delivery: number, isEarly: boolean): void {
  const { deliveries, consumers, plan, groups } = world;
  const consumer = deliveries.consumer[delivery];
  const group = consumers.group[consumer];
  const why = whyVanished(world, plan.subscriptionOf[group]);
  if (isEarly) {
    if (why === Rule.none) earlyAckArrives(world, delivery);
    else earlyAckLost(world, delivery, why);
    return;
  }
  deliveries.handle[delivery] = NO_EVENT;
  if (why !== Rule.none) {
    ackLost(world, delivery, deliveries.lastFact[delivery], why);
    return;
  }
  const copy = deliveries.copy[delivery];
  if (world.copies.delivery[copy] !== delivery) {
    if (acceptsLateAck(world, copy, delivery)) ackLate(world, copy, delivery);
    else ackCameTooLate(world, delivery);
  } else if (isHandedOutAgain(world, copy)) missDelete(world, copy, delivery);
  else
    ack(
      world,
      copy,
      delivery,
      groups.ackBeforeWork[group] === 1 ? Rule.ackBeforeWork : Rule.ackAfterWork,
    );
  endDelivery(world, delivery);
}

export function ack(world: World, copy: number, delivery: number, rule: number): void {
  const { copies, deliveries, tallies } = world;
  const queue = copies.queue[copy];
  stopTimer(world, copy);
  copies.delivery[copy] = NO_ROW;
  world.advance(copy, CopyDoes.ACK);
  tallies.acks[queue]++;
  copies.lastFact[copy] = world.record(
    Fact.acked,
    world.messageNumber(copy),
    queue,
    deliveries.number[delivery],
    deliveries.lastFact[delivery],
    rule,
  );
  recordAck(world, copy);
}

/** An ack after its lease, from a broker that takes it: whoever has the message now has it for nothing. */
function ackLate(world: World, copy: number, delivery: number): void {
  const { copies, order } = world;
  if (copies.state[copy] !== Copy.unacked) {
    // The lease has ended: there is no live delivery that this could settle.
    order.nodes.acksOfReady[copies.queue[copy]]++;
    if (copies.state[copy] === Copy.ready) removeFromReady(world, copy);
  }
  ack(world, copy, delivery, Rule.lateAckAccepted);
}

/** A server has not heard of the ack, and hands the message out once more. */
function missDelete(world: World, copy: number, delivery: number): void {
  const { copies, deliveries, tallies } = world;
  stopTimer(world, copy);
  copies.delivery[copy] = NO_ROW;
  tallies.takenBack[copies.queue[copy]]++;
  takeBack(world, copy, deliveries.lastFact[delivery], Rule.missedDelete, NO_ROW);
}

/** The ack itself is a record: until it is on disk a kill undoes it. */
export function recordAck(world: World, copy: number): void {
  if (isKeptOnDisk(world, copy)) toDisk(world, copy);
  else if (world.copies.state[copy] === Copy.done) world.letGo(copy);
}

/** With automatic acks: sent is acked. */
export function ackOnSend(world: World, copy: number, delivery: number): void {
  ackEarly(world, copy, delivery, Rule.ackOnSend);
}

/** Acked before it is done: only the consumer's memory holds it from now on. */
function ackEarly(world: World, copy: number, delivery: number, rule: number): void {
  const { copies, deliveries, tallies } = world;
  const queue = copies.queue[copy];
  stopTimer(world, copy);
  world.advance(copy, CopyDoes.ACK_EARLY);
  deliveries.flags[delivery] |= DeliveryFlag.ackedEarly;
  tallies.acks[queue]++;
  copies.lastFact[copy] = world.record(
    Fact.ackedEarly,
    world.messageNumber(copy),
    queue,
    deliveries.number[delivery],
    deliveries.lastFact[delivery],
    rule,
  );
  recordAck(world, copy);
}

function earlyAckArrives(world: World, delivery: number): void {
  const { deliveries, copies, consumers } = world;
  const copy = deliveries.copy[delivery];
  const isCurrent = copies.delivery[copy] === delivery;
  deliveries.flags[delivery] &= ~DeliveryFlag.earlyAckOnWire;
  if (isCurrent) ackEarly(world, copy, delivery, Rule.ackBeforeWork);
  const state = deliveries.state[delivery];
  if (state === Delivering.gone) {
    // Its consumer died while the ack was on the wire.
    if (isCurrent) {
      copies.delivery[copy] = NO_ROW;
      const cause = consumers.lastFact[deliveries.consumer[delivery]];
      lose(world, copy, cause, Rule.ackBeforeWork);
      // The broker takes it off its window with the connection, which it has yet to see close.
      if (world.queues.leaseUs[consumers.queue[deliveries.consumer[delivery]]] === 0) return;
    }
    endDelivery(world, delivery);
  } else if (state === Delivering.settling) finishEarlyAcked(world, delivery);
}

/** The broker never hears of an ack sent before the work; the consumer works on regardless. */
function earlyAckLost(world: World, delivery: number, why: number): void {
  const { deliveries, consumers, copies, queues } = world;
  const consumer = deliveries.consumer[delivery];
  const copy = deliveries.copy[delivery];
  deliveries.flags[delivery] &= ~DeliveryFlag.earlyAckOnWire;
  const fact = world.record(
    Fact.ackLost,
    world.messageNumber(copy),
    world.placeOf(consumer),
    deliveries.number[delivery],
    deliveries.lastFact[delivery],
    why,
  );
  const isOver =
    deliveries.state[delivery] === Delivering.settling ||
    deliveries.state[delivery] === Delivering.gone;
  const isCurrent = copies.delivery[copy] === delivery;
  if (!isCurrent || queues.leaseUs[consumers.queue[consumer]] > 0) {
    // The lease runs out; or the connection was closed already, and nobody waits for this ack.
    if (isCurrent) copies.delivery[copy] = NO_ROW;
    if (isOver) endDelivery(world, delivery);
    return;
  }
  if (isOver) deliveries.state[delivery] = Delivering.gone;
  if (why === Rule.wireLoss && world.isAlive(consumer)) {
    closeConnection(world, consumer, fact, Rule.connectionSeen);
    consumers.connected[consumer] = 1;
  }
}

/** The work on a message that was acked before it is over. */
export function finishEarlyAcked(world: World, delivery: number): void {
  const { deliveries, copies } = world;
  const copy = deliveries.copy[delivery];
  if (deliveries.flags[delivery] & DeliveryFlag.earlyAckOnWire) {
    deliveries.state[delivery] = Delivering.settling;
    return;
  }
  if (copies.state[copy] === Copy.handedOver && copies.delivery[copy] === delivery) {
    copies.delivery[copy] = NO_ROW;
    if (deliveries.flags[delivery] & DeliveryFlag.failed) {
      // The broker has deleted it: there is nobody to give it back to.
      lose(world, copy, deliveries.lastFact[delivery], Rule.ackBeforeWork);
    } else {
      world.advance(copy, CopyDoes.FINISH);
      forgetRecord(world, copy);
    }
  }
  endDelivery(world, delivery);
}

export function nackArrives(world: World, delivery: number): void {
  const { deliveries, consumers, copies, plan, groups, tallies } = world;
  const consumer = deliveries.consumer[delivery];
  const group = consumers.group[consumer];
  const copy = deliveries.copy[delivery];
  deliveries.handle[delivery] = NO_EVENT;
  const why = whyVanished(world, plan.subscriptionOf[group]);
  if (why !== Rule.none) {
    ackLost(world, delivery, deliveries.lastFact[delivery], why);
    return;
  }
  if (copies.delivery[copy] !== delivery) ackCameTooLate(world, delivery);
  else {
    tallies.nacks[copies.queue[copy]]++;
    const cause = deliveries.lastFact[delivery];
    copies.delivery[copy] = NO_ROW;
    stopTimer(world, copy);
    if (groups.onFailure[group] === OnFailure.discard)
      takeOut(world, copy, cause, Rule.nackDiscard);
    else if (groups.onFailure[group] === OnFailure.backoff) delay(world, copy, group, cause);
    else takeBack(world, copy, cause, Rule.nack, NO_ROW);
  }
  endDelivery(world, delivery);
}

export function ackCameTooLate(world: World, delivery: number, rule = Rule.staleReceipt): void {
  const { deliveries, consumers, tallies } = world;
  const consumer = deliveries.consumer[delivery];
  tallies.lateAcks[consumers.queue[consumer]]++;
  world.record(
    Fact.ackCameTooLate,
    world.messageNumber(deliveries.copy[delivery]),
    world.placeOf(consumer),
    deliveries.number[delivery],
    deliveries.lastFact[delivery],
    rule,
  );
}

export function leaseEnds(world: World, copy: number): void {
  const { copies, tallies } = world;
  copies.timer[copy] = NO_EVENT;
  copies.delivery[copy] = NO_ROW;
  tallies.leasesEnded[copies.queue[copy]]++;
  const fact = world.record(
    Fact.leaseEnded,
    world.messageNumber(copy),
    copies.queue[copy],
    copies.deliveryCount[copy],
    copies.lastFact[copy],
    Rule.leaseTimer,
  );
  takeBack(world, copy, fact, Rule.leaseTimer, NO_ROW);
}

// Coming back

/**
 * An unacked copy comes back to its queue, or is taken out when it has been delivered as often as its
 * limit allows. Behind `before` in the ready list (NO_ROW: at the head, or the tail where the queue
 * returns there). Returns the copy that the next one of the same return belongs behind.
 */
export function takeBack(
  world: World,
  copy: number,
  cause: number,
  rule: number,
  before: number,
): number {
  const { copies, queues } = world;
  const queue = copies.queue[copy];
  if (queues.hasPolicy[queue] === 1) return takeBackByPolicy(world, copy, cause, rule);
  if (copies.deliveryCount[copy] >= queues.maxDeliveries[queue]) {
    takeOut(world, copy, cause, Rule.deliveryLimit);
    return before;
  }
  world.advance(copy, CopyDoes.RETURN);
  copies.lastFact[copy] = world.record(
    Fact.returned,
    world.messageNumber(copy),
    queue,
    copies.deliveryCount[copy],
    cause,
    rule,
  );
  if (queues.returnToTail[queue]) putAtTail(world, copy);
  else if (queues.onReturn[queue] > Returning.tail) putBack(world, copy, queues.onReturn[queue]);
  else insertAfter(world, copy, before);
  world.wakeQueue(queue);
  return copy;
}

/** The same where a policy says what counts as an attempt and where things come back to. */
function takeBackByPolicy(world: World, copy: number, cause: number, rule: number): number {
  const { copies, queues, policies, letters } = world;
  const queue = copies.queue[copy];
  const letter = copies.letter[copy];
  letters.isSeen[letter] = 1;
  letters.attempts[letter] += countsAsAttempt(world, queue, rule);
  if (isSpent(world, copy)) {
    takeOut(world, copy, cause, Rule.deliveryLimit);
    return NO_ROW;
  }
  world.advance(copy, CopyDoes.RETURN);
  copies.lastFact[copy] = world.record(
    Fact.returned,
    world.messageNumber(copy),
    queue,
    copies.deliveryCount[copy],
    cause,
    rule,
  );
  policies.hasReturns[queue] = policies.limitsReturnsFirst[queue];
  putBack(world, copy, rule === Rule.noAck ? policies.onClose[queue] : queues.onReturn[queue]);
  world.wakeQueue(queue);
  return copy;
}

/** 1 where an end of a delivery for this reason counts towards the delivery limit, else 0. */
function countsAsAttempt({ policies }: World, queue: number, rule: number): number {
  if (rule === Rule.noAck) return policies.countsClose[queue];
  if (rule === Rule.leaseTimer) return policies.countsTimeout[queue];
  return rule === Rule.reject ? policies.countsReject[queue] : policies.countsNack[queue];
}

/** Delivered, or attempted where a policy says what that is, as often as the limit allows. */
export function isSpent(world: World, copy: number): boolean {
  const { copies, queues, letters } = world;
  const queue = copies.queue[copy];
  const attempts =
    queues.hasPolicy[queue] === 1
      ? letters.attempts[copies.letter[copy]]
      : copies.deliveryCount[copy];
  return attempts >= queues.maxDeliveries[queue];
}

function delay(world: World, copy: number, group: number, cause: number): void {
  const { copies, queues, plan, agenda } = world;
  const queue = copies.queue[copy];
  const count = copies.deliveryCount[copy];
  if (queues.hasPolicy[queue] === 1) {
    world.letters.isSeen[copies.letter[copy]] = 1;
    world.letters.attempts[copies.letter[copy]] += countsAsAttempt(world, queue, Rule.nack);
  }
  if (isSpent(world, copy)) {
    takeOut(world, copy, cause, Rule.deliveryLimit);
    return;
  }
  const { backoffUs } = consumerSpec(plan, group);
  const pauseUs = backoffUs.length === 0 ? 0 : backoffUs[Math.min(count, backoffUs.length) - 1];
  world.advance(copy, CopyDoes.DELAY);
  copies.lastFact[copy] = world.record(
    Fact.delayed,
    world.messageNumber(copy),
    queue,
    count,
    cause,
    Rule.backoff,
  );
  copies.timer[copy] = agenda.schedule(world.nowUs + pauseUs, Class.settle, Event.delayEnds, copy);
}

export function delayEnds(world: World, copy: number): void {
  const { copies } = world;
  copies.timer[copy] = NO_EVENT;
  world.advance(copy, CopyDoes.DUE);
  copies.lastFact[copy] = world.record(
    Fact.delayEnded,
    world.messageNumber(copy),
    copies.queue[copy],
    copies.deliveryCount[copy],
    copies.lastFact[copy],
    Rule.backoff,
  );
  // Where it kept others of its key waiting it is still ahead of them.
  if (isPerKey(world, copies.queue[copy])) putBack(world, copy, Returning.original);
  else putAtTail(world, copy);
  world.wakeQueue(copies.queue[copy]);
}

/** The broker sees a consumer's connection close and takes back what was unacked on it, in order. */
export function closeConnection(world: World, consumer: number, cause: number, rule: number): void {
  const { consumers, deliveries, copies, tallies, agenda } = world;
  if (consumers.closing[consumer] !== NO_EVENT) {
    agenda.cancel(consumers.closing[consumer]);
    consumers.closing[consumer] = NO_EVENT;
  }
  if (!consumers.connected[consumer]) return;
  consumers.connected[consumer] = 0;
  if (world.plan.receives) hangUpReceive(world, consumer);
  // With a policy it also matters who is not there.
  if (world.queues.hasPolicy[consumers.queue[consumer]] === 1)
    world.wakeQueue(consumers.queue[consumer]);
  const fact = world.record(
    Fact.connectionClosed,
    0,
    world.placeOf(consumer),
    consumers.window[consumer],
    cause,
    rule,
  );
  let before = NO_ROW;
  for (let delivery = consumers.firstDelivery[consumer]; delivery !== NO_ROW; ) {
    const next = deliveries.next[delivery];
    const copy = deliveries.copy[delivery];
    if (copies.delivery[copy] === delivery && copies.state[copy] === Copy.unacked) {
      copies.delivery[copy] = NO_ROW;
      stopTimer(world, copy);
      tallies.takenBack[copies.queue[copy]]++;
      before = takeBack(world, copy, fact, Rule.noAck, before);
    }
    discardUnlessInHand(world, delivery);
    delivery = next;
  }
  rebuildHeld(world, consumer);
}

/**
 * A process is gone. The news travels behind whatever it had sent, so that its last acks count; a cut
 * wire carries no news, and a lease needs none.
 */
export function hangUp(world: World, consumer: number): void {
  const { consumers, queues, plan, wires, agenda } = world;
  if (!consumers.connected[consumer] || consumers.closing[consumer] !== NO_EVENT) return;
  if (queues.leaseUs[consumers.queue[consumer]] > 0) {
    consumers.connected[consumer] = 0;
    return;
  }
  const wire = plan.subscriptionOf[consumers.group[consumer]];
  if (wires.isCut[wire]) return;
  consumers.closing[consumer] = agenda.schedule(
    arrivalUs(world, wire),
    Class.settle,
    Event.connectionClosed,
    consumer,
  );
}

/** Drops a delivery whose connection is gone, unless its consumer is working on it or acked it early. */
export function discardUnlessInHand(world: World, delivery: number): void {
  const { deliveries, agenda } = world;
  const state = deliveries.state[delivery];
  const isAckedEarly = (deliveries.flags[delivery] & DeliveryFlag.ackedEarly) !== 0;
  if (state === Delivering.working || (state === Delivering.held && isAckedEarly)) return;
  // An early ack on the wire still refers to its delivery, which ends when it arrives.
  if (deliveries.flags[delivery] & DeliveryFlag.earlyAckOnWire) {
    deliveries.state[delivery] = Delivering.gone;
    return;
  }
  if (deliveries.handle[delivery] !== NO_EVENT) {
    agenda.cancel(deliveries.handle[delivery]);
    deliveries.handle[delivery] = NO_EVENT;
  }
  if (isAckedEarly) loseOnTheWay(world, delivery);
  endDelivery(world, delivery);
}

/** The broker deleted it as it was sent, and it will never arrive. */
export function loseOnTheWay(world: World, delivery: number): void {
  const { copies, deliveries } = world;
  const copy = deliveries.copy[delivery];
  if (copies.state[copy] !== Copy.handedOver || copies.delivery[copy] !== delivery) return;
  copies.delivery[copy] = NO_ROW;
  lose(world, copy, deliveries.lastFact[delivery], Rule.ackOnSend);
}

/** Threads what a consumer still holds and has not begun, after some of it was discarded. */
export function rebuildHeld(world: World, consumer: number): void {
  const { consumers, deliveries } = world;
  let last = NO_ROW;
  consumers.firstHeld[consumer] = NO_ROW;
  for (
    let delivery = consumers.firstDelivery[consumer];
    delivery !== NO_ROW;
    delivery = deliveries.next[delivery]
  ) {
    if (deliveries.state[delivery] !== Delivering.held) continue;
    if (last === NO_ROW) consumers.firstHeld[consumer] = delivery;
    else deliveries.nextHeld[last] = delivery;
    deliveries.nextHeld[delivery] = NO_ROW;
    last = delivery;
  }
  consumers.lastHeld[consumer] = last;
}

/** The delivery is over for both sides: its place in the consumer's window is free. */
export function endDelivery(world: World, delivery: number): void {
  const { deliveries, consumers, copies } = world;
  const consumer = deliveries.consumer[delivery];
  const before = deliveries.previous[delivery];
  const after = deliveries.next[delivery];
  if (before === NO_ROW) consumers.firstDelivery[consumer] = after;
  else deliveries.next[before] = after;
  if (after === NO_ROW) consumers.lastDelivery[consumer] = before;
  else deliveries.previous[after] = before;
  consumers.window[consumer]--;
  if (deliveries.flags[delivery] & DeliveryFlag.outsideWindow) consumers.outsideWindow[consumer]--;
  deliveries.state[delivery] = Delivering.free;
  if (world.plan.extendsLeases) forgetExtending(world, delivery);
  deliveries.giveBack(delivery);
  world.wakeQueue(consumers.queue[consumer]);
  world.release(copies.message[deliveries.copy[delivery]]);
}

/** Ends the lease or the delay of a copy before its time. */
export function stopTimer(world: World, copy: number): void {
  const { copies, agenda } = world;
  if (copies.timer[copy] === NO_EVENT) return;
  agenda.cancel(copies.timer[copy]);
  copies.timer[copy] = NO_EVENT;
}

/** Puts a delayed copy back among the ready ones before its time: the broker restarted. */
export function cutDelay(world: World, copy: number): void {
  stopTimer(world, copy);
  world.advance(copy, CopyDoes.DUE);
}
