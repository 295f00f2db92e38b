/** whyNotDone is why a message that is not ready is not done: it travels, it waits, somebody has it. */
import {
  Alarm,
  Copy,
  Delivering,
  DeliveryFlag,
  Fact,
  forEachHeld,
  forEachPacket,
  MessageFlag,
  NO_EVENT,
  NO_FACT,
  NO_NODE,
  NO_ROW,
  Packet,
  Rule,
  type World,
} from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import { name, the } from './names.ts';
import type { Past, Reason } from './Reason.ts';
import { messagePart, say } from './Sentence.ts';
import { firstInHand, whatOccupies } from './whatOccupies.ts';
import { brokerDown, NOBODY_KNOWS, whyHeldUp } from './whyHeldUp.ts';
import { time } from './words.ts';

/** Why this copy is where it is, and not further. Copies that are done or gone have no such reason. */
export function whyNotDone(c: Chronicle, copy: number): Reason | Past {
  switch (c.world.copies.state[copy]) {
    case Copy.inTransit:
      return whyNotThere(c, copy);
    case Copy.ready:
      return whyHeldUp(c, copy);
    case Copy.delayed:
      return whyDelayed(c, copy);
    default:
      return whyUnacked(c, copy);
  }
}

function whyNotThere(c: Chronicle, copy: number): Reason | Past {
  const { world } = c;
  const { copies, messages, plan } = world;
  const message = copies.message[copy] ?? NO_ROW;
  const queue = copies.queue[copy] ?? NO_NODE;
  const arrivesUs = arrivalOf(world, message);
  if (arrivesUs !== null)
    return {
      clause: say`it is on its way to ${the(world, queue)} until ${time(arrivesUs)}`,
      rule: Rule.publish,
    };
  const down = brokerDown(c, queue);
  if (down !== null) return down;
  const held = atTheDoor(c, copy);
  if (held !== null) return held;
  const producer = name(world, messages.publisher[message] ?? NO_NODE);
  const timer = messages.timer[message] ?? NO_EVENT;
  const past = latestWhy(c, message);
  if (timer === NO_EVENT) {
    // The broker has answered, or is about to: what it answers is on the wire.
    return {
      clause: say`the answer of ${the(world, plan.brokerOf[queue] ?? queue)} is on its way to ${producer}`,
      rule: Rule.producerKeepsIt,
      behind: past,
    };
  }
  return {
    clause: say`${producer} has no confirm and waits until ${time(world.agenda.dueUs(timer))}`,
    rule: Rule.resend,
    behind: past,
  };
}

/** It has come to a broker that reads nothing from publishers. */
function atTheDoor({ world }: Chronicle, copy: number): Reason | null {
  const { alarms } = world.alarms;
  const broker = world.plan.brokerOf[world.copies.queue[copy] ?? NO_NODE] ?? NO_NODE;
  let isHeld = false;
  if (broker !== NO_NODE)
    forEachHeld(world, broker, (message) => {
      isHeld ||= message === world.copies.message[copy];
    });
  if (!isHeld) return null;
  const raised = alarms.raised[broker] ?? 0;
  return {
    clause: say`it waits at the door of ${name(world, broker)}, which reads nothing from publishers`,
    rule: (raised & Alarm.memory) === 0 ? Rule.diskAlarm : Rule.memoryAlarm,
    behind: { past: alarms.raisedFact[broker] ?? NO_FACT },
  };
}

/** When the next publish of a message arrives, or null. */
function arrivalOf(world: World, message: number): number | null {
  let leftUs: number | null = null;
  forEachPacket(world, (kind, _, row, left) => {
    if (kind === Packet.publish && row === message && (leftUs === null || left < leftUs))
      leftUs = left;
  });
  return leftUs === null ? null : world.nowUs + leftUs;
}

const lateKinds: ReadonlySet<number> = new Set([
  Fact.packetLost,
  Fact.confirmTimedOut,
  Fact.confirmLost,
  Fact.forgotten,
]);

/** What went wrong with it last. */
function latestWhy(c: Chronicle, message: number): { past: number } | null {
  const number = c.world.messages.number[message] ?? 0;
  const fact = c.messages.latestOf(number, lateKinds, c.length);
  return fact === NO_FACT ? null : { past: fact };
}

function whyDelayed(c: Chronicle, copy: number): Reason {
  const { agenda, copies } = c.world;
  const timer = copies.timer[copy] ?? NO_EVENT;
  const until = timer === NO_EVENT ? '' : ` until ${time(agenda.dueUs(timer))}`;
  const failed = c.messages.latestOf(c.world.messageNumber(copy), failing, c.length);
  return {
    clause: say`it waits out its backoff${until}`,
    rule: Rule.backoff,
    behind: failed === NO_FACT ? null : { past: failed },
  };
}

const failing: ReadonlySet<number> = new Set([Fact.attemptFailed]);

function whyUnacked(c: Chronicle, copy: number): Reason | Past {
  const { world } = c;
  const { consumers, copies, deliveries } = world;
  const delivery = copies.delivery[copy] ?? NO_ROW;
  if (delivery === NO_ROW) return nobodyHasIt(c, copy);
  const consumer = deliveries.consumer[delivery] ?? NO_ROW;
  const who = name(world, world.placeOf(consumer));
  const fact = deliveries.lastFact[delivery] ?? NO_FACT;
  if (!world.isAlive(consumer) && deliveries.state[delivery] !== Delivering.settling) {
    const crash = c.turns.before(world.placeOf(consumer), c.length);
    return {
      clause: say`${who} is gone with it, and the broker does not know yet`,
      rule: Rule.connectionSeen,
      behind: crash === NO_FACT ? null : { past: crash },
    };
  }
  switch (deliveries.state[delivery]) {
    case Delivering.onWire: {
      const handle = deliveries.handle[delivery] ?? NO_EVENT;
      const until = handle === NO_EVENT ? '' : ` until ${time(world.agenda.dueUs(handle))}`;
      return { clause: say`it is on its way to ${who}${until}`, rule: Rule.roundRobin, fact };
    }
    case Delivering.working:
      return workedOn(c, delivery);
    case Delivering.settling:
      return { clause: say`the answer of ${who} is on its way`, rule: Rule.ackAfterWork, fact };
    case Delivering.gone: {
      const loss = c.messages.latestOf(world.messageNumber(copy), losses, c.length);
      return {
        clause: say`the broker does not know yet that it heard nothing of ${who}`,
        rule: Rule.heartbeat,
        behind: loss === NO_FACT ? null : { past: loss },
      };
    }
    default:
      return held(c, consumers.group[consumer] ?? NO_NODE, consumer, delivery);
  }
}

const losses: ReadonlySet<number> = new Set([Fact.ackLost, Fact.packetLost]);

function workedOn(c: Chronicle, delivery: number): Reason {
  const { world } = c;
  const { deliveries, copies } = world;
  const who = name(world, world.placeOf(deliveries.consumer[delivery] ?? NO_ROW));
  const copy = deliveries.copy[delivery] ?? NO_ROW;
  const isSkipped = ((deliveries.flags[delivery] ?? 0) & DeliveryFlag.suppressed) !== 0;
  const failed = c.messages.latestOf(world.messageNumber(copy), failing, c.length);
  const isEarly = copies.state[copy] === Copy.handedOver;
  return {
    clause: say`${who} is ${isSkipped ? 'looking up its key' : 'working on it'} until ${time(deliveries.endsAtUs[delivery] ?? 0)}`,
    rule: isEarly ? Rule.ackBeforeWork : Rule.ackAfterWork,
    fact: deliveries.lastFact[delivery] ?? NO_FACT,
    behind: failed === NO_FACT ? null : { past: failed },
  };
}

/** Its consumer has it and has not begun. */
function held(c: Chronicle, group: number, consumer: number, delivery: number): Reason {
  const { world } = c;
  const { deliveries } = world;
  const who = name(world, world.placeOf(consumer));
  const fact = deliveries.lastFact[delivery] ?? NO_FACT;
  if (world.isByHand(group))
    return {
      clause: say`${who} has not said what became of it`,
      rule: Rule.ackAfterWork,
      fact,
    };
  const first = firstInHand(world, consumer);
  if (first === NO_ROW || first === delivery || deliveries.state[first] !== Delivering.working)
    return {
      clause: say`${who} has not come to it yet`,
      rule: world.plan.sharesThreads ? Rule.threadPool : Rule.work,
      fact,
    };
  return {
    clause: say`${who} has begun ${messagePart(world.messageNumber(deliveries.copy[first] ?? NO_ROW))} before it`,
    rule: Rule.work,
    fact,
    behind: whatOccupies(c, first),
  };
}

/** Unacked, and nobody has it any more: only the end of its lease frees it. */
function nobodyHasIt(c: Chronicle, copy: number): Reason | Past {
  const { world } = c;
  const { agenda, copies } = world;
  const timer = copies.timer[copy] ?? NO_EVENT;
  if (timer === NO_EVENT) return { clause: NOBODY_KNOWS, rule: Rule.none };
  const number = world.messageNumber(copy);
  const loss = c.messages.latestOf(number, losses, c.length);
  const delivery = c.messages.latestOf(number, deliveryKinds, c.length);
  const crash =
    delivery === NO_FACT
      ? NO_FACT
      : c.turns.firstBetween(c.trace.place(delivery), Fact.consumerCrashed, delivery, c.length);
  const past = Math.max(loss > delivery ? loss : NO_FACT, crash);
  return {
    clause: say`it is leased until ${time(agenda.dueUs(timer))}`,
    rule: Rule.leaseTimer,
    behind: past === NO_FACT ? null : { past },
  };
}

const deliveryKinds: ReadonlySet<number> = new Set([Fact.delivered, Fact.redelivered]);

/** Whether its producer still has it and waits for the confirm. */
export function isWithProducer({ messages }: World, message: number): boolean {
  return ((messages.flags[message] ?? 0) & MessageFlag.waiting) !== 0;
}
