/**
 * byHand is what a person does in the place of a consumer: subscribe, fetch, acknowledge, reject, leave.
 *
 * A consumer by hand holds what it was sent until the person says what became of it. Its channel may
 * take from several queues; what is an error closes the channel, and brings back all that it held.
 */

import { NO_ROW } from '../kernel/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../trace/index.ts';
import {
  ChannelError,
  cancelArrival,
  channelError,
  closeChannel,
  consumerOf,
  emptyWindow,
  fillWindow,
  heldOn,
  unsubscribe,
} from './channels.ts';
import { takeOut } from './deadLettering.ts';
import { deliver } from './delivering.ts';
import { dropExpired, noteUse } from './expiring.ts';
import type { HandAct } from './Intervention.ts';
import { firstDeliverable } from './order/oneInFlight.ts';
import { takesPart } from './replicas/majority.ts';
import { isThere } from './routing.ts';
import { ack, ackCameTooLate, endDelivery, stopTimer, takeBack } from './settling.ts';
import { DeliveryFlag } from './tables.ts';
import { UNLIMITED, type World } from './World.ts';

type Act<Kind extends HandAct['kind']> = Extract<HandAct, { readonly kind: Kind }>;
/** What a consumer sends to the broker by hand. */
export type ConsumerHandAct = Act<
  'subscribe' | 'cancel' | 'get' | 'settle' | 'recover' | 'closeChannel'
>;

/** What a person did as a consumer of this group reaches the broker. */
export function handArrives(
  world: World,
  group: number,
  act: ConsumerHandAct,
  cause: number,
): void {
  const { plan, wires, consumers } = world;
  const consumer = consumerOf(world, group);
  const queue = consumers.queue[consumer];
  const hasNoWay = wires.isCut[plan.subscriptionOf[group]] === 1;
  if (hasNoWay || !world.isRunning(plan.brokerOf[queue])) return;
  switch (act.kind) {
    case 'subscribe':
      subscribe(world, consumer, act, cause);
      return;
    case 'cancel':
      if (consumers.connected[consumer]) unsubscribe(world, consumer, cause, Rule.person);
      return;
    case 'get':
      get(world, consumer, act, cause);
      return;
    case 'settle':
      settle(world, group, act, cause);
      return;
    case 'recover':
      recover(world, group, cause);
      return;
    case 'closeChannel':
      closeChannel(world, group, cause, Rule.connectionSeen, act.how === 'crash');
      return;
  }
}

// Subscribing

function subscribe(world: World, consumer: number, act: Act<'subscribe'>, cause: number): void {
  const { consumers, groups, policies } = world;
  const queue = consumers.queue[consumer];
  const group = consumers.group[consumer];
  if (!isThere(world, queue)) {
    channelError(world, group, ChannelError.notFound, cause, Rule.noSuchQueue);
    return;
  }
  if (isKeptOut(world, queue, act.exclusive)) {
    channelError(world, group, ChannelError.refused, cause, Rule.exclusive);
    return;
  }
  if (policies.resumesWindow[queue] === 1) fillWindow(world, consumer);
  else emptyWindow(world, consumer);
  const cap = policies.prefetchCap[queue];
  const unlimited = act.ack === 'onSend' || cap === 0 ? UNLIMITED : Math.min(cap, UNLIMITED);
  const isUnlimited = act.prefetchLimit === Number.POSITIVE_INFINITY;
  groups.prefetchLimit[group] = isUnlimited ? unlimited : act.prefetchLimit;
  groups.ackOnSend[group] = act.ack === 'onSend' ? 1 : 0;
  consumers.connected[consumer] = 1;
  consumers.priority[consumer] = act.priority;
  consumers.isExclusive[consumer] = act.exclusive ? 1 : 0;
  consumers.isInTurn[consumer] = 0;
  consumers.subscribedAt[consumer] = ++policies.turnCounter[queue];
  consumers.lastFact[consumer] = world.record(
    Fact.subscribed,
    NO_MESSAGE,
    world.placeOf(consumer),
    isUnlimited ? 0 : act.prefetchLimit,
    cause,
    Rule.person,
  );
  noteUse(world, queue);
  world.wakeQueue(queue);
}

/** Another consumer is there and wants to be alone, or is there where one wants to be alone. */
function isKeptOut({ consumers }: World, queue: number, wantsToBeAlone: boolean): boolean {
  for (let other = 0; other < consumers.rows; other++) {
    const isHere = consumers.queue[other] === queue && consumers.connected[other] === 1;
    if (isHere && (wantsToBeAlone || consumers.isExclusive[other] === 1)) return true;
  }
  return false;
}

function get(world: World, consumer: number, act: Act<'get'>, cause: number): void {
  const { consumers, deliveries, groups, policies, queues } = world;
  const queue = consumers.queue[consumer];
  const group = consumers.group[consumer];
  if (!isThere(world, queue)) {
    channelError(world, group, ChannelError.notFound, cause, Rule.noSuchQueue);
    return;
  }
  if (policies.singleActive[queue] === 1 && policies.getBesideSingleActive[queue] === 0) {
    channelError(world, group, ChannelError.locked, cause, Rule.singleActive);
    return;
  }
  noteUse(world, queue);
  const standsStill = world.replicas.hasQueues && !takesPart(world, queue);
  if (queues.hasPolicy[queue] === 1 && !standsStill) dropExpired(world, queue, false);
  const copy = standsStill ? NO_ROW : firstDeliverable(world, queue);
  if (copy === NO_ROW) {
    const why = standsStill ? Rule.noMajority : Rule.get;
    world.record(Fact.foundEmpty, NO_MESSAGE, world.placeOf(consumer), 0, cause, why);
    return;
  }
  const subscribedAck = groups.ackOnSend[group];
  groups.ackOnSend[group] = act.ack === 'onSend' ? 1 : 0;
  const delivery = deliver(world, copy, consumer, Rule.get);
  groups.ackOnSend[group] = subscribedAck;
  deliveries.flags[delivery] |= DeliveryFlag.outsideWindow | DeliveryFlag.fetched;
  consumers.outsideWindow[consumer]++;
  world.wakeQueue(queue);
}

// Settling

function settle(world: World, group: number, act: Act<'settle'>, cause: number): void {
  const { copies, deliveries, tallies } = world;
  const held = heldOn(world, group);
  const numbers = held.map((delivery) => world.messageNumber(deliveries.copy[delivery]));
  const at = act.message === null ? Math.min(0, held.length - 1) : numbers.lastIndexOf(act.message);
  if (at < 0) {
    // Settled already, or never had.
    channelError(world, group, ChannelError.precondition, cause, Rule.unknownDelivery);
    return;
  }
  const back = new ReturnOrder();
  for (const delivery of act.multiple ? held.slice(0, at + 1) : [held[at]]) {
    const copy = deliveries.copy[delivery];
    if (copies.delivery[copy] !== delivery) ackCameTooLate(world, delivery, Rule.queueDeleted);
    else if (act.verdict === 'ack') ack(world, copy, delivery, Rule.ackAfterWork);
    else {
      tallies.nacks[copies.queue[copy]]++;
      copies.delivery[copy] = NO_ROW;
      stopTimer(world, copy);
      const rule = act.verdict === 'reject' ? Rule.reject : Rule.nack;
      if (act.requeue) back.take(world, copy, cause, rule);
      else takeOut(world, copy, cause, Rule.nackDiscard);
    }
    cancelArrival(world, delivery);
    endDelivery(world, delivery);
  }
}

/** Copies that return together keep their order, in each of the queues that they return to. */
class ReturnOrder {
  private readonly last = new Map<number, number>();

  take(world: World, copy: number, cause: number, rule: number): void {
    const queue = world.copies.queue[copy];
    const before = this.last.get(queue) ?? NO_ROW;
    this.last.set(queue, takeBack(world, copy, cause, rule, before));
  }
}

function recover(world: World, group: number, cause: number): void {
  const { copies, deliveries, tallies } = world;
  const back = new ReturnOrder();
  for (const delivery of heldOn(world, group)) {
    const copy = deliveries.copy[delivery];
    if (copies.delivery[copy] === delivery) {
      tallies.nacks[copies.queue[copy]]++;
      copies.delivery[copy] = NO_ROW;
      stopTimer(world, copy);
      back.take(world, copy, cause, Rule.recover);
    }
    cancelArrival(world, delivery);
    endDelivery(world, delivery);
  }
}
