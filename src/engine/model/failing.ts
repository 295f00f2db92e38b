/**
 * failing is what a crash takes away, who notices, and what comes back.
 *
 * A dead consumer's unacked messages come back when its connection is seen to close, or when their
 * leases run out; a dead broker keeps what its disk has; a dead service answers nobody.
 */
import { assert, NO_EVENT, NO_ROW } from '../kernel/index.ts';
import {
  BrokerDoes,
  brokerTable,
  Consumer,
  ConsumerDoes,
  Copy,
  CopyDoes,
  NOT_ALLOWED,
} from '../lifecycles/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../trace/index.ts';
import { alarmsStop } from './alarms/watching.ts';
import { serviceDies } from './calling.ts';
import { closeChannel } from './channels.ts';
import { committerDies, committerStarts } from './committing/dying.ts';
import { takeOut } from './deadLettering.ts';
import { deleteQueue } from './declaring.ts';
import { Class, Event } from './eventKinds.ts';
import { noteUse } from './expiring.ts';
import { breakersDie } from './guarding/breaking.ts';
import { loseKeys } from './keys/remembering.ts';
import { logsStart, logsStop } from './log/keeping.ts';
import {
  isMember,
  memberDies,
  memberGoes,
  memberIsBack,
  memberIsCutOff,
  memberStarts,
  memberStops,
} from './log/membership.ts';
import { consumerSpec, specOf } from './Plan.ts';
import { isWaiting, publisherDies, publishersLoseBroker, sendConfirm } from './publishing.ts';
import { isAhead, relinkReady } from './readyOrder.ts';
import { hangUpReceive } from './receiving.ts';
import { stopRedrives } from './redriving.ts';
import { replicasStart, replicasStop } from './replicas/crashing.ts';
import { takesPart } from './replicas/majority.ts';
import { isThere } from './routing.ts';
import {
  closeConnection,
  cutDelay,
  discardUnlessInHand,
  endDelivery,
  hangUp,
  isSpent,
  rebuildHeld,
  stopTimer,
  takeBack,
} from './settling.ts';
import { isOver, lose, writeRecords } from './storing.ts';
import { CopyFlag, Delivering, DeliveryFlag, MessageFlag, Returning } from './tables.ts';
import type { World } from './World.ts';

// Consumers

/** A consumer's process dies: what only it knew is gone. */
export function crashConsumer(world: World, consumer: number, cause: number, rule: number): void {
  const { consumers, plan, agenda } = world;
  const group = consumers.group[consumer];
  const fact = world.record(
    Fact.consumerCrashed,
    NO_MESSAGE,
    world.placeOf(consumer),
    consumers.busy[consumer],
    cause,
    rule,
  );
  world.advanceConsumer(consumer, ConsumerDoes.CRASH);
  consumers.lastFact[consumer] = fact;
  consumers.busy[consumer] = 0;
  if (world.keyStores.isOn) loseKeys(world, consumer, fact);
  if (plan.sharesThreads) world.wakeQueue(consumers.queue[consumer]);
  if (plan.receives) hangUpReceive(world, consumer);
  dropWhatItHolds(world, consumer, fact);
  if (isMember(world, consumer)) memberDies(world, consumer);
  const { restartUs } = consumerSpec(plan, group);
  if (restartUs !== Number.POSITIVE_INFINITY && consumers.state[consumer] === Consumer.down) {
    consumers.restartAtUs[consumer] = world.nowUs + restartUs;
    consumers.restart[consumer] = agenda.schedule(
      consumers.restartAtUs[consumer],
      Class.arrive,
      Event.consumerRestarts,
      consumer,
    );
  }
  hangUp(world, consumer);
}

function dropWhatItHolds(world: World, consumer: number, cause: number): void {
  const { consumers, deliveries, copies, queues, agenda } = world;
  const brokerWillSee =
    queues.leaseUs[consumers.queue[consumer]] === 0 && consumers.connected[consumer] === 1;
  consumers.firstHeld[consumer] = consumers.lastHeld[consumer] = NO_ROW;
  for (let delivery = consumers.firstDelivery[consumer]; delivery !== NO_ROW; ) {
    const next = deliveries.next[delivery];
    const copy = deliveries.copy[delivery];
    // An ack that has left is on its way, whoever sent it.
    if (deliveries.state[delivery] !== Delivering.settling) {
      if (deliveries.handle[delivery] !== NO_EVENT) agenda.cancel(deliveries.handle[delivery]);
      deliveries.handle[delivery] = NO_EVENT;
      deliveries.state[delivery] = Delivering.gone;
      const isEarlyAckOnWire = (deliveries.flags[delivery] & DeliveryFlag.earlyAckOnWire) !== 0;
      const isHandedOver =
        copies.state[copy] === Copy.handedOver && copies.delivery[copy] === delivery;
      if (isHandedOver) {
        copies.delivery[copy] = NO_ROW;
        lose(world, copy, cause, Rule.ackBeforeWork);
      }
      // Its place in the window stays taken until the broker knows: nothing more is sent to the dead.
      if (!isEarlyAckOnWire && !brokerWillSee) {
        if (copies.delivery[copy] === delivery) copies.delivery[copy] = NO_ROW;
        endDelivery(world, delivery);
      }
    }
    delivery = next;
  }
}

/** The broker sees the connection of a dead consumer close. */
export function connectionClosed(world: World, consumer: number): void {
  world.consumers.closing[consumer] = NO_EVENT;
  closeConnection(world, consumer, world.consumers.lastFact[consumer], Rule.connectionSeen);
}

export function consumerRestarts(
  world: World,
  consumer: number,
  cause: number,
  rule: number,
): void {
  const { consumers, plan, agenda } = world;
  if (consumers.restart[consumer] !== NO_EVENT) {
    agenda.cancel(consumers.restart[consumer]);
    consumers.restart[consumer] = NO_EVENT;
  }
  const wire = plan.subscriptionOf[consumers.group[consumer]];
  const isCut = world.wires.isCut[wire] === 1;
  // A new connection tells the broker that the old one is dead. Over a cut wire there is none.
  if (!isCut) closeConnection(world, consumer, consumers.lastFact[consumer], Rule.connectionSeen);
  world.advanceConsumer(consumer, ConsumerDoes.RESTART);
  consumers.lastFact[consumer] = world.record(
    Fact.consumerRestarted,
    NO_MESSAGE,
    world.placeOf(consumer),
    0,
    cause,
    rule,
  );
  if (isCut) return;
  consumers.connected[consumer] = world.isRunning(plan.brokerOf[consumers.queue[consumer]]) ? 1 : 0;
  world.wakeQueue(consumers.queue[consumer]);
  if (isMember(world, consumer)) memberStarts(world, consumer, consumers.lastFact[consumer]);
}

/** A consumer is told to stop: it gives back what it has not begun, finishes the rest, and leaves. */
export function consumerLeaves(world: World, consumer: number, cause: number, rule: number): void {
  const { consumers, deliveries, copies, agenda } = world;
  const fact = world.record(Fact.consumerLeft, NO_MESSAGE, world.placeOf(consumer), 0, cause, rule);
  if (consumers.restart[consumer] !== NO_EVENT) {
    agenda.cancel(consumers.restart[consumer]);
    consumers.restart[consumer] = NO_EVENT;
  }
  const isEarly = (delivery: number): boolean =>
    (deliveries.flags[delivery] & (DeliveryFlag.ackedEarly | DeliveryFlag.earlyAckOnWire)) !== 0;
  consumers.lastFact[consumer] = fact;
  if (world.plan.receives) hangUpReceive(world, consumer);
  if (isMember(world, consumer)) memberStops(world, consumer);
  if (!world.isAlive(consumer)) {
    world.advanceConsumer(consumer, ConsumerDoes.LEAVE);
    closeConnection(world, consumer, fact, Rule.connectionSeen);
    return;
  }
  let before = NO_ROW;
  for (let delivery = consumers.firstDelivery[consumer]; delivery !== NO_ROW; ) {
    const next = deliveries.next[delivery];
    const copy = deliveries.copy[delivery];
    const state = deliveries.state[delivery];
    // What it acked early lives only in it, so it works that off before it goes.
    const mayGo = state === Delivering.onWire || (state === Delivering.held && !isEarly(delivery));
    if (mayGo) {
      if (copies.delivery[copy] === delivery && copies.state[copy] === Copy.unacked) {
        before = giveBack(world, copy, fact, before);
      }
      discardUnlessInHand(world, delivery);
    }
    delivery = next;
  }
  rebuildHeld(world, consumer);
  world.advanceConsumer(consumer, ConsumerDoes.LEAVE);
  if (consumers.state[consumer] !== Consumer.removed) return;
  if (isMember(world, consumer)) memberGoes(world, consumer);
  hangUp(world, consumer);
}

function giveBack(world: World, copy: number, cause: number, before: number): number {
  const { copies, tallies } = world;
  copies.delivery[copy] = NO_ROW;
  stopTimer(world, copy);
  tallies.takenBack[copies.queue[copy]]++;
  return takeBack(world, copy, cause, Rule.noAck, before);
}

// Brokers

function advanceBroker(world: World, broker: number, event: number): void {
  const from = world.brokers.state[broker];
  const to = brokerTable.next[from * brokerTable.events.length + event];
  assert(
    to !== NOT_ALLOWED,
    `a broker that is ${brokerTable.states[from]} got ${brokerTable.events[event]}`,
  );
  world.brokers.state[broker] = to;
}

/** A broker dies at once, or stops in order: then it flushes first and confirms what it flushed. */
export function stopBroker(
  world: World,
  broker: number,
  isGraceful: boolean,
  cause: number,
  rule: number,
): void {
  const { plan, brokers, agenda } = world;
  if (isGraceful && world.isRunning(broker)) {
    for (const queue of plan.queuesOf[broker]) {
      if (world.replicas.hasQueues && !takesPart(world, queue)) continue;
      for (const message of writeRecords(world, queue, NO_ROW, Rule.flushOnStop))
        sendConfirm(world, message);
    }
  }
  const fact = world.record(Fact.brokerDown, NO_MESSAGE, broker, isGraceful ? 1 : 0, cause, rule);
  advanceBroker(world, broker, isGraceful ? BrokerDoes.STOP : BrokerDoes.KILL);
  brokers.lastFact[broker] = fact;
  if (brokers.due[broker] !== NO_EVENT) agenda.cancel(brokers.due[broker]);
  brokers.due[broker] = NO_EVENT;
  stopRedrives(world, broker, fact);
  for (let consumer = 0; consumer < world.consumers.rows; consumer++) {
    if (plan.brokerOf[world.consumers.queue[consumer]] !== broker) continue;
    hangUpByPolicy(world, consumer, fact);
    loseBroker(world, consumer);
  }
  const spent: number[] = [];
  for (const queue of plan.queuesOf[broker]) loseMemory(world, queue, fact, spent);
  for (const queue of plan.queuesOf[broker]) outlive(world, queue, isGraceful, fact);
  forgetExchanges(world, broker);
  // Only when every queue has lost its memory: their dead letters must not be lost with it.
  for (const copy of spent) takeOut(world, copy, fact, Rule.deliveryLimit);
  if (world.hasAlarms) alarmsStop(world, broker);
  publishersLoseBroker(world, broker, fact);
  logsStop(world, broker, isGraceful, fact);
  if (world.replicas.hasAny) replicasStop(world, broker);
  const { restartUs } = specOf(plan, broker, 'broker');
  if (!isGraceful && restartUs !== Number.POSITIVE_INFINITY)
    scheduleStep(world, broker, restartUs, Event.brokerStarts);
}

/**
 * A broker that stops in order closes one connection after the other, those of queues with a policy:
 * what one consumer held goes to the next, as long as there is one. The `index`-th act of the run is
 * done when all are closed. Returns whether there are any to close.
 */
export function closesInTurn(world: World, broker: number, index: number, cause: number): boolean {
  const { plan, consumers, queues, agenda, nowUs } = world;
  let isAny = false;
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    const queue = consumers.queue[consumer];
    const isMeant =
      plan.brokerOf[queue] === broker &&
      queues.hasPolicy[queue] === 1 &&
      consumers.connected[consumer] === 1;
    if (!isMeant) continue;
    isAny = true;
    agenda.schedule(nowUs, Class.fault, Event.brokerHangsUp, consumer, cause);
  }
  if (isAny) agenda.schedule(nowUs, Class.fault, Event.brokerStops, index, cause);
  return isAny;
}

/** A queue that has a policy for what comes back has it for this as well: its connections close first. */
export function hangUpByPolicy(world: World, consumer: number, cause: number): void {
  const { consumers, queues } = world;
  const group = consumers.group[consumer];
  if (world.isByHand(group)) closeChannel(world, group, cause, Rule.connectionSeen, false);
  else if (queues.hasPolicy[consumers.queue[consumer]] === 1)
    closeConnection(world, consumer, cause, Rule.connectionSeen);
}

/** Exchanges that are not durable go with their broker, and their bindings with them. */
function forgetExchanges({ plan, existence }: World, broker: number): void {
  plan.exchanges.forEach((exchange, node) => {
    if (exchange?.routing?.durable === false && plan.brokerOf[node] === broker)
      existence.isGone[node] = existence.isUnbound[node] = 1;
  });
}

/** A queue with a policy goes with its broker if it is not durable; what a kill leaves may be flagged. */
function outlive(world: World, queue: number, isGraceful: boolean, cause: number): void {
  const { copies, letters, policies, queues } = world;
  if (queues.hasPolicy[queue] === 0 || !isThere(world, queue)) return;
  if (queues.durable[queue] === 0) {
    deleteQueue(world, queue, cause, Rule.memoryOnly);
    return;
  }
  if (isGraceful || policies.killFlagsAll[queue] === 0) return;
  let copy = queues.head[queue];
  for (; copy !== NO_ROW; copy = copies.next[copy]) letters.isSeen[copies.letter[copy]] = 1;
}

function scheduleStep(world: World, broker: number, inUs: number, event: number): void {
  const { brokers, agenda } = world;
  brokers.dueAtUs[broker] = world.nowUs + inUs;
  brokers.due[broker] = agenda.schedule(brokers.dueAtUs[broker], Class.arrive, event, broker);
}

/** A consumer's connection to a broker that died: what it is working on it finishes, to no avail. */
function loseBroker(world: World, consumer: number): void {
  const { consumers, deliveries, copies, agenda } = world;
  consumers.connected[consumer] = 0;
  if (world.plan.receives) hangUpReceive(world, consumer);
  if (consumers.closing[consumer] !== NO_EVENT) agenda.cancel(consumers.closing[consumer]);
  consumers.closing[consumer] = NO_EVENT;
  for (let delivery = consumers.firstDelivery[consumer]; delivery !== NO_ROW; ) {
    const next = deliveries.next[delivery];
    const copy = deliveries.copy[delivery];
    if (copies.delivery[copy] === delivery && copies.state[copy] !== Copy.handedOver)
      copies.delivery[copy] = NO_ROW;
    discardUnlessInHand(world, delivery);
    delivery = next;
  }
  rebuildHeld(world, consumer);
}

/** What a queue held in memory is gone; what its disk has will be there again. */
function loseMemory(world: World, queue: number, cause: number, spent: number[]): void {
  const { copies, queues, agenda } = world;
  if (queues.flush[queue] !== NO_EVENT) agenda.cancel(queues.flush[queue]);
  queues.flush[queue] = NO_EVENT;
  queues.firstToFlush[queue] = queues.lastToFlush[queue] = queues.flushCovers[queue] = NO_ROW;
  const survivors: number[] = [];
  const order = readyOrder(world, queue);
  for (const copy of storedCopies(world, queue)) {
    const wasToFlush = (copies.flags[copy] & CopyFlag.toFlush) !== 0;
    copies.flags[copy] &= ~(CopyFlag.toFlush | CopyFlag.awaited);
    copies.nextToFlush[copy] = NO_ROW;
    stopTimer(world, copy);
    const isOnDisk = (copies.flags[copy] & CopyFlag.onDisk) !== 0;
    const state = copies.state[copy];
    if (state === Copy.done || state === Copy.handedOver) {
      if (isOnDisk && wasToFlush && isThere(world, queue))
        comeBack(world, copy, cause, survivors, spent);
      else if (state === Copy.done) world.letGo(copy);
    } else if (isOver(state)) world.letGo(copy);
    else if (!isOnDisk) forget(world, copy, cause);
    else survive(world, copy, cause, survivors, spent);
  }
  relinkReady(world, queue, order === null ? survivors : inThatOrder(world, survivors, order));
}

/** The ready copies as they stand, where a policy says that a queue comes back as it was; else null. */
function readyOrder({ copies, queues }: World, queue: number): ReadonlyMap<number, number> | null {
  if (queues.hasPolicy[queue] === 0) return null;
  const order = new Map<number, number>();
  let copy = queues.head[queue];
  for (; copy !== NO_ROW; copy = copies.next[copy]) order.set(copy, order.size);
  return order;
}

/** What was ready stays in its order. What comes back besides goes to its place, or ahead of the rest. */
function inThatOrder(
  world: World,
  survivors: readonly number[],
  order: ReadonlyMap<number, number>,
): number[] {
  const { copies, queues } = world;
  const others = survivors.filter((copy) => !order.has(copy));
  const kept = survivors
    .filter((copy) => order.has(copy))
    .sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const [first] = survivors;
  const isOriginal =
    first !== undefined && queues.onReturn[copies.queue[first]] === Returning.original;
  return isOriginal
    ? [...kept, ...others].sort((a, b) => (isAhead(world, a, b) ? -1 : 1))
    : [...others, ...kept];
}

/** The copies that a queue has or still has a record of, in the order it stored them. */
function storedCopies(world: World, queue: number): number[] {
  const { copies } = world;
  const found: number[] = [];
  for (let copy = 0; copy < copies.rows; copy++) {
    if (
      copies.queue[copy] === queue &&
      copies.flags[copy] & CopyFlag.holds &&
      copies.state[copy] !== Copy.inTransit
    ) {
      found.push(copy);
    }
  }
  return found.sort((a, b) => copies.place[a] - copies.place[b]);
}

function comeBack(
  world: World,
  copy: number,
  cause: number,
  survivors: number[],
  spent: number[],
): void {
  const { copies } = world;
  world.advance(copy, CopyDoes.RESURRECT);
  copies.delivery[copy] = NO_ROW;
  copies.lastFact[copy] = world.record(
    Fact.cameBack,
    world.messageNumber(copy),
    copies.queue[copy],
    copies.deliveryCount[copy],
    cause,
    Rule.ackNotFlushed,
  );
  (isSpent(world, copy) ? spent : survivors).push(copy);
}

function survive(
  world: World,
  copy: number,
  cause: number,
  survivors: number[],
  spent: number[],
): void {
  const { copies, tallies } = world;
  const queue = copies.queue[copy];
  const state = copies.state[copy];
  if (state === Copy.delayed) {
    cutDelay(world, copy);
    copies.lastFact[copy] = world.record(
      Fact.delayEnded,
      world.messageNumber(copy),
      queue,
      copies.deliveryCount[copy],
      cause,
      Rule.onDisk,
    );
  } else if (state === Copy.unacked) {
    tallies.cutShort[queue]++;
    if (isSpent(world, copy)) {
      spent.push(copy);
      return;
    }
    world.advance(copy, CopyDoes.RETURN);
    copies.lastFact[copy] = world.record(
      Fact.returned,
      world.messageNumber(copy),
      queue,
      copies.deliveryCount[copy],
      cause,
      Rule.onDisk,
    );
  }
  survivors.push(copy);
}

/** Not on disk: it is back with a producer that waits for its confirm, or it is lost. */
function forget(world: World, copy: number, cause: number): void {
  const { copies, messages, queues, tallies } = world;
  const queue = copies.queue[copy];
  const message = copies.message[copy];
  if (copies.state[copy] === Copy.unacked) tallies.cutShort[queue]++;
  const isProducersStill =
    isWaiting(world, message) &&
    (messages.flags[message] & MessageFlag.confirmSent) === 0 &&
    (copies.flags[copy] & (CopyFlag.extra | CopyFlag.deadLetter)) === 0;
  if (isProducersStill) {
    world.advance(copy, CopyDoes.FORGET);
    copies.lastFact[copy] = world.record(
      Fact.forgotten,
      messages.number[message],
      queue,
      messages.attempts[message],
      cause,
      Rule.producerKeepsIt,
    );
    return;
  }
  const isPersistent = (messages.flags[message] & MessageFlag.persistent) !== 0;
  const isQueueOnDisk = queues.durable[queue] === 1 && queues.flushKind[queue] !== 0;
  lose(
    world,
    copy,
    cause,
    !isQueueOnDisk ? Rule.memoryOnly : isPersistent ? Rule.notFlushed : Rule.transient,
  );
}

export function startBroker(world: World, broker: number, cause: number, rule: number): void {
  const { brokers, agenda, plan } = world;
  if (brokers.due[broker] !== NO_EVENT) agenda.cancel(brokers.due[broker]);
  advanceBroker(world, broker, BrokerDoes.START);
  brokers.lastFact[broker] = world.record(Fact.brokerStarted, NO_MESSAGE, broker, 0, cause, rule);
  scheduleStep(world, broker, specOf(plan, broker, 'broker').recoveryUs, Event.brokerRecovers);
}

export function brokerRecovers(world: World, broker: number): void {
  const { brokers, plan, consumers, wires } = world;
  brokers.due[broker] = NO_EVENT;
  advanceBroker(world, broker, BrokerDoes.RECOVER);
  const ready = plan.queuesOf[broker].reduce(
    (sum, queue) => sum + world.countOf(queue, Copy.ready),
    0,
  );
  brokers.lastFact[broker] = world.record(
    Fact.brokerRecovered,
    NO_MESSAGE,
    broker,
    ready,
    brokers.lastFact[broker],
    Rule.onDisk,
  );
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    const isCut = wires.isCut[plan.subscriptionOf[consumers.group[consumer]]];
    const isBack = plan.brokerOf[consumers.queue[consumer]] === broker && world.isAlive(consumer);
    // One by hand does not come back by itself.
    if (isBack && !isCut && !world.isByHand(consumers.group[consumer]))
      consumers.connected[consumer] = 1;
  }
  for (const queue of plan.queuesOf[broker]) {
    // An unused queue's time begins anew.
    noteUse(world, queue);
    world.wakeQueue(queue);
  }
  logsStart(world, broker);
  if (world.replicas.hasAny) replicasStart(world, broker);
}

// Services and wires

export function crashService(world: World, service: number, cause: number, rule: number): void {
  const { services } = world;
  services.isUp[service] = 0;
  services.lastFact[service] = world.record(
    Fact.serviceDown,
    NO_MESSAGE,
    service,
    services.busy[service],
    cause,
    rule,
  );
  serviceDies(world, service);
  if (world.guards.isOn) breakersDie(world, service, services.lastFact[service]);
  committerDies(world, service, services.lastFact[service]);
  publisherDies(world, service, services.lastFact[service]);
}

export function restartService(world: World, service: number, cause: number, rule: number): void {
  world.services.isUp[service] = 1;
  world.services.lastFact[service] = world.record(
    Fact.serviceUp,
    NO_MESSAGE,
    service,
    0,
    cause,
    rule,
  );
  committerStarts(world, service);
}

/** A cut wire carries nothing; after the heartbeat both ends give the connection up. */
export function cutWire(world: World, wire: number, cause: number): void {
  const { wires, plan, agenda } = world;
  wires.isCut[wire] = 1;
  wires.lastFact[wire] = cause;
  const broker = brokerAtEnd(world, wire);
  if (broker < 0) return;
  // With a lease the consumer asks for messages, and across a cut it cannot ask.
  for (const consumer of consumersOn(world, wire)) {
    if (isMember(world, consumer)) memberIsCutOff(world, consumer);
    if (world.queues.leaseUs[world.consumers.queue[consumer]] > 0) {
      world.consumers.connected[consumer] = 0;
      if (world.plan.receives) hangUpReceive(world, consumer);
    }
  }
  const { heartbeatUs } = specOf(plan, broker, 'broker');
  wires.heartbeat[wire] = agenda.schedule(
    world.nowUs + heartbeatUs,
    Class.settle,
    Event.heartbeatMissed,
    wire,
  );
}

export function heartbeatMissed(world: World, wire: number): void {
  world.wires.heartbeat[wire] = NO_EVENT;
  for (const consumer of consumersOn(world, wire)) {
    if (world.queues.leaseUs[world.consumers.queue[consumer]] === 0) {
      closeConnection(world, consumer, world.wires.lastFact[wire], Rule.heartbeat);
    }
  }
}

export function healWire(world: World, wire: number, cause: number): void {
  const { wires, consumers, agenda, plan } = world;
  wires.isCut[wire] = 0;
  wires.lastFact[wire] = cause;
  if (wires.heartbeat[wire] !== NO_EVENT) agenda.cancel(wires.heartbeat[wire]);
  wires.heartbeat[wire] = NO_EVENT;
  for (const consumer of consumersOn(world, wire)) {
    const queue = consumers.queue[consumer];
    // Packets were lost, so the old connection is of no use: it is closed and opened again.
    if (world.queues.leaseUs[queue] === 0)
      closeConnection(world, consumer, cause, Rule.connectionSeen);
    const isBack = world.isAlive(consumer) && !world.isByHand(consumers.group[consumer]);
    consumers.connected[consumer] = isBack && world.isRunning(plan.brokerOf[queue]) ? 1 : 0;
    world.wakeQueue(queue);
    if (isMember(world, consumer)) memberIsBack(world, consumer);
  }
}

function consumersOn(world: World, wire: number): number[] {
  const { plan, consumers } = world;
  const found: number[] = [];
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    if (plan.subscriptionOf[consumers.group[consumer]] === wire) found.push(consumer);
  }
  return found;
}

function brokerAtEnd(world: World, wire: number): number {
  const { plan } = world;
  return Math.max(plan.brokerOf[plan.wireFrom[wire]], plan.brokerOf[plan.wireTo[wire]]);
}
