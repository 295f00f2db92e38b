/**
 * laws say what must hold of any run of any system, whatever anybody does to it.
 *
 * Each law returns the sentences in which a world breaks it; none is the good answer. They read the
 * tables and the trace from outside and share no code with the model's own checks, so that a mistake in
 * the books cannot hide behind the same books.
 */
import { Copy, copyStates } from '../lifecycles/index.ts';
import { forEachHeld } from '../model/alarms/holding.ts';
import { Event } from '../model/eventKinds.ts';
import { isPublisherUp } from '../model/outages.ts';
import type { KeyStore } from '../model/Scenario.ts';
import type { Simulation } from '../model/Simulation.ts';
import { Calling, CopyFlag, Delivering, DeliveryFlag, MessageFlag } from '../model/tables.ts';
import { verdictsOf } from '../model/verdicts.ts';
import type { World } from '../model/World.ts';
import { Fact, factName, NO_FACT, NO_MESSAGE, type RuleName, rules } from '../trace/index.ts';
import { atDoors, unfinishedInOutbox } from './commitLaws.ts';
import { isEachOrderOneMessage } from './keyLaws.ts';
import { unfinishedInLogs } from './logsAtRest.ts';
import { TracedQuorums } from './quorumLaws.ts';
import { strayReceivers } from './receiveLaws.ts';
import { strayMembers, workedOnBy } from './strayMembers.ts';

const NO_ROW = -1;
const NO_EVENT = -1;

/** Whatever is unfinished has somebody or something that will finish it. */
export function strays(world: World): string[] {
  const { copies, messages, deliveries, consumers, queues, calls } = world;
  const found: string[] = [];
  const scheduled = countScheduled(world);
  for (let copy = 0; copy < copies.rows; copy++) {
    const queue = copies.queue[copy] as number;
    if (queue < 0) continue;
    const state = copies.state[copy] as number;
    const delivery = copies.delivery[copy] as number;
    const what = `m${world.messageNumber(copy)} in ${world.plan.nodes[queue]?.id} is ${copyStates[state]}`;
    const isLive = state === Copy.unacked || state === Copy.handedOver;
    if (!isLive && delivery !== NO_ROW) found.push(`${what} and still claims a delivery`);
    if (delivery !== NO_ROW && deliveries.copy[delivery] !== copy)
      found.push(`${what} and claims the delivery of another`);
    if (delivery !== NO_ROW && deliveries.state[delivery] === Delivering.free)
      found.push(`${what} and claims a delivery that is over`);
    if (state === Copy.unacked && queues.leaseUs[queue] === 0) {
      const consumer = delivery === NO_ROW ? NO_ROW : (deliveries.consumer[delivery] as number);
      if (consumer === NO_ROW) found.push(`${what} by nobody`);
      else if (!consumers.connected[consumer])
        found.push(`${what} by a consumer that the broker has given up`);
    }
    const isInside = state === Copy.ready || state === Copy.delayed || state === Copy.unacked;
    const flags = copies.flags[copy] as number;
    // A dead letter may be moved by the very kill, when its queue has lost its memory already.
    if (isInside && (flags & (CopyFlag.onDisk | CopyFlag.deadLetter)) === 0) {
      const broker = world.plan.brokerOf[queue] as number;
      if (!world.isRunning(broker)) found.push(`${what}, not on disk, and its broker is down`);
    }
    const isKept = (flags & CopyFlag.holds) !== 0 && (flags & CopyFlag.toFlush) === 0;
    if (isKept && isOver(state))
      found.push(`${what} and is kept, though no record of it is unwritten`);
    const needsTimer =
      state === Copy.delayed || (state === Copy.unacked && (queues.leaseUs[queue] as number) > 0);
    if (needsTimer !== (copies.timer[copy] !== NO_EVENT))
      found.push(`${what} and its timer is ${needsTimer ? 'missing' : 'running'}`);
    if (state === Copy.handedOver) {
      const consumer = delivery === NO_ROW ? NO_ROW : (deliveries.consumer[delivery] as number);
      if (consumer === NO_ROW || !world.isAlive(consumer)) found.push(`${what} to nobody`);
    }
    if (state === Copy.inTransit) {
      const message = copies.message[copy] as number;
      const isWaiting = ((messages.flags[message] as number) & MessageFlag.waiting) !== 0;
      if (!isWaiting && !scheduled.publishes.has(message)) found.push(`${what} and nobody has it`);
    }
  }
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    const isAlive = world.isAlive(consumer);
    if (!isAlive && (consumers.busy[consumer] as number) > 0)
      found.push(`consumer ${consumer} is dead and busy`);
    if (!isAlive && consumers.connected[consumer] && consumers.closing[consumer] === NO_EVENT) {
      const wire = world.plan.subscriptionOf[consumers.group[consumer] as number] as number;
      if (!world.wires.isCut[wire] || world.wires.heartbeat[wire] === NO_EVENT)
        found.push(`consumer ${consumer} is dead and its connection stays open for ever`);
    }
    let working = 0;
    let row = consumers.firstDelivery[consumer] as number;
    for (; row !== NO_ROW; row = deliveries.next[row] as number) {
      const state = deliveries.state[row] as number;
      const hasPacket = deliveries.handle[row] !== NO_EVENT;
      const isEarlyAckOnWire =
        ((deliveries.flags[row] as number) & DeliveryFlag.earlyAckOnWire) !== 0;
      if (state === Delivering.working) working++;
      const isUnderWay =
        state === Delivering.onWire || state === Delivering.working
          ? hasPacket
          : state === Delivering.settling
            ? hasPacket || isEarlyAckOnWire
            : state === Delivering.held
              ? isAlive
              : state === Delivering.gone && (consumers.connected[consumer] || isEarlyAckOnWire);
      if (!isUnderWay)
        found.push(
          `delivery ${row} of consumer ${consumer} is in state ${state}, and nothing will end it`,
        );
    }
    if (world.logs.isGroup(consumers.queue[consumer] as number))
      working = workedOnBy(world, consumer);
    if (working !== consumers.busy[consumer])
      found.push(
        `consumer ${consumer} is busy with ${consumers.busy[consumer]}, works on ${working}`,
      );
  }
  for (let message = 0; message < messages.rows; message++) {
    if (messages.number[message] === 0) continue;
    const isWaiting = ((messages.flags[message] as number) & MessageFlag.waiting) !== 0;
    let refs = (scheduled.publishes.get(message) ?? 0) + (scheduled.confirms.get(message) ?? 0);
    const wantsConfirm = ((messages.flags[message] as number) & MessageFlag.wantsConfirm) !== 0;
    if (isWaiting) refs++;
    // A producer that wants no confirm keeps its message until the publish has arrived.
    else if (!wantsConfirm && scheduled.publishes.has(message)) refs++;
    let copy = messages.firstCopy[message] as number;
    for (; copy !== NO_ROW; copy = copies.sibling[copy] as number) {
      if ((copies.flags[copy] as number) & CopyFlag.holds) refs++;
    }
    for (let row = 0; row < deliveries.rows; row++) {
      const its = deliveries.copy[row] as number;
      if (deliveries.state[row] !== Delivering.free && copies.message[its] === message) refs++;
    }
    const { awaited } = world.replicas;
    for (let row = 0; row < awaited.rows; row++) if (awaited.message[row] === message) refs++;
    if (refs !== messages.refs[message])
      found.push(
        `m${messages.number[message]} counts ${messages.refs[message]} references, ${refs} are there`,
      );
  }
  for (let row = 0; row < calls.rows; row++) {
    const state = calls.state[row];
    const isDue =
      state === Calling.onWire || state === Calling.working || state === Calling.pausing;
    if (isDue && calls.handle[row] === NO_EVENT)
      found.push(`call ${row} is in state ${state}, and nothing will end it`);
    const parent = calls.parent[row] as number;
    if (state !== Calling.free && !calls.callerGone[row] && parent >= 0) {
      if (calls.state[parent] !== Calling.calling)
        found.push(`call ${row} will answer call ${parent}, which does not wait for it`);
    }
  }
  return [...found, ...strayMembers(world), ...strayReceivers(world), ...waitForNoAlarm(world)];
}

/** Brokers whose alarms are over though somebody waits at the door: nobody would be told that it is let in. */
function waitForNoAlarm({ alarms: { brokers, alarms }, plan }: World): string[] {
  return brokers
    .filter((broker) => (alarms.held[broker] as number) > 0 && alarms.raised[broker] === 0)
    .map((broker) => `${plan.nodes[broker]?.id} has no alarm, and publishes wait at its door`);
}

function countScheduled(world: World) {
  const publishes = new Map<number, number>();
  const confirms = new Map<number, number>();
  // What waits at the door of a broker is read when there is room.
  for (const broker of world.alarms.brokers)
    forEachHeld(world, broker, (message) => {
      publishes.set(message, (publishes.get(message) ?? 0) + 1);
    });
  world.agenda.forEachPending((_, kind, a) => {
    if (kind === Event.publishArrives) publishes.set(a, (publishes.get(a) ?? 0) + 1);
    if (kind === Event.confirmArrives) confirms.set(a, (confirms.get(a) ?? 0) + 1);
  });
  return { publishes, confirms };
}

/** Facts that may stand without a cause: the clock's, and the first dealing out of partitions. */
const roots: readonly number[] = [
  Fact.published,
  Fact.offered,
  Fact.committed,
  Fact.intervened,
  Fact.logSaved,
  Fact.claimEnded,
  Fact.partitionDealt,
  // Who keeps up with a leader, somebody sees by the clock.
  Fact.leftInSync,
  Fact.joinedInSync,
  Fact.asked,
];

/** What the record says is a story: in order, each fact caused by an earlier one, nothing from nowhere. */
export function troublesOfTrace(simulation: Simulation): string[] {
  const { world } = simulation;
  const { trace, plan } = world;
  const found: string[] = [];
  const published = new Set<number>();
  let beforeUs = 0;
  for (let i = 0; i < trace.length; i++) {
    const { atUs, kind, message, cause, count, place } = trace.entry(i);
    const what = `fact ${i} (${factName(kind)} m${message})`;
    if (atUs < beforeUs) found.push(`${what} is at ${atUs}, after one at ${beforeUs}`);
    beforeUs = atUs;
    if (cause >= i) found.push(`${what} is caused by the later fact ${cause}`);
    if (cause === NO_FACT && !roots.includes(kind)) found.push(`${what} has no cause`);
    if (kind === Fact.published) {
      if (published.has(message)) found.push(`${what} is published twice`);
      published.add(message);
    } else if (message !== NO_MESSAGE && isAboutMessage(kind) && !published.has(message))
      found.push(`${what} is a ghost: it was never published`);
    if (kind === Fact.delivered || kind === Fact.redelivered) {
      if ((kind === Fact.delivered) !== (count === 1)) found.push(`${what} is delivery ${count}`);
      if (place < plan.nodes.length) found.push(`${what} went to no consumer`);
    }
  }
  return found;
}

function isAboutMessage(kind: number): boolean {
  const others: readonly number[] = [
    Fact.offered,
    Fact.called,
    Fact.calledAgain,
    Fact.callBlocked,
    Fact.callRefused,
    Fact.callTimedOut,
    Fact.answered,
    Fact.orderDone,
    Fact.orderFailed,
    Fact.committed,
    Fact.neverPublished,
    Fact.turnedAway,
  ];
  return !others.includes(kind);
}

/** How many copies each queue has, told from the trace alone. */
export function depthsFromTrace(simulation: Simulation): Map<number, number> {
  const { world } = simulation;
  const { trace, plan } = world;
  const depths = new Map<number, number>();
  const change = (queue: number, by: number) => depths.set(queue, (depths.get(queue) ?? 0) + by);
  for (let i = 0; i < trace.length; i++) {
    const { kind, place, rule, cause } = trace.entry(i);
    switch (kind) {
      case Fact.stored:
      case Fact.storedAgain:
      case Fact.cameBack:
        change(place, 1);
        break;
      case Fact.deadLettered:
        change(place, -1);
        change(plan.deadLetterTo[place] as number, 1);
        break;
      case Fact.redriven:
        change(trace.place(cause), -1);
        change(place, 1);
        break;
      case Fact.acked:
      case Fact.ackedEarly:
      case Fact.dropped:
      case Fact.forgotten:
        change(place, -1);
        break;
      case Fact.lost:
        if (lostFromInside.has(rules[rule]?.name as RuleName)) change(place, -1);
        break;
    }
  }
  return depths;
}

const lostFromInside: ReadonlySet<RuleName> = new Set(['memoryOnly', 'notFlushed', 'transient']);

/** Why a copy may be lost or dropped. Anything else is a loss that nobody can explain. */
const reasons: ReadonlySet<RuleName> = new Set([
  'memoryOnly',
  'notFlushed',
  'transient',
  'ackBeforeWork',
  'ackOnSend',
  'noConfirmAsked',
  'maxLengthReject',
  'maxLengthDropHead',
  'deliveryLimit',
  'nackDiscard',
  'processDied',
  'confirmOutlived',
  'timeToLive',
  'queueExpiry',
  'queueDeleted',
  'deadLetterNowhere',
  'deadLetterCycle',
]);

export function unexplainedLosses(simulation: Simulation, fromFact = 0): string[] {
  const { trace } = simulation.world;
  const found: string[] = [];
  for (let i = fromFact; i < trace.length; i++) {
    const { kind, message, rule } = trace.entry(i);
    if (kind !== Fact.lost && kind !== Fact.dropped) continue;
    const reason = rules[rule]?.name as RuleName;
    if (!reasons.has(reason)) found.push(`m${message} is lost by ${reason}`);
  }
  return found;
}

/** Little's law as an identity: for a queue that is empty, ∫ N dt is the sum of the sojourns. */
export function littleDiffers(world: World): string[] {
  const { queues, plan } = world;
  return plan.nodes.flatMap((node, i) => {
    if (node.kind !== 'queue' || world.depthOf(i) !== 0) return [];
    const area = queues.depthAreaUs[i];
    const sojourns = queues.sojournSumUs[i];
    return area === sojourns ? [] : [`${node.id}: ∫N dt is ${area}, the sojourns are ${sojourns}`];
  });
}

/** What is left when nothing more will happen, though it should have come to an end. */
export function unfinished(world: World): string[] {
  const { plan, messages, copies } = world;
  const found: string[] = [];
  const held = atDoors(world);
  for (let copy = 0; copy < copies.rows; copy++) {
    const queue = copies.queue[copy] as number;
    const state = copies.state[copy];
    if (queue < 0 || isAtRest(state)) continue;
    const what = `m${world.messageNumber(copy)} in ${plan.nodes[queue]?.id} is ${copyStates[state as number]} for ever`;
    if (state === Copy.ready) {
      if (plan.queueOf.includes(queue)) found.push(what);
    } else if (state === Copy.inTransit) {
      const publisher = plan.nodes[messages.publisher[copies.message[copy] as number] as number];
      // Whoever waits for a confirm without a limit may wait for ever when a packet is lost.
      const waitsForEver =
        publisher !== undefined &&
        'publishing' in publisher &&
        publisher.publishing.timeoutUs === Number.POSITIVE_INFINITY;
      // One that died has it in its outbox, and sends it when it is started again.
      const isDown = !isPublisherUp(
        world,
        messages.publisher[copies.message[copy] as number] as number,
      );
      // Nobody makes room for what waits at the door of its broker.
      if (!waitsForEver && !isDown && !held.has(copies.message[copy] as number)) found.push(what);
    } else found.push(what);
  }
  return [...found, ...unfinishedInOutbox(world), ...unfinishedInLogs(world)];
}

/** Callers that would wait no longer than their timeout, and wait although nothing more will happen. */
export function unanswered({ calls, plan }: World): string[] {
  const found: string[] = [];
  for (let row = 0; row < calls.rows; row++) {
    const wire = plan.scenario.wires[calls.wire[row] as number];
    const isWaitedFor = calls.state[row] !== Calling.free && !calls.callerGone[row];
    if (isWaitedFor && wire !== undefined && wire.timeoutUs !== Number.POSITIVE_INFINITY)
      found.push(`order ${calls.order[row]} waits for ${wire.to} for ever`);
  }
  return found;
}

function isOver(state: number): boolean {
  const over: readonly number[] = [Copy.done, Copy.deadLettered, Copy.dropped, Copy.lost];
  return over.includes(state) || state === Copy.refused || state === Copy.redriven;
}

function isAtRest(state: number | undefined): boolean {
  return ![Copy.inTransit, Copy.ready, Copy.delayed, Copy.unacked, Copy.handedOver].includes(
    state as number,
  );
}

/** Bounds that hold at every moment, as long as nobody turns the knob that sets them. */
export function boundsBroken(world: World): string[] {
  const { consumers, groups, copies, queues, plan } = world;
  const found: string[] = [];
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    const limit = groups.prefetchLimit[consumers.group[consumer] as number] as number;
    const window = consumers.window[consumer] as number;
    if (window > limit)
      found.push(`consumer ${consumer} has ${window} deliveries, at most ${limit}`);
    const concurrency = groups.concurrency[consumers.group[consumer] as number] as number;
    const busy = consumers.busy[consumer] as number;
    if (busy > concurrency)
      found.push(`consumer ${consumer} works on ${busy}, at most ${concurrency}`);
  }
  for (let copy = 0; copy < copies.rows; copy++) {
    const queue = copies.queue[copy] as number;
    if (queue < 0) continue;
    const count = copies.deliveryCount[copy] as number;
    const limit = queues.maxDeliveries[queue] as number;
    const spent = copies.state[copy] === Copy.ready || copies.state[copy] === Copy.delayed;
    if (count > limit || (spent && count === limit))
      found.push(`m${world.messageNumber(copy)} has had ${count} deliveries, at most ${limit}`);
  }
  plan.nodes.forEach((node, i) => {
    if (node.kind !== 'queue' || node.deadLetterTo !== null) return;
    const isTarget = plan.deadLetterTo.includes(i);
    const limit = queues.maxLength[i] as number;
    // Returned messages and dead letters come in above the limit; plain publishes do not.
    if (!isTarget && (queues.readyMax[i] as number) > limit && world.tallies.deliveries[i] === 0)
      found.push(`${node.id} held ${queues.readyMax[i]} ready messages, at most ${limit}`);
  });
  return found;
}

/** What the verdicts promise is never broken. */
export function promisesBroken(world: World): string[] {
  return world.plan.nodes.flatMap((node, queue) =>
    node.kind !== 'queue'
      ? []
      : verdictsOf(world, queue)
          .filter((one) => one.verdict === 'broken' && one.because === KEEPS_WHAT_IT_CONFIRMS)
          .map((one) => `${node.id} broke ${one.name}: m${one.counterExample?.message}`),
  );
}

const KEEPS_WHAT_IT_CONFIRMS = 'on disk before the confirm, acked after the work';

/** An order has its effect once, if its consumers record its key together with the effect, and for ever. */
export function effectsRepeated(world: World): string[] {
  return world.plan.nodes.flatMap((node, group) =>
    node.kind === 'consumer' &&
    node.idempotencyKey !== 'none' &&
    node.idempotencyKey !== 'afterEffect' &&
    isKeptForEver(node.keyStore) &&
    (world.groups.duplicateEffects[group] as number) > 0
      ? [`${node.id} repeated ${world.groups.duplicateEffects[group]} effects`]
      : [],
  );
}

function isKeptForEver(store: KeyStore | undefined): boolean {
  return (
    store === undefined || (store.kept === 'shared' && store.ttlUs === Number.POSITIVE_INFINITY)
  );
}

/** The tallies are what the trace tells. */
export function talliesDiffer(simulation: Simulation): string[] {
  const { world } = simulation;
  const { trace, plan, tallies, groups } = world;
  const told = new Map<string, number>();
  for (let i = 0; i < trace.length; i++) {
    const { kind, place } = trace.entry(i);
    const consumer = place - plan.nodes.length;
    const at =
      consumer < 0
        ? place
        : kind === Fact.effectApplied || kind === Fact.effectRepeated
          ? world.consumers.group[consumer]
          : world.consumers.queue[consumer];
    const key = `${factName(kind)} ${at}`;
    told.set(key, (told.get(key) ?? 0) + 1);
  }
  const count = (node: number, ...kinds: string[]): number =>
    kinds.reduce((sum, kind) => sum + (told.get(`${kind} ${node}`) ?? 0), 0);
  return plan.nodes.flatMap((node, i) => {
    const pairs: [string, number | undefined, number][] = [
      ['publishes', tallies.published[i], count(i, 'published')],
      ['confirms', tallies.confirmed[i], count(i, 'confirmed')],
      ['effects', groups.effects[i], count(i, 'effectApplied', 'effectRepeated')],
      ['repeated effects', groups.duplicateEffects[i], count(i, 'effectRepeated')],
    ];
    if (node.kind === 'queue') {
      pairs.push(
        ['deliveries', tallies.deliveries[i], count(i, 'delivered', 'redelivered')],
        ['redeliveries', tallies.redeliveries[i], count(i, 'redelivered')],
        ['acks', tallies.acks[i], count(i, 'acked', 'ackedEarly')],
        ['late acks', tallies.lateAcks[i], count(i, 'ackCameTooLate')],
        ['ended leases', tallies.leasesEnded[i], count(i, 'leaseEnded')],
        ['failures', tallies.failedAttempts[i], count(i, 'attemptFailed')],
      );
    }
    return pairs
      .filter(([, booked, fact]) => booked !== fact)
      .map(
        ([what, booked, fact]) => `${node.id} books ${booked} ${what}, the trace tells of ${fact}`,
      );
  });
}

/** What a fact claims has been earned by earlier facts. */
export function unearnedClaims(simulation: Simulation): string[] {
  const { world } = simulation;
  const { trace, plan } = world;
  const happened = new Set<string>();
  const routeOf = new Map<number, readonly number[]>();
  const lastFirst = new Map<number, number>();
  const refilled = new Set<number>();
  const found: string[] = [];
  for (let i = 0; i < trace.length; i++) {
    const { kind, message, place, rule, count } = trace.entry(i);
    const what = `fact ${i} (${factName(kind)} m${message})`;
    const has = (...facts: string[]): boolean =>
      facts.some((fact) => happened.has(`${fact} m${message}`));
    switch (kind) {
      case Fact.published:
        routeOf.set(message, routesFrom(world, place));
        break;
      case Fact.confirmed:
        if (has('confirmed')) found.push(`${what} is confirmed twice`);
        for (const queue of routeOf.get(message) ?? []) {
          if (!has(`stored ${queue}`, `storedAgain ${queue}`))
            found.push(`${what} was never stored in ${plan.nodes[queue]?.id}`);
          if (waitsForDisk(world, place, queue) && !has(`flushed ${queue}`))
            found.push(
              `${what} is confirmed before it was on the disk of ${plan.nodes[queue]?.id}`,
            );
        }
        break;
      case Fact.acked:
        if (!has('effectApplied', 'effectRepeated', 'effectSuppressed'))
          found.push(`${what} is acked before any work`);
        break;
      case Fact.effectSuppressed:
        // Where two messages may be about one order, the other one may have had the effect.
        if (!isEachOrderOneMessage(world)) break;
        if (!has('effectApplied', 'effectRepeated') && keyIsWithEffect(world, place))
          found.push(`${what} is suppressed and never had its effect`);
        break;
      case Fact.deadLettered:
      case Fact.dropped: {
        const node = plan.nodes[place];
        const isSpent = rules[rule]?.name === 'deliveryLimit';
        if (isSpent && node?.kind === 'queue' && count < node.maxDeliveries)
          found.push(`${what} was delivered ${count} of ${node.maxDeliveries} times`);
        break;
      }
      case Fact.redriven:
        refilled.add(place);
        break;
      case Fact.delivered: {
        const queue = world.consumers.queue[place - plan.nodes.length] as number;
        // What comes back as a dead letter stands behind what was published meanwhile.
        if (!isSentOnceByOne(world, queue) || refilled.has(queue)) break;
        if (message < (lastFirst.get(queue) ?? 0)) found.push(`${what} overtook an earlier one`);
        lastFirst.set(queue, message);
        break;
      }
    }
    happened.add(`${factName(kind)} m${message}`);
    happened.add(`${factName(kind)} ${place} m${message}`);
  }
  return found;
}

/** Whether the confirm of this publisher's messages waits for this queue's disk. */
function waitsForDisk(world: World, publisher: number, queue: number): boolean {
  const from = world.plan.nodes[publisher];
  const to = world.plan.nodes[queue];
  return (
    to?.kind === 'queue' &&
    to.confirmAfter === 'flushed' &&
    to.durable &&
    to.flush.kind !== 'never' &&
    from !== undefined &&
    'publishing' in from &&
    from.publishing.persistent
  );
}

function keyIsWithEffect(world: World, place: number): boolean {
  const group = world.consumers.group[place - world.plan.nodes.length] as number;
  const node = world.plan.nodes[group];
  return node?.kind === 'consumer' && node.idempotencyKey === 'withEffect';
}

/**
 * A message that came back to the head is delivered before any that never was; one that came back to
 * the tail, after those that were there before it.
 */
export function returnsMisplaced(simulation: Simulation): string[] {
  const { world } = simulation;
  const { trace, plan, consumers } = world;
  const returned = new Map<number, Map<number, number>>();
  const fresh = new Map<number, Map<number, number>>();
  const inDoubt = new Set<number>();
  const of = (lists: typeof fresh, queue: number): Map<number, number> => {
    const list = lists.get(queue) ?? new Map<number, number>();
    lists.set(queue, list);
    return list;
  };
  const found: string[] = [];
  for (let i = 0; i < trace.length; i++) {
    const { kind, message, place } = trace.entry(i);
    const queue =
      place < plan.nodes.length ? place : (consumers.queue[place - plan.nodes.length] as number);
    const node = plan.nodes[queue];
    const what = `fact ${i} (${factName(kind)} m${message})`;
    switch (kind) {
      case Fact.stored:
        of(fresh, queue).set(message, i);
        break;
      // Two copies of one message, or an order restored from disk: the trace alone cannot tell.
      case Fact.storedAgain:
      case Fact.cameBack:
        inDoubt.add(queue);
        break;
      // The same of the queue that a dead letter leaves, which may have two of one message.
      case Fact.redriven:
        inDoubt.add(queue);
        inDoubt.add(trace.place(trace.cause(i)));
        break;
      case Fact.deadLettered:
        // A dead letter may be a second copy of a message that is in that queue already.
        inDoubt.add(plan.deadLetterTo[queue] as number);
        of(returned, queue).delete(message);
        of(fresh, queue).delete(message);
        break;
      case Fact.brokerDown:
        for (const list of returned.values()) list.clear();
        for (const list of fresh.values()) list.clear();
        break;
      case Fact.returned:
        of(returned, queue).set(message, i);
        break;
      case Fact.delivered:
      case Fact.redelivered: {
        const back = of(returned, queue).get(message);
        of(returned, queue).delete(message);
        of(fresh, queue).delete(message);
        if (node?.kind !== 'queue' || inDoubt.has(queue)) break;
        if (back !== undefined) {
          const together = [...of(returned, queue).values()].some(
            (other) => other < back && trace.cause(other) === trace.cause(back),
          );
          if (together) found.push(`${what} overtook one that came back with it`);
        }
        if (node.onReturn === 'head') {
          if (kind === Fact.delivered && of(returned, queue).size > 0)
            found.push(`${what} overtook one that had come back to the head`);
        } else if (back !== undefined) {
          const earlier = [...of(fresh, queue).values()].some((stored) => stored < back);
          if (earlier) found.push(`${what} overtook one that was there before it came back`);
        }
        break;
      }
      case Fact.dropped:
      case Fact.lost:
      case Fact.forgotten:
        of(returned, queue).delete(message);
        of(fresh, queue).delete(message);
        break;
    }
  }
  return found;
}

/** Only consumers that ack before the work make their broker delete before the work. */
export function acksUnasked({ world: { trace, plan } }: Simulation): string[] {
  const found: string[] = [];
  for (let i = 0; i < trace.length; i++) {
    const queue = trace.place(i);
    if (trace.kind(i) !== Fact.ackedEarly) continue;
    const isAsked = plan.nodes.some(
      (node, group) =>
        plan.queueOf[group] === queue && node.kind === 'consumer' && node.ack === 'beforeWork',
    );
    if (!isAsked)
      found.push(
        `m${trace.message(i)} in ${plan.nodes[queue]?.id} is acked early, and nobody there acks early`,
      );
  }
  return found;
}

/**
 * An ack is on disk soon: by the next periodic flush, or when the flush under way and its own are over.
 * A message that was acked longer ago does not come back.
 */
export function acksUnwritten({ world }: Simulation): string[] {
  const { trace, plan } = world;
  const quorums = new TracedQuorums(world);
  const ackedAtUs = new Map<string, number>();
  const found: string[] = [];
  for (let i = 0; i < trace.length; i++) {
    const { kind, place, message, atUs } = trace.entry(i);
    const key = `${message} ${place}`;
    quorums.read(i);
    if (kind === Fact.acked || kind === Fact.ackedEarly) ackedAtUs.set(key, atUs);
    if (kind !== Fact.cameBack) continue;
    const node = plan.nodes[place];
    if (node?.kind !== 'queue' || node.flush.kind === 'never') continue;
    const writeUs = node.flush.us + (node.replication?.reachUs ?? 0);
    const mostUs = node.flush.kind === 'interval' ? node.flush.us : 2 * writeUs;
    // While a queue stands still it writes nothing.
    const ackedUs = Math.max(ackedAtUs.get(key) ?? 0, quorums.writesSinceUs(place));
    if (atUs - ackedUs > mostUs)
      found.push(`m${message} was acked at ${ackedUs}, which the disk had forgotten at ${atUs}`);
  }
  return found;
}

/** The queues that a message goes to which this node publishes. */
export function routesFrom(world: World, publisher: number): readonly number[] {
  // Where keys decide, the trace tells the queues only when they have stored it.
  if (choosesByKey(world, publisher)) return [];
  const { plan } = world;
  return plan.routes[targetOf(world, publisher)] ?? [];
}

/** Where this node's messages go: a queue, an exchange or a log; -1 where the trace cannot tell. */
export function targetOf({ plan }: World, publisher: number): number {
  const targets = (plan.wiresFrom[publisher] ?? [])
    .map((wire) => plan.wireTo[wire] as number)
    .filter((to) => (plan.routes[to] ?? []).length > 0 || plan.kinds[to] === 'log');
  // A service with two publishing wires: which one this was, the trace does not say.
  return targets.length === 1 ? (targets[0] as number) : -1;
}

/** Whether what this node publishes comes to an exchange that chooses, also by way of others. */
function choosesByKey({ plan }: World, publisher: number): boolean {
  const seen = new Set<number>();
  const chooses = (node: number): boolean => {
    const spec = plan.nodes[node];
    if (spec?.kind !== 'exchange' || seen.has(node)) return false;
    seen.add(node);
    const isChoosing = spec.routing !== undefined && spec.routing.type !== 'fanOut';
    return isChoosing || targets(node).some(chooses);
  };
  const targets = (node: number): number[] =>
    (plan.wiresFrom[node] ?? []).map((wire) => plan.wireTo[wire] as number);
  return targets(publisher).some(chooses);
}

/** One node publishes to this queue, and never twice: first deliveries then keep the order. */
function isSentOnceByOne(world: World, queue: number): boolean {
  const { plan } = world;
  if (plan.deadLetterTo.includes(queue)) return false;
  const wires = plan.scenario.wires.flatMap((_, wire) =>
    plan.nodes[plan.wireFrom[wire] as number]?.kind !== 'exchange' &&
    plan.routes[plan.wireTo[wire] as number]?.includes(queue)
      ? [wire]
      : [],
  );
  const publisher = plan.nodes[plan.wireFrom[wires[0] ?? 0] as number];
  if (wires.length !== 1 || publisher === undefined || !('publishing' in publisher)) return false;
  return !publisher.publishing.confirm || publisher.publishing.backoffUs.length === 0;
}
