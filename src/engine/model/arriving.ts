/** arriving is when orders come: by the producer's process, in its open windows, faster in a spike. */
import { drawDuration, endOf, meanUs, NO_EVENT, NO_ROW } from '../kernel/index.ts';
import { Fact, NO_FACT, Rule } from '../trace/index.ts';
import { call } from './calling.ts';
import { producerCommits } from './committing/committing.ts';
import { Class, Event } from './eventKinds.ts';
import { isProducerDown } from './outages.ts';
import { producerSpec } from './Plan.ts';
import { turnAway } from './producing.ts';
import { publish } from './publishing.ts';
import type { World } from './World.ts';

/** Schedules each producer's first order. */
export function openForOrders(world: World): void {
  world.plan.nodes.forEach((node, producer) => {
    if (node.kind !== 'producer') return;
    const { gap, atUs, fromUs } = node.arrivals;
    const firstUs = gap === null ? atUs[0] : endOf(fromUs, 0, node.arrivals.onOff);
    if (firstUs === undefined || node.arrivals.count < 1) return;
    world.publishers.anchorUs[producer] = firstUs;
    schedule(world, producer, firstUs);
  });
}

export function orderDue(world: World, producer: number): void {
  const { publishers, plan, tallies } = world;
  publishers.due[producer] = NO_EVENT;
  const placed = ++publishers.placed[producer];
  const order = ordersPlaced(world);
  scheduleNext(world, producer);
  const wire = plan.wiresFrom[producer][0];
  const isPoison = plan.poison[producer].has(placed);
  if (isProducerDown(world, producer)) {
    turnAway(world, producer, order);
    return;
  }
  if (world.commits.commits(producer)) {
    producerCommits(world, producer, wire, order, isPoison, NO_FACT);
    return;
  }
  if (plan.kinds[plan.wireTo[wire]] !== 'service') {
    publish(world, producer, wire, order, isPoison, NO_FACT);
    return;
  }
  tallies.offered[producer]++;
  const fact = world.record(Fact.offered, order, producer, 0, NO_FACT, Rule.arrivalProcess);
  call(world, wire, order, NO_ROW, fact);
}

/** A person has one order more for this producer, beside those of its process. Returns its number. */
export function placeByHand(world: World, producer: number): number {
  world.publishers.placedByHand[producer]++;
  return ordersPlaced(world);
}

/**
 * Orders placed by all producers: the number of the latest. Two producers never place the same order,
 * so a ledger that counts by order does not take one for the other.
 */
function ordersPlaced(world: World): number {
  const { placed, placedByHand } = world.publishers;
  let orders = 0;
  for (const node of world.plan.producerNodes) orders += placed[node] + placedByHand[node];
  return orders;
}

function scheduleNext(world: World, producer: number): void {
  const { publishers, plan, random } = world;
  const { gap, atUs, count, onOff } = producerSpec(plan, producer).arrivals;
  const placed = publishers.placed[producer];
  if (placed >= count) return;
  if (gap === null) {
    if (placed < atUs.length) schedule(world, producer, atUs[placed]);
    return;
  }
  // A knob replaces the mean and keeps the shape.
  const turned = publishers.gapUs[producer];
  if (gap.kind === 'constant') {
    // Counted from the anchor: 120 orders a second are 7,200 a minute, although 1/120 s is no whole µs.
    const gapUs = (turned > 0 ? turned : gap.meanUs) / publishers.factor[producer];
    const sinceAnchor = placed - publishers.anchorIndex[producer];
    const openUs = Math.floor(sinceAnchor * gapUs + 0.5);
    schedule(world, producer, endOf(publishers.anchorUs[producer], openUs, onOff));
    return;
  }
  const stretch = (turned > 0 ? turned / meanUs(gap) : 1) / publishers.factor[producer];
  const gapUs = drawDuration(gap, placed - 1, stretch, random, publishers.stream[producer]);
  schedule(world, producer, endOf(world.nowUs, gapUs, onOff));
}

function schedule(world: World, producer: number, atUs: number): void {
  const { publishers, agenda } = world;
  publishers.dueAtUs[producer] = atUs;
  publishers.due[producer] = agenda.schedule(atUs, Class.offer, Event.orderDue, producer);
}

/**
 * The rate changes now: the wait for the next order shrinks or stretches by as much, as if time itself
 * ran faster for this producer. Nobody's draw changes. Orders at listed times come at those times.
 */
export function changePace(world: World, producer: number, faster: number): void {
  const { publishers, agenda, plan } = world;
  const { gap, onOff } = producerSpec(plan, producer).arrivals;
  if (gap === null || publishers.due[producer] === NO_EVENT) return;
  const leftUs = publishers.dueAtUs[producer] - world.nowUs;
  agenda.cancel(publishers.due[producer]);
  // An order that would now fall into a shut window waits for the next opening.
  const dueUs = endOf(world.nowUs + Math.floor(leftUs / faster + 0.5), 0, onOff);
  publishers.anchorUs[producer] = dueUs;
  publishers.anchorIndex[producer] = publishers.placed[producer];
  schedule(world, producer, dueUs);
}
