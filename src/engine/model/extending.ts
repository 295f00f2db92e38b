/**
 * extending is how a consumer keeps a message beyond its lease: while it works it asks for the lease anew,
 * every so often. A consumer that dies asks no more, and the message comes back a lease later.
 *
 * A request travels to the broker as an ack does. What it asks for is the whole lease, from the moment at
 * which the broker gets it; one that would take the lease beyond its longest time is refused, as Amazon
 * SQS does, and changes nothing. Whoever is refused does not ask again.
 */
import { NO_EVENT } from '../kernel/index.ts';
import { Copy } from '../lifecycles/index.ts';
import { Fact, Rule } from '../trace/index.ts';
import { Class, Event } from './eventKinds.ts';
import { consumerSpec } from './Plan.ts';
import { DeliveryFlag } from './tables.ts';
import type { World } from './World.ts';
import { arrivalUs, whyVanished } from './wires.ts';

/** A consumer has begun its work on a delivery. */
export function beginExtending(world: World, delivery: number): void {
  const { consumers, deliveries, extensions, plan, queues } = world;
  const consumer = deliveries.consumer[delivery];
  const everyUs = consumerSpec(plan, consumers.group[consumer]).extendLeaseEveryUs ?? 0;
  const isAcked = DeliveryFlag.ackedEarly | DeliveryFlag.earlyAckOnWire;
  if (everyUs === 0 || queues.leaseUs[consumers.queue[consumer]] === 0) return;
  // What it has acked is its own.
  if ((deliveries.flags[delivery] & isAcked) !== 0) return;
  extensions.begin(delivery, deliveries.lastFact[delivery]);
  askLater(world, delivery, everyUs);
}

function askLater(world: World, delivery: number, inUs: number): void {
  const { agenda, extensions, nowUs } = world;
  extensions.due[delivery] = agenda.schedule(
    nowUs + inUs,
    Class.settle,
    Event.extensionDue,
    delivery,
  );
}

/** The consumer asks for more time, and will ask again. */
export function extensionDue(world: World, delivery: number): void {
  const { agenda, consumers, deliveries, extensions, plan } = world;
  const group = consumers.group[deliveries.consumer[delivery]];
  const wire = plan.subscriptionOf[group];
  agenda.schedule(
    arrivalUs(world, wire),
    Class.settle,
    Event.extensionArrives,
    delivery,
    extensions.began[delivery],
  );
  askLater(world, delivery, consumerSpec(plan, group).extendLeaseEveryUs ?? 0);
}

/** The consumer is done with a delivery, or dead: it asks no more. What has left is on its way. */
export function stopExtending({ agenda, extensions }: World, delivery: number): void {
  if (!extensions.has(delivery) || extensions.due[delivery] === NO_EVENT) return;
  agenda.cancel(extensions.due[delivery]);
  extensions.due[delivery] = NO_EVENT;
}

/** A delivery is over for both sides: a request that is still on the wire is about nothing. */
export function forgetExtending(world: World, delivery: number): void {
  if (!world.extensions.has(delivery)) return;
  stopExtending(world, delivery);
  world.extensions.clear(delivery);
}

/** A request for more time, made after the work had begun by this fact, reaches the broker. */
export function extensionArrives(world: World, delivery: number, began: number): void {
  const { agenda, copies, consumers, deliveries, extensions, plan, queues } = world;
  if (!isAboutSomething(world, delivery, began)) return;
  const consumer = deliveries.consumer[delivery];
  const queue = consumers.queue[consumer];
  const why = world.isRunning(plan.brokerOf[queue])
    ? whyVanished(world, plan.subscriptionOf[consumers.group[consumer]])
    : Rule.brokerUnreachable;
  if (why !== Rule.none) {
    record(world, Fact.extensionLost, delivery, why);
    return;
  }
  const copy = deliveries.copy[delivery];
  const isLive = copies.delivery[copy] === delivery && copies.state[copy] === Copy.unacked;
  const endUs = world.nowUs + queues.leaseUs[queue];
  if (!isLive || copies.timer[copy] === NO_EVENT) refuse(world, delivery, Rule.staleReceipt);
  else if (endUs > deliveries.sentAtUs[delivery] + world.leaseCaps.maxUs[queue])
    refuse(world, delivery, Rule.leaseCap);
  else {
    agenda.cancel(copies.timer[copy]);
    copies.timer[copy] = agenda.schedule(endUs, Class.lease, Event.leaseEnds, copy);
    extensions.grantedAtUs[delivery] = world.nowUs;
    copies.lastFact[copy] = world.record(
      Fact.leaseExtended,
      world.messageNumber(copy),
      queue,
      deliveries.number[delivery],
      deliveries.lastFact[delivery],
      Rule.extendLease,
    );
  }
}

/** Whether a request on the wire is about a delivery that is still open. */
export function isAboutSomething({ extensions }: World, delivery: number, began: number): boolean {
  return extensions.has(delivery) && extensions.began[delivery] === began;
}

/** When the lease of a delivery began, or began anew. */
export function leaseSinceUs({ deliveries, extensions }: World, delivery: number): number {
  return extensions.has(delivery) && extensions.grantedAtUs[delivery] > 0
    ? extensions.grantedAtUs[delivery]
    : deliveries.sentAtUs[delivery];
}

function refuse(world: World, delivery: number, rule: number): void {
  record(world, Fact.extensionRefused, delivery, rule);
  stopExtending(world, delivery);
}

function record(world: World, kind: number, delivery: number, rule: number): void {
  const { deliveries } = world;
  world.record(
    kind,
    world.messageNumber(deliveries.copy[delivery]),
    world.placeOf(deliveries.consumer[delivery]),
    deliveries.number[delivery],
    deliveries.lastFact[delivery],
    rule,
  );
}
