/**
 * causeOf is the earlier fact that best explains a fact.
 *
 * Mostly it is the cause that the trace names. Where that is only the step before (an ack is too late
 * after the work on it), it is looked up: the lease that ended, the crash, the wire that was cut.
 */
import { Fact, NO_FACT, NO_NODE, Rule } from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import { latestIn } from './latestIn.ts';
import { brokerAt, nodeAt, nodeCalled, publishWires, queueAt } from './names.ts';
import { latestAct } from './settingAt.ts';

export function causeOf(c: Chronicle, fact: number): number {
  const { trace } = c;
  const rule = trace.rule(fact);
  if (rule === Rule.wireCut) return cutOf(c, fact);
  switch (trace.kind(fact)) {
    case Fact.confirmed: {
      const stored = c.messages.latestOf(trace.message(fact), inQueue, fact);
      return stored === NO_FACT ? trace.cause(fact) : stored;
    }
    case Fact.refused:
      return rule === Rule.brokerUnreachable ? brokerFault(c, fact) : trace.cause(fact);
    case Fact.resent:
    case Fact.gaveUp:
      // Sent again because it was sent before: there was no broker then to send it to.
      return sending.has(kindOfCause(c, fact))
        ? brokerFault(c, trace.cause(fact))
        : trace.cause(fact);
    case Fact.packetLost:
      if (rule === Rule.brokerUnreachable) return brokerFault(c, fact);
      return rule === Rule.processDied ? crashBefore(c, fact) : NO_FACT;
    case Fact.confirmLost:
      return rule === Rule.processDied ? crashBefore(c, fact) : trace.cause(fact);
    case Fact.attemptFailed:
      // What goes wrong by itself has no cause but chance.
      if (rule === Rule.mishap) return NO_FACT;
      return rule === Rule.poison ? poisoning(c, fact) : trace.cause(fact);
    case Fact.consumerCrashed:
      return rule === Rule.mishap ? NO_FACT : trace.cause(fact);
    case Fact.ackCameTooLate: {
      const fall = latestFall(c, brokerAt(c.world, trace.place(fact)), fact);
      return fall === NO_FACT ? latestHere(c, fact, endings) : fall;
    }
    case Fact.lost:
      // It had died before it restarted, and with it what it had acked.
      return kindOfCause(c, fact) === Fact.consumerRestarted
        ? c.turns.before(trace.place(trace.cause(fact)), trace.cause(fact))
        : trace.cause(fact);
    case Fact.leaseEnded:
      return whyLeaseEnded(c, fact);
    case Fact.waitEnded:
    case Fact.recordClaimed:
      return whyUnanswered(c, fact);
    case Fact.ackLost:
      return kindOfCause(c, fact) === Fact.intervened ? trace.cause(fact) : NO_FACT;
    case Fact.callRefused:
    case Fact.callTimedOut:
      return serviceFault(c, fact);
    default:
      return trace.cause(fact);
  }
}

/** An act that waited longer than so many facts is not looked for. */
const LOOK_BACK = 50_000;

const sending: ReadonlySet<number> = new Set([Fact.published, Fact.resent]);
const storing: ReadonlySet<number> = new Set([Fact.stored, Fact.storedAgain]);
const inQueue: ReadonlySet<number> = new Set([...storing, Fact.flushed]);
const endings: ReadonlySet<number> = new Set([
  Fact.leaseEnded,
  Fact.returned,
  Fact.forgotten,
  Fact.lost,
  Fact.cameBack,
]);
const deliveries: ReadonlySet<number> = new Set([Fact.delivered, Fact.redelivered]);

function kindOfCause({ trace }: Chronicle, fact: number): number {
  const cause = trace.cause(fact);
  return cause === NO_FACT ? NO_FACT : trace.kind(cause);
}

/** The latest fact of these kinds about the same message at the same queue, or the cause in the trace. */
function latestHere(c: Chronicle, fact: number, kinds: ReadonlySet<number>): number {
  const found = atQueueOf(c, fact, kinds);
  return found === NO_FACT ? c.trace.cause(fact) : found;
}

function atQueueOf(c: Chronicle, fact: number, kinds: ReadonlySet<number>): number {
  const { trace, world } = c;
  return latestIn(c, queueAt(world, trace.place(fact)), trace.message(fact), kinds, fact);
}

/** The broker's last fall before a fact about what it should have taken. */
function brokerFault(c: Chronicle, fact: number): number {
  const broker = brokerAt(c.world, c.trace.place(fact));
  const turn = broker === NO_NODE ? NO_FACT : latestFall(c, broker, fact);
  return turn === NO_FACT ? c.trace.cause(fact) : turn;
}

/** The fall of a broker or a service that still lasts at a fact, or NO_FACT. */
function latestFall(c: Chronicle, place: number, fact: number): number {
  const turn = c.turns.before(place, fact);
  if (turn === NO_FACT) return NO_FACT;
  const kind = c.trace.kind(turn);
  if (kind === Fact.brokerDown || kind === Fact.serviceDown) return turn;
  // A broker that starts is not up yet.
  return kind === Fact.brokerStarted ? latestFall(c, place, turn) : NO_FACT;
}

function crashBefore({ turns, trace }: Chronicle, fact: number): number {
  const turn = turns.before(trace.place(fact), fact);
  return turn === NO_FACT ? trace.cause(fact) : turn;
}

/** A consumer that died with the message, an ack or a packet that was lost; nothing where it was slow. */
function whyLeaseEnded(c: Chronicle, fact: number): number {
  const { trace, turns } = c;
  const delivery = atQueueOf(c, fact, deliveries);
  if (delivery === NO_FACT) return NO_FACT;
  const consumer = trace.place(delivery);
  const crash = turns.firstBetween(consumer, Fact.consumerCrashed, delivery, fact);
  if (crash !== NO_FACT) return crash;
  const loss = atQueueOf(c, fact, lossKinds);
  const heard = atQueueOf(c, fact, extending);
  return loss > delivery && loss > heard ? loss : NO_FACT;
}

const readings: ReadonlySet<number> = new Set([
  Fact.recordDelivered,
  Fact.recordRedelivered,
  Fact.recordClaimed,
]);

/** Why a record that a member had was not settled in time: it died, its answer was lost, or it still had it. */
function whyUnanswered(c: Chronicle, fact: number): number {
  const { trace, turns, world } = c;
  const place = trace.place(fact);
  const group = world.logs.isGroup(place) ? place : queueAt(world, place);
  const latest = (kinds: ReadonlySet<number>): number =>
    latestIn(c, group, trace.message(fact), kinds, fact);
  const reading = latest(readings);
  if (reading === NO_FACT) return trace.cause(fact);
  const crash = turns.firstBetween(trace.place(reading), Fact.consumerCrashed, reading, fact);
  if (crash !== NO_FACT) return crash;
  const loss = latest(lossKinds);
  return loss > reading ? loss : reading;
}

const extending: ReadonlySet<number> = new Set([Fact.leaseExtended]);

const lossKinds: ReadonlySet<number> = new Set([
  Fact.ackLost,
  Fact.packetLost,
  Fact.extensionLost,
  Fact.extensionRefused,
]);

/** A service that is down: the one called, or one that it waits for. */
function serviceFault(c: Chronicle, fact: number): number {
  const { plan } = c.world;
  const waiting = [c.trace.place(fact)];
  for (const service of waiting) {
    const fall = latestFall(c, service, fact);
    if (fall !== NO_FACT) return fall;
    for (const wire of plan.wiresFrom[service] ?? []) {
      const next = plan.wireTo[wire] ?? NO_NODE;
      if (plan.nodes[next]?.kind === 'service' && !waiting.includes(next)) waiting.push(next);
    }
  }
  return NO_FACT;
}

/** Who poisoned a message: the act that waited when its queue stored it. */
function poisoning(c: Chronicle, fact: number): number {
  const { trace, world } = c;
  const stored = atQueueOf(c, fact, storing);
  if (stored === NO_FACT) return NO_FACT;
  const queue = trace.place(stored);
  const id = world.plan.nodes[queue]?.id;
  const act = latestAct(c, stored, (act) => act.kind === 'poisonNext' && act.target === id);
  if (act === NO_FACT || stored - act > LOOK_BACK) return NO_FACT;
  for (let between = act + 1; between < stored; between++) {
    if (storing.has(trace.kind(between)) && trace.place(between) === queue) return NO_FACT;
  }
  return act;
}

/** Who cut the wire on which a packet vanished. */
function cutOf(c: Chronicle, fact: number): number {
  const { plan } = c.world;
  const place = c.trace.place(fact);
  const isConsumer = queueAt(c.world, place) !== NO_NODE && place >= plan.nodes.length;
  const wires = isConsumer
    ? [plan.subscriptionOf[nodeAt(c.world, place)] ?? NO_NODE]
    : publishWires(plan, place);
  return latestAct(
    c,
    fact,
    (act) =>
      act.kind === 'cutWire' &&
      wires.some(
        (wire) =>
          plan.wireFrom[wire] === nodeCalled(plan, act.from) &&
          plan.wireTo[wire] === nodeCalled(plan, act.to),
      ),
  );
}
