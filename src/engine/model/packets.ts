/** packets are what is on a wire now: read from what is due to arrive, for whoever draws the system. */
import { forEachHeld } from './alarms/holding.ts';
import { Event } from './eventKinds.ts';
import { isAboutSomething } from './extending.ts';
import { LogEvent } from './log/logEvents.ts';
import type { World } from './World.ts';

/** What travels: towards the wire's `to` end, or (from `confirm` on where it says so) back. */
export const Packet = {
  /** Row: the message. */
  publish: 0,
  /** Row: the message. Goes back to the publisher; it may also say no. */
  confirm: 1,
  /** Row: the delivery. */
  delivery: 2,
  /** Row: the delivery. Goes back to the queue, as the three after it do to where they came from. */
  ack: 3,
  nack: 4,
  /** Row: the consumer. The news that its connection is closed. */
  closing: 5,
  /** Row: the call. */
  call: 6,
  /** Row: the call. */
  answer: 7,
  /** Row: the read. A record on its way to a member of a group. */
  record: 8,
  /** Row: the answer. What a member says to its group: an ack, a commit, that it joins or leaves. */
  memberAnswer: 9,
  /** Row: the delivery. Its consumer asks for more time. */
  extension: 10,
  /** Row: the message. It has come to a broker that reads nothing from publishers. */
  heldBack: 11,
  /** Row: the consumer. Its call for messages. */
  receive: 12,
  /** Row: the consumer. The answer that there are none. */
  nothing: 13,
} as const;

/** The wire on which this event is the arrival of a packet; -1: it is none that could get lost. */
export function wireOfPacket(world: World, kind: number, a: number): number {
  const { messages, deliveries, consumers, calls, plan, receivers, logs } = world;
  switch (kind) {
    case LogEvent.recordArrives:
      return plan.subscriptionOf[consumers.group[logs.reads.consumer[a]]];
    case LogEvent.answerComes:
      return plan.subscriptionOf[consumers.group[logs.answers.consumer[a]]];
    case Event.publishArrives:
    case Event.confirmArrives:
      return messages.wire[a];
    case Event.deliveryArrives:
    case Event.ackArrives:
    case Event.nackArrives:
    case Event.extensionArrives:
      return plan.subscriptionOf[consumers.group[deliveries.consumer[a]]];
    case Event.receiveAnswered:
      // An answer with messages is these messages.
      if (receivers.got[a] > 0) return -1;
      return plan.subscriptionOf[consumers.group[a]];
    case Event.receiveArrives:
      return plan.subscriptionOf[consumers.group[a]];
    case Event.callArrives:
    case Event.answerArrives:
      return calls.wire[a];
    default:
      return -1;
  }
}

/** Visits each packet on a wire, in no particular order, with the time until it arrives. */
export function forEachPacket(
  world: World,
  visit: (kind: number, wire: number, row: number, leftUs: number) => void,
): void {
  const { messages, deliveries, consumers, calls, plan, receivers, logs, nowUs } = world;
  const subscription = (consumer: number): number => plan.subscriptionOf[consumers.group[consumer]];
  if (world.hasAlarms)
    for (const broker of world.alarms.brokers)
      forEachHeld(world, broker, (message) =>
        visit(Packet.heldBack, messages.wire[message], message, 0),
      );
  world.agenda.forEachPending((dueUs, kind, a, b) => {
    const leftUs = dueUs - nowUs;
    switch (kind) {
      case Event.publishArrives:
        visit(Packet.publish, messages.wire[a], a, leftUs);
        return;
      case Event.confirmArrives:
        visit(Packet.confirm, messages.wire[a], a, leftUs);
        return;
      case Event.deliveryArrives:
        visit(Packet.delivery, subscription(deliveries.consumer[a]), a, leftUs);
        return;
      case Event.ackArrives:
        visit(Packet.ack, subscription(deliveries.consumer[a]), a, leftUs);
        return;
      case Event.nackArrives:
        visit(Packet.nack, subscription(deliveries.consumer[a]), a, leftUs);
        return;
      case Event.extensionArrives:
        if (isAboutSomething(world, a, b))
          visit(Packet.extension, subscription(deliveries.consumer[a]), a, leftUs);
        return;
      case Event.receiveArrives:
        visit(Packet.receive, subscription(a), a, leftUs);
        return;
      case Event.receiveAnswered:
        if (receivers.got[a] === 0) visit(Packet.nothing, subscription(a), a, leftUs);
        return;
      case Event.connectionClosed:
        visit(Packet.closing, subscription(a), a, leftUs);
        return;
      case Event.callArrives:
        visit(Packet.call, calls.wire[a], a, leftUs);
        return;
      case Event.answerArrives:
        visit(Packet.answer, calls.wire[a], a, leftUs);
        return;
      case LogEvent.recordArrives:
        visit(Packet.record, subscription(logs.reads.consumer[a]), a, leftUs);
        return;
      case LogEvent.answerComes:
        visit(Packet.memberAnswer, subscription(logs.answers.consumer[a]), a, leftUs);
        return;
    }
  });
}

/** Visits each copy that waits for a delay to be over, with the time until then. */
export function forEachDelay(world: World, visit: (copy: number, leftUs: number) => void): void {
  world.agenda.forEachPending((dueUs, kind, a) => {
    if (kind === Event.delayEnds) visit(a, dueUs - world.nowUs);
  });
}

/** Visits each lease that runs, also one whose consumer is gone, with the time until it ends. */
export function forEachLease(world: World, visit: (copy: number, leftUs: number) => void): void {
  world.agenda.forEachPending((dueUs, kind, a) => {
    if (kind === Event.leaseEnds) visit(a, dueUs - world.nowUs);
  });
}
