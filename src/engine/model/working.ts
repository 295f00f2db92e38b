/**
 * working is what a consumer does with what it holds: it begins, takes its time, has an effect on the
 * world, and reports. The crash points of the chapter lie here.
 */
import { drawDuration, endOf, NO_EVENT, NO_ROW } from '../kernel/index.ts';
import { Consumer, ConsumerDoes } from '../lifecycles/index.ts';
import { Fact, NO_FACT, Rule } from '../trace/index.ts';
import { Class, Event } from './eventKinds.ts';
import { beginExtending, stopExtending } from './extending.ts';
import { crashConsumer } from './failing.ts';
import { countEffect, isKnown, recordEffect, writeKey } from './ledger.ts';
import { noteEffect } from './order/orderWithinKey.ts';
import { consumerSpec, NO_NODE } from './Plan.ts';
import { askIfIdle } from './receiving.ts';
import type { Mishaps } from './Scenario.ts';
import { finishEarlyAcked, hangUp, sendVerdict } from './settling.ts';
import { CopyFlag, Delivering, DeliveryFlag, KeyMode } from './tables.ts';
import { hasThread, nextForThread } from './threads.ts';
import type { World } from './World.ts';

/** Begins as many of the held messages as the consumer can work on at once. */
export function beginWork(world: World, consumer: number): void {
  const { consumers, groups } = world;
  while (
    consumers.firstHeld[consumer] !== NO_ROW &&
    consumers.busy[consumer] < groups.concurrency[consumers.group[consumer]]
  ) {
    if (!begin(world, consumer)) return;
  }
}

/** Lets those begin that wait for a thread, the longest-waiting first, as long as there are any. */
export function beginWaiting(world: World): void {
  for (let next = nextForThread(world); next !== NO_ROW; next = nextForThread(world)) {
    begin(world, next);
  }
}

/** Begins the oldest held message. Returns false when it has to wait for a thread, or the consumer died. */
function begin(world: World, consumer: number): boolean {
  const { consumers, deliveries, copies, groups, plan, agenda } = world;
  const delivery = consumers.firstHeld[consumer];
  const group = consumers.group[consumer];
  if (plan.sharesThreads && !hasThread(world, group)) return false;
  if (consumers.armedBeforeWork[consumer] > 0) {
    consumers.armedBeforeWork[consumer]--;
    crashConsumer(world, consumer, consumers.armedFact[consumer], Rule.processDied);
    return false;
  }
  if (consumers.mishapStream[consumer] > 0 && mishapOf(world, delivery) === 'diesBeforeWork') {
    crashConsumer(world, consumer, deliveries.lastFact[delivery], Rule.mishap);
    return false;
  }
  consumers.firstHeld[consumer] = deliveries.nextHeld[delivery];
  if (consumers.firstHeld[consumer] === NO_ROW) consumers.lastHeld[consumer] = NO_ROW;
  if (consumers.busy[consumer]++ === 0 && consumers.state[consumer] === Consumer.idle) {
    world.advanceConsumer(consumer, ConsumerDoes.START);
  }
  deliveries.state[delivery] = Delivering.working;
  deliveries.startedAtUs[delivery] = world.nowUs;
  deliveries.lastFact[delivery] = world.record(
    Fact.started,
    world.messageNumber(deliveries.copy[delivery]),
    world.placeOf(consumer),
    deliveries.number[delivery],
    deliveries.lastFact[delivery],
    Rule.work,
  );
  const spec = consumerSpec(plan, group);
  const factor = groups.workScale[group] * groups.slowFactor[group];
  const order = world.messages.order[copies.message[deliveries.copy[delivery]]];
  let workUs =
    spec.workBy === 'order'
      ? workOfOrder(world, group, order, factor)
      : drawDuration(
          spec.work,
          consumers.draws[consumer]++,
          factor,
          world.random,
          consumers.stream[consumer],
        );
  const message = world.messageNumber(deliveries.copy[delivery]);
  deliveries.downFact[delivery] = NO_FACT;
  if (isKnown(world, consumer, order, message, deliveries.lastFact[delivery])) {
    // Looking the key up takes no time: there is nothing left to do.
    deliveries.flags[delivery] |= DeliveryFlag.suppressed;
    workUs = 0;
  }
  noteWhatIsDown(world, delivery);
  const endsAtUs = workUs === 0 ? world.nowUs : endOf(world.nowUs, workUs, spec.onOff);
  deliveries.endsAtUs[delivery] = endsAtUs;
  deliveries.handle[delivery] = agenda.schedule(endsAtUs, Class.settle, Event.workEnds, delivery);
  if (plan.extendsLeases) beginExtending(world, delivery);
  if (consumers.armedMidWork[consumer] > 0) {
    consumers.armedMidWork[consumer]--;
    const halfUs = world.nowUs + Math.floor((endsAtUs - world.nowUs) / 2);
    agenda.schedule(
      halfUs,
      Class.fault,
      Event.consumerCrashes,
      consumer,
      consumers.armedFact[consumer],
    );
  }
  return true;
}

/** What an order needs, whoever does it: drawn from a stream of its own, which is given back. */
function workOfOrder(
  { plan, random }: World,
  group: number,
  order: number,
  factor: number,
): number {
  const { id, work } = consumerSpec(plan, group);
  if (work.kind === 'constant' || work.kind === 'listed')
    return drawDuration(work, order - 1, factor, random, NO_ROW);
  const stream = random.open(`work/${id}/order ${order}`);
  const us = drawDuration(work, order - 1, factor, random, stream);
  random.giveBack(stream);
  return us;
}

/** Draws what goes wrong with this attempt, and marks the delivery with what is to happen after the work. */
function mishapOf(world: World, delivery: number): keyof Mishaps | null {
  const { deliveries, consumers, plan, random } = world;
  const consumer = deliveries.consumer[delivery];
  const { mishaps } = consumerSpec(plan, consumers.group[consumer]);
  if (mishaps === undefined) return null;
  const drawn = random.next32(consumers.mishapStream[consumer]) / 4_294_967_296;
  const { diesBeforeWork, diesAfterEffect, fails } = mishaps;
  if (drawn < diesBeforeWork) return 'diesBeforeWork';
  if (drawn < diesBeforeWork + diesAfterEffect) {
    deliveries.flags[delivery] |= DeliveryFlag.willDie;
    return 'diesAfterEffect';
  }
  if (drawn >= diesBeforeWork + diesAfterEffect + fails) return null;
  deliveries.flags[delivery] |= DeliveryFlag.willFail;
  return 'fails';
}

/** The work on one message is over: its effect, then the verdict. */
export function workEnds(world: World, delivery: number): void {
  const { deliveries, consumers, groups } = world;
  const consumer = deliveries.consumer[delivery];
  const group = consumers.group[consumer];
  const copy = deliveries.copy[delivery];
  deliveries.handle[delivery] = NO_EVENT;
  if (world.plan.extendsLeases) stopExtending(world, delivery);
  noteWhatIsDown(world, delivery);
  const failure = whyItFails(world, delivery);
  if (failure === Rule.none) haveEffect(world, delivery, group);
  else {
    world.tallies.failedAttempts[consumers.queue[consumer]]++;
    deliveries.lastFact[delivery] = world.record(
      Fact.attemptFailed,
      world.messageNumber(copy),
      world.placeOf(consumer),
      deliveries.number[delivery],
      failure === Rule.dependencyDown
        ? deliveries.downFact[delivery]
        : deliveries.lastFact[delivery],
      failure,
    );
  }
  const earlyAck = DeliveryFlag.ackedEarly | DeliveryFlag.earlyAckOnWire;
  const isAckedEarly = (deliveries.flags[delivery] & earlyAck) !== 0;
  if (failure === Rule.none && consumers.armedAfterEffect[consumer] > 0) {
    consumers.armedAfterEffect[consumer]--;
    // Acked before the work, and the work is done: nothing of it is left to lose.
    if (isAckedEarly) finishEarlyAcked(world, delivery);
    crashConsumer(world, consumer, consumers.armedFact[consumer], Rule.processDied);
    return;
  }
  if (failure === Rule.none && (deliveries.flags[delivery] & DeliveryFlag.willDie) !== 0) {
    const cause = deliveries.lastFact[delivery];
    if (isAckedEarly) finishEarlyAcked(world, delivery);
    crashConsumer(world, consumer, cause, Rule.mishap);
    return;
  }
  if (failure === Rule.none && groups.idempotencyKey[group] === KeyMode.afterEffect)
    writeKeyAfterEffect(world, delivery);
  consumers.busy[consumer]--;
  if (isAckedEarly) {
    if (failure !== Rule.none) deliveries.flags[delivery] |= DeliveryFlag.failed;
    finishEarlyAcked(world, delivery);
  } else sendVerdict(world, delivery, failure === Rule.none);
  // Only now is it known whether there is more at hand: a lost ack takes away what it held.
  // Where threads are shared, others may have waited longer: who is next is seen when the event is over.
  if (world.plan.sharesThreads) world.wakeQueue(consumers.queue[consumer]);
  else beginWork(world, consumer);
  world.rest(consumer);
  if (consumers.state[consumer] === Consumer.removed) hangUp(world, consumer);
  else if (world.plan.receives) askIfIdle(world, consumer);
}

/** Why an attempt at this message fails, as a rule; Rule.none when it does not. */
function whyItFails({ copies, deliveries }: World, delivery: number): number {
  if (copies.flags[deliveries.copy[delivery]] & CopyFlag.poison) return Rule.poison;
  // What it needs must be up when the work begins and when it ends.
  if (deliveries.downFact[delivery] !== NO_FACT) return Rule.dependencyDown;
  return deliveries.flags[delivery] & DeliveryFlag.willFail ? Rule.mishap : Rule.none;
}

/** Notes that a service which the work needs is down. Where nothing is left to do, nothing is needed. */
function noteWhatIsDown(world: World, delivery: number): void {
  const { consumers, deliveries, services } = world;
  if ((deliveries.flags[delivery] & DeliveryFlag.suppressed) !== 0) return;
  const down = serviceThatIsDown(world, consumers.group[deliveries.consumer[delivery]]);
  if (down !== NO_NODE) deliveries.downFact[delivery] = services.lastFact[down];
}

/** A service that this group's work needs and that is down, or NO_NODE. */
export function serviceThatIsDown(world: World, group: number): number {
  for (const service of world.plan.needs[group]) {
    if (!world.services.isUp[service]) return service;
  }
  return NO_NODE;
}

/** The effect on the world outside: a charge, an e-mail. It cannot be taken back. */
function haveEffect(world: World, delivery: number, group: number): void {
  const { deliveries, copies, messages } = world;
  const copy = deliveries.copy[delivery];
  const order = messages.order[copies.message[copy]];
  const wasKnown = (deliveries.flags[delivery] & DeliveryFlag.suppressed) !== 0;
  const consumer = deliveries.consumer[delivery];
  const kind = countEffect(world, consumer, group, order, wasKnown);
  const fact = recordEffect(
    world,
    consumer,
    order,
    world.messageNumber(copy),
    deliveries.number[delivery],
    kind,
    deliveries.lastFact[delivery],
  );
  deliveries.lastFact[delivery] = fact;
  if (world.plan.writesLetters) noteEffect(world, copy, kind, fact);
  if (kind !== Fact.effectRepeated) return;
  world.guarantees.broke('duplicateEffect', copies.queue[copy], fact, world.messageNumber(copy));
}

/** A consumer that looks, acts and then writes it down does the last of the three now, as a step of its own. */
function writeKeyAfterEffect(world: World, delivery: number): void {
  const { deliveries, copies, messages } = world;
  if (deliveries.flags[delivery] & DeliveryFlag.suppressed) return;
  const copy = deliveries.copy[delivery];
  const order = messages.order[copies.message[copy]];
  const message = world.messageNumber(copy);
  writeKey(world, deliveries.consumer[delivery], order, message, deliveries.lastFact[delivery]);
}
