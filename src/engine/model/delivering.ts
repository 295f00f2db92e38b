/** delivering is how a queue hands its messages out: in order, in turn, as far as prefetch allows. */
import { NO_EVENT, NO_ROW } from '../kernel/index.ts';
import { CopyDoes } from '../lifecycles/index.ts';
import { Fact, Rule } from '../trace/index.ts';
import { Class, Event } from './eventKinds.ts';
import { dropExpired, dropOverLimit, watchHead, watchUse } from './expiring.ts';
import { noticeLength } from './limiting.ts';
import { firstDeliverable, isPerKey } from './order/oneInFlight.ts';
import { noteDelivery } from './order/orderWithinKey.ts';
import { removeFromReady } from './readyOrder.ts';
import { answerReceives, askWhoIsIdle, noteReceived } from './receiving.ts';
import { takesPart } from './replicas/majority.ts';
import { isThere } from './routing.ts';
import { ackOnSend, closeConnection, endDelivery, loseOnTheWay, sendEarlyAck } from './settling.ts';
import { Delivering } from './tables.ts';
import { hasRoom, isServed, nextByPolicy, refreshTurns, served } from './takingTurns.ts';
import type { World } from './World.ts';
import { arrivalUs, whyVanished } from './wires.ts';
import { beginWaiting, beginWork } from './working.ts';

/** Delivers what is ready, as long as there is a consumer with room; where they ask, to those who do. */
export function dispatch(world: World, queue: number): void {
  const { plan } = world;
  if (plan.sharesThreads) beginWaiting(world);
  if (!plan.receives) {
    handOut(world, queue);
    return;
  }
  askWhoIsIdle(world, queue);
  handOut(world, queue);
  answerReceives(world, queue);
}

function handOut(world: World, queue: number): void {
  const { queues, plan } = world;
  if (!world.isRunning(plan.brokerOf[queue])) return;
  if (world.replicas.hasQueues && !takesPart(world, queue)) return;
  if (queues.hasPolicy[queue] === 1) {
    dispatchByPolicy(world, queue);
    return;
  }
  while (queues.head[queue] !== NO_ROW) {
    const consumer = nextWithRoom(world, queue);
    if (consumer === NO_ROW) return;
    queues.turn[queue] = consumer;
    deliver(world, queues.head[queue], consumer, Rule.roundRobin);
  }
}

/**
 * The same where a policy says whose turn it is. What expires goes before anything is delivered, and
 * what is over the limit only afterwards: what can be delivered at once takes no room.
 */
function dispatchByPolicy(world: World, queue: number): void {
  const { policies, queues } = world;
  if (!isThere(world, queue)) return;
  refreshTurns(world, queue);
  if (policies.hasReturns[queue] === 1) dropOverLimit(world, queue);
  policies.hasReturns[queue] = 0;
  const rule = isPerKey(world, queue)
    ? Rule.perKeyInFlight
    : policies.singleActive[queue] === 1
      ? Rule.singleActive
      : Rule.roundRobin;
  for (;;) {
    dropExpired(world, queue, true);
    if (queues.head[queue] === NO_ROW) break;
    const consumer = nextByPolicy(world, queue);
    if (consumer === NO_ROW) break;
    const copy = firstDeliverable(world, queue);
    if (copy === NO_ROW) break;
    deliver(world, copy, consumer, rule);
    served(world, queue, consumer);
  }
  dropOverLimit(world, queue);
  dropExpired(world, queue, false);
  noticeLength(world, queue);
  watchHead(world, queue);
  watchUse(world, queue);
}

/** Round robin: the next consumer of this queue, after the one served last, that may take a message. */
function nextWithRoom(world: World, queue: number): number {
  const { consumers, queues } = world;
  const count = consumers.rows;
  let consumer = queues.turn[queue];
  for (let i = 0; i < count; i++) {
    consumer = consumer + 1 >= count ? 0 : consumer + 1;
    if (
      consumers.queue[consumer] === queue &&
      isServed(world, consumer) &&
      hasRoom(world, consumer)
    )
      return consumer;
  }
  return NO_ROW;
}

/** Hands a ready copy to a consumer. Returns the delivery. */
export function deliver(world: World, copy: number, consumer: number, rule: number): number {
  const { copies, deliveries, consumers, queues, messages, tallies, guarantees, plan, agenda } =
    world;
  const queue = copies.queue[copy];
  const message = copies.message[copy];
  const number = messages.number[message];
  const ageUs = world.nowUs - messages.offeredAtUs[message];
  if (ageUs > queues.oldestAgeMaxUs[queue]) queues.oldestAgeMaxUs[queue] = ageUs;
  removeFromReady(world, copy);
  world.advance(copy, CopyDoes.DELIVER);
  const count = ++copies.deliveryCount[copy];
  const delivery = deliveries.take();
  deliveries.copy[delivery] = copy;
  deliveries.consumer[delivery] = consumer;
  deliveries.number[delivery] = count;
  deliveries.state[delivery] = Delivering.onWire;
  deliveries.flags[delivery] = 0;
  deliveries.sentAtUs[delivery] = world.nowUs;
  deliveries.startedAtUs[delivery] = deliveries.endsAtUs[delivery] = 0;
  deliveries.nextHeld[delivery] = NO_ROW;
  append(world, consumer, delivery);
  consumers.window[consumer]++;
  messages.refs[message]++;
  copies.delivery[copy] = delivery;
  const fact = world.record(
    count === 1 ? Fact.delivered : Fact.redelivered,
    number,
    world.placeOf(consumer),
    count,
    copies.lastFact[copy],
    rule,
  );
  copies.lastFact[copy] = deliveries.lastFact[delivery] = fact;
  if (plan.receives) noteReceived(world, consumer);
  if (count === 1 && plan.writesLetters) noteDelivery(world, copy, fact);
  tallies.deliveries[queue]++;
  if (count > 1) tallies.redeliveries[queue]++;
  if (count > 1 || wasDeliveredBefore(world, copy)) {
    guarantees.broke('duplicateDelivery', queue, fact, number);
  }
  if (count > queues.maxDeliveries[queue] && !mayGoBeyond(world, queue)) {
    guarantees.broke('tooManyDeliveries', queue, fact, number);
  }
  if (number < queues.lastDelivered[queue]) guarantees.broke('order', queue, fact, number);
  queues.lastDelivered[queue] = number;
  if (queues.leaseUs[queue] > 0) {
    copies.timer[copy] = agenda.schedule(
      world.nowUs + queues.leaseUs[queue],
      Class.lease,
      Event.leaseEnds,
      copy,
    );
  }
  const wire = plan.subscriptionOf[consumers.group[consumer]];
  deliveries.handle[delivery] = agenda.schedule(
    arrivalUs(world, wire),
    Class.arrive,
    Event.deliveryArrives,
    delivery,
  );
  if (world.groups.ackOnSend[consumers.group[consumer]] === 1) ackOnSend(world, copy, delivery);
  return delivery;
}

/** Where not every end of a delivery counts, more deliveries than the limit break no promise. */
function mayGoBeyond({ queues, policies }: World, queue: number): boolean {
  return (
    queues.hasPolicy[queue] === 1 &&
    (policies.countsNack[queue] === 0 ||
      policies.countsReject[queue] === 0 ||
      policies.countsClose[queue] === 0 ||
      policies.countsTimeout[queue] === 0)
  );
}

/** A resend made two copies of one message: a consumer cannot tell the second from a redelivery. */
function wasDeliveredBefore(world: World, copy: number): boolean {
  const { copies, messages } = world;
  let twin = messages.firstCopy[copies.message[copy]];
  for (; twin !== NO_ROW; twin = copies.sibling[twin]) {
    const isTwin = twin !== copy && copies.queue[twin] === copies.queue[copy];
    if (isTwin && copies.deliveryCount[twin] > 0) return true;
  }
  return false;
}

function append(world: World, consumer: number, delivery: number): void {
  const { consumers, deliveries } = world;
  const last = consumers.lastDelivery[consumer];
  deliveries.previous[delivery] = last;
  deliveries.next[delivery] = NO_ROW;
  if (last === NO_ROW) consumers.firstDelivery[consumer] = delivery;
  else deliveries.next[last] = delivery;
  consumers.lastDelivery[consumer] = delivery;
}

/** A message reaches its consumer, which holds it until it gets round to it. */
export function deliveryArrives(world: World, delivery: number): void {
  const { deliveries, consumers, groups, plan } = world;
  const consumer = deliveries.consumer[delivery];
  const group = consumers.group[consumer];
  deliveries.handle[delivery] = NO_EVENT;
  const why = whyVanished(world, plan.subscriptionOf[group]);
  if (why !== Rule.none || !world.isAlive(consumer)) {
    neverArrives(world, delivery, why);
    return;
  }
  deliveries.state[delivery] = Delivering.held;
  // What is held by hand waits for the person, not for its turn.
  if (world.isByHand(group)) return;
  const last = consumers.lastHeld[consumer];
  if (last === NO_ROW) consumers.firstHeld[consumer] = delivery;
  else deliveries.nextHeld[last] = delivery;
  consumers.lastHeld[consumer] = delivery;
  if (groups.ackBeforeWork[group]) sendEarlyAck(world, delivery);
  beginWork(world, consumer);
}

/** Lost on the wire, or the consumer has died meanwhile. */
function neverArrives(world: World, delivery: number, why: number): void {
  const { deliveries, consumers, copies, queues } = world;
  const consumer = deliveries.consumer[delivery];
  const copy = deliveries.copy[delivery];
  const fact = world.record(
    Fact.packetLost,
    world.messageNumber(copy),
    world.placeOf(consumer),
    deliveries.number[delivery],
    deliveries.lastFact[delivery],
    why === Rule.none ? Rule.processDied : why,
  );
  if (queues.leaseUs[consumers.queue[consumer]] === 0) {
    // The broker learns of it with the closed connection. A packet lost between two that live means
    // that the connection broke: it is closed and opened again.
    deliveries.state[delivery] = Delivering.gone;
    if (why === Rule.wireLoss && world.isAlive(consumer)) {
      closeConnection(world, consumer, fact, Rule.connectionSeen);
      consumers.connected[consumer] = 1;
    }
    return;
  }
  loseOnTheWay(world, delivery);
  if (copies.delivery[copy] === delivery) {
    copies.delivery[copy] = NO_ROW;
    copies.lastFact[copy] = fact;
  }
  endDelivery(world, delivery);
}
