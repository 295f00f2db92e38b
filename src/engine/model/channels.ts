/**
 * channels are what consumers by hand talk to their broker on: what they hold, and what becomes of it
 * when the channel closes. One channel may take from several queues.
 */
import { NO_EVENT, NO_ROW } from '../kernel/index.ts';
import { Copy, CopyDoes } from '../lifecycles/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../trace/index.ts';
import { noteUse } from './expiring.ts';
import { endDelivery, stopTimer, takeBack } from './settling.ts';
import { forgetRecord, lose } from './storing.ts';
import { DeliveryFlag } from './tables.ts';
import type { World } from './World.ts';

/** Codes of channel errors, as AMQP 0-9-1 has them. */
export const ChannelError = {
  refused: 403,
  notFound: 404,
  locked: 405,
  precondition: 406,
} as const;

/** A group by hand has one consumer. */
export function consumerOf({ consumers }: World, group: number): number {
  for (let row = 0; row < consumers.rows; row++) if (consumers.group[row] === group) return row;
  return NO_ROW;
}

/** No more is sent to it; what it holds it goes on holding, outside the window of a later subscription. */
export function unsubscribe(world: World, consumer: number, cause: number, rule: number): void {
  const { consumers } = world;
  const queue = consumers.queue[consumer];
  consumers.connected[consumer] = consumers.isExclusive[consumer] = 0;
  consumers.isInTurn[consumer] = 0;
  emptyWindow(world, consumer);
  consumers.lastFact[consumer] = world.record(
    Fact.unsubscribed,
    NO_MESSAGE,
    world.placeOf(consumer),
    consumers.window[consumer],
    cause,
    rule,
  );
  noteUse(world, queue);
  world.wakeQueue(queue);
}

/** What it holds takes no place in the window of a later subscription. */
export function emptyWindow({ consumers, deliveries }: World, consumer: number): void {
  consumers.outsideWindow[consumer] = consumers.window[consumer];
  let delivery = consumers.firstDelivery[consumer];
  for (; delivery !== NO_ROW; delivery = deliveries.next[delivery])
    deliveries.flags[delivery] |= DeliveryFlag.outsideWindow;
}

/** What it holds and did not fetch counts towards the prefetch limit again. */
export function fillWindow({ consumers, deliveries }: World, consumer: number): void {
  let fetched = 0;
  let delivery = consumers.firstDelivery[consumer];
  for (; delivery !== NO_ROW; delivery = deliveries.next[delivery]) {
    if (deliveries.flags[delivery] & DeliveryFlag.fetched) fetched++;
    else deliveries.flags[delivery] &= ~DeliveryFlag.outsideWindow;
  }
  consumers.outsideWindow[consumer] = fetched;
}

/** What a channel holds and has not settled, in the order in which it was sent. */
export function heldOn(world: World, group: number): number[] {
  const { consumers, deliveries, plan } = world;
  const held: number[] = [];
  for (const other of plan.channelOf[group]) {
    const consumer = consumerOf(world, other);
    let delivery = consumers.firstDelivery[consumer];
    for (; delivery !== NO_ROW; delivery = deliveries.next[delivery]) {
      if ((deliveries.flags[delivery] & DeliveryFlag.ackedEarly) === 0) held.push(delivery);
    }
  }
  // The fact of the delivery is its tag on the channel: later ones have higher numbers.
  return held.sort((a, b) => deliveries.lastFact[a] - deliveries.lastFact[b]);
}

export function channelError(
  world: World,
  group: number,
  code: number,
  cause: number,
  rule: number,
): void {
  const place = world.placeOf(consumerOf(world, group));
  const fact = world.record(Fact.channelClosed, NO_MESSAGE, place, code, cause, rule);
  closeChannel(world, group, fact, rule, false);
}

/**
 * The broker sees a channel close and takes back all that was unacked on it. What it had acked as it
 * sent it is with the consumer: done, or gone with its process.
 */
export function closeChannel(
  world: World,
  group: number,
  cause: number,
  rule: number,
  isCrash: boolean,
): void {
  const { consumers, copies, deliveries, plan, tallies } = world;
  for (const other of plan.channelOf[group]) {
    const consumer = consumerOf(world, other);
    if (consumers.connected[consumer] === 0 && consumers.window[consumer] === 0) continue;
    const queue = consumers.queue[consumer];
    const fact = world.record(
      Fact.connectionClosed,
      NO_MESSAGE,
      world.placeOf(consumer),
      consumers.window[consumer],
      cause,
      rule,
    );
    consumers.lastFact[consumer] = fact;
    consumers.connected[consumer] = consumers.isExclusive[consumer] = 0;
    consumers.isInTurn[consumer] = 0;
    let before = NO_ROW;
    for (let delivery = consumers.firstDelivery[consumer]; delivery !== NO_ROW; ) {
      const next = deliveries.next[delivery];
      const copy = deliveries.copy[delivery];
      if (copies.delivery[copy] === delivery) {
        copies.delivery[copy] = NO_ROW;
        if (copies.state[copy] === Copy.unacked) {
          stopTimer(world, copy);
          tallies.takenBack[queue]++;
          before = takeBack(world, copy, fact, Rule.noAck, before);
        } else finishHandedOver(world, copy, fact, isCrash);
      }
      cancelArrival(world, delivery);
      endDelivery(world, delivery);
      delivery = next;
    }
    noteUse(world, queue);
  }
}

function finishHandedOver(world: World, copy: number, cause: number, isCrash: boolean): void {
  if (isCrash) lose(world, copy, cause, Rule.ackOnSend);
  else {
    world.advance(copy, CopyDoes.FINISH);
    forgetRecord(world, copy);
  }
}

export function cancelArrival({ deliveries, agenda }: World, delivery: number): void {
  if (deliveries.handle[delivery] === NO_EVENT) return;
  agenda.cancel(deliveries.handle[delivery]);
  deliveries.handle[delivery] = NO_EVENT;
}

/** The queue is gone: its consumers by hand are told, and hold what nobody will ask them for. */
export function loseQueue(world: World, queue: number, cause: number): void {
  const { consumers } = world;
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    if (consumers.queue[consumer] !== queue || consumers.connected[consumer] === 0) continue;
    unsubscribe(world, consumer, cause, Rule.queueDeleted);
  }
}
