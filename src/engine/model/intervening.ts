/** intervening applies an act of the script or of a person to a world, now. */
import { NO_ROW } from '../kernel/index.ts';
import { Broker, Consumer } from '../lifecycles/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../trace/index.ts';
import { changePace, placeByHand } from './arriving.ts';
import { type ConsumerHandAct, handArrives } from './byHand.ts';
import { ChannelError, closeChannel } from './channels.ts';
import { declareQueue, deleteQueue, lookUpQueue, purgeQueue } from './declaring.ts';
import { Class, Event } from './eventKinds.ts';
import {
  closesInTurn,
  consumerLeaves,
  consumerRestarts,
  crashConsumer,
  crashService,
  cutWire,
  healWire,
  restartService,
  startBroker,
  stopBroker,
} from './failing.ts';
import type { Act, CommitPoint, RunAct } from './Intervention.ts';
import { findKnob } from './knobs.ts';
import { actOnLogs } from './log/actingOnLogs.ts';
import { isLogAct } from './log/LogAct.ts';
import { isMember, memberStarts } from './log/membership.ts';
import { isProducerDown } from './outages.ts';
import { nodeOf, specOf, wireBetween } from './Plan.ts';
import { crashProducer, restartProducer, turnAway } from './producing.ts';
import { publish } from './publishing.ts';
import { redrive, stopRedrive } from './redriving.ts';
import { crashReplica, restartReplica } from './replicas/crashing.ts';
import { isThere } from './routing.ts';
import { MAX_PLACES, type World } from './World.ts';

/**
 * Applies the `index`-th act of the run. An act that finds nothing to act on (the crash of a consumer
 * that is down already) is recorded as an act and changes nothing.
 */
export function intervene(world: World, act: Act, index: number, isScript: boolean): void {
  const rule = isScript ? Rule.script : Rule.person;
  const node = 'target' in act ? nodeOf(world.plan, act.target) : -1;
  const place = node >= 0 ? node : 'from' in act ? nodeOf(world.plan, act.from) : 0;
  const fact = world.record(Fact.intervened, NO_MESSAGE, place, index, -1, rule);
  if (isLogAct(act)) {
    actOnLogs(world, act, node, fact);
    return;
  }
  switch (act.kind) {
    case 'spike':
      setPace(world, node, act.factor, false);
      endLater(world, index, act.lengthUs, fact);
      return;
    case 'slow':
      changeSpeed(world, node, act.factor, false);
      endLater(world, index, act.lengthUs, fact);
      return;
    case 'crashConsumer':
      if (world.isByHand(node)) crashByHand(world, node, fact);
      else crash(world, node, act.member, act.point, fact, rule);
      return;
    case 'restartConsumer': {
      if (world.isByHand(node)) return;
      const consumer = member(
        world,
        node,
        act.member,
        (row) => world.consumers.state[row] === Consumer.down,
      );
      if (consumer !== NO_ROW) consumerRestarts(world, consumer, fact, rule);
      return;
    }
    case 'addConsumer':
      if (!world.isByHand(node) && world.plan.nodes.length + world.consumers.rows < MAX_PLACES) {
        const consumer = world.addConsumer(node);
        world.consumers.lastFact[consumer] = world.record(
          Fact.consumerJoined,
          NO_MESSAGE,
          world.placeOf(consumer),
          0,
          fact,
          rule,
        );
        world.wakeQueue(world.plan.queueOf[node]);
        if (isMember(world, consumer)) memberStarts(world, consumer, fact);
      }
      return;
    case 'removeConsumer': {
      if (world.isByHand(node)) return;
      const consumer = member(world, node, act.member, (row) => isStaying(world, row), true);
      if (consumer !== NO_ROW) consumerLeaves(world, consumer, fact, rule);
      return;
    }
    case 'crashService':
      if (!world.services.isUp[node]) return;
      if (act.point === undefined || act.point === 'now') crashService(world, node, fact, rule);
      else armCommit(world, node, act.point, fact);
      return;
    case 'crashProducer':
      if (isProducerDown(world, node)) return;
      if (act.point === 'now') crashProducer(world, node, fact, rule);
      else armCommit(world, node, act.point, fact);
      return;
    case 'restartProducer':
      if (isProducerDown(world, node)) restartProducer(world, node, fact, rule);
      return;
    case 'restartService':
      if (!world.services.isUp[node]) restartService(world, node, fact, rule);
      return;
    case 'stopBroker': {
      const state = world.brokers.state[node];
      const isGraceful = act.how === 'graceful';
      if (state === Broker.running && isGraceful && closesInTurn(world, node, index, fact)) return;
      if (state === Broker.running || (state === Broker.recovering && !isGraceful)) {
        stopBroker(world, node, isGraceful, fact, rule);
      }
      return;
    }
    case 'startBroker':
      if (world.brokers.state[node] === Broker.down) startBroker(world, node, fact, rule);
      return;
    case 'fillDisk':
    case 'freeDisk':
      // The alarm is raised or cleared when the event is over.
      world.alarms.alarms.open();
      world.alarms.alarms.isDiskFull[node] = act.kind === 'fillDisk' ? 1 : 0;
      return;
    case 'crashReplica':
      crashReplica(world, node, act, fact, rule);
      return;
    case 'restartReplica':
      restartReplica(world, node, act.replica, fact, rule);
      return;
    case 'poisonNext':
      if (world.plan.kinds[node] === 'log') world.logs.logs.poisonNext[node]++;
      else world.queues.poisonNext[node]++;
      return;
    case 'redrive':
      redrive(world, node, act, fact);
      return;
    case 'stopRedrive':
      stopRedrive(world, node, fact, rule);
      return;
    case 'dropNextAck':
      world.groups.acksToDrop[node]++;
      world.groups.dropFact[node] = fact;
      return;
    case 'cutWire': {
      const wire = wireBetween(world.plan, act.from, act.to);
      if (!world.wires.isCut[wire]) cutWire(world, wire, fact);
      return;
    }
    case 'healWire': {
      const wire = wireBetween(world.plan, act.from, act.to);
      if (world.wires.isCut[wire]) healWire(world, wire, fact);
      return;
    }
    case 'losePacket':
      world.wires.loseNext[wireBetween(world.plan, act.from, act.to)]++;
      return;
    case 'doublePacket':
      world.wires.doubleNext[wireBetween(world.plan, act.from, act.to)]++;
      return;
    case 'delayPacket':
      world.wires.delayNextUs[wireBetween(world.plan, act.from, act.to)] = act.byUs;
      return;
    case 'publish':
      publishByHand(world, node, act, fact);
      return;
    case 'subscribe':
    case 'cancel':
    case 'get':
    case 'settle':
    case 'recover':
    case 'closeChannel':
      sendByHand(world, node, act, index, fact);
      return;
    case 'declareQueue':
      if (!world.isRunning(world.plan.brokerOf[node])) return;
      if (act.isPassive) lookUpQueue(world, node);
      else
        declareQueue(world, node, act.as ?? specOf(world.plan, node, 'queue'), index, fact, rule);
      return;
    case 'deleteQueue':
      if (isUsable(world, node)) deleteQueue(world, node, fact, rule);
      return;
    case 'purgeQueue':
      if (isUsable(world, node)) purgeQueue(world, node, fact);
      else missQueue(world, node, fact);
      return;
    case 'setKnob':
      findKnob(world.plan.nodes[node].kind, act.knob)?.turn(world, node, act.value);
      return;
  }
}

/** A publisher is to die at its next commit; one that commits nothing never comes to it. */
function armCommit(world: World, publisher: number, point: CommitPoint, fact: number): void {
  const { nodes } = world.commits;
  if (!world.commits.commits(publisher)) return;
  nodes.armedFact[publisher] = fact;
  if (point === 'beforeCommit') nodes.armedBefore[publisher]++;
  else nodes.armedAfter[publisher]++;
}

function isUsable(world: World, queue: number): boolean {
  return world.isRunning(world.plan.brokerOf[queue]) && isThere(world, queue);
}

function missQueue(world: World, queue: number, cause: number): void {
  if (!world.isRunning(world.plan.brokerOf[queue])) return;
  world.record(
    Fact.channelClosed,
    NO_MESSAGE,
    queue,
    ChannelError.notFound,
    cause,
    Rule.noSuchQueue,
  );
}

/** One message, published by hand. To an exchange that is not there it is an error. */
function publishByHand(
  world: World,
  producer: number,
  act: Act & { readonly kind: 'publish' },
  cause: number,
): void {
  const { plan } = world;
  const wire = wireBetween(plan, act.target, act.to);
  const order = placeByHand(world, producer);
  const to = plan.wireTo[wire];
  if (isProducerDown(world, producer)) {
    turnAway(world, producer, order);
    return;
  }
  if (plan.kinds[to] === 'exchange' && !isThere(world, to)) {
    const { notFound } = ChannelError;
    world.record(Fact.channelClosed, NO_MESSAGE, producer, notFound, cause, Rule.noSuchExchange);
    return;
  }
  publish(world, producer, wire, order, false, cause, {
    confirm: act.confirm,
    persistent: act.persistent,
    letter: act,
  });
}

/** What a consumer does by hand travels to the broker like all that it sends. */
function sendByHand(
  world: World,
  group: number,
  act: ConsumerHandAct,
  index: number,
  fact: number,
): void {
  if (!world.isByHand(group)) return;
  const wire = world.plan.subscriptionOf[group];
  const latencyUs = world.wires.latencyUs[wire];
  if (latencyUs === 0) handArrives(world, group, act, fact);
  else world.agenda.schedule(world.nowUs + latencyUs, Class.settle, Event.handArrives, index, fact);
}

/** What a consumer sent by hand, in the `index`-th act of the run, arrives. */
export function sentByHand(world: World, index: number, cause: number): void {
  const act = world.acts[index]?.act;
  switch (act?.kind) {
    case 'subscribe':
    case 'cancel':
    case 'get':
    case 'settle':
    case 'recover':
    case 'closeChannel':
      handArrives(world, nodeOf(world.plan, act.target), act, cause);
  }
}

/** Somebody acts for consumers of this group: to crash one of them is to close its channel. */
function crashByHand(world: World, group: number, fact: number): void {
  if (world.isRunning(world.plan.brokerOf[world.plan.queueOf[group]]))
    closeChannel(world, group, fact, Rule.connectionSeen, true);
}

/** A spike begins, or is over: orders come so many times as often, or as seldom. */
function setPace(world: World, producer: number, factor: number, isOver: boolean): void {
  const { publishers } = world;
  if (isOver) publishers.factor[producer] /= factor;
  else publishers.factor[producer] *= factor;
  changePace(world, producer, isOver ? 1 / factor : factor);
}

function changeSpeed(world: World, node: number, factor: number, isOver: boolean): void {
  const factors =
    world.plan.nodes[node].kind === 'consumer'
      ? world.groups.slowFactor
      : world.services.slowFactor;
  if (isOver) factors[node] /= factor;
  else factors[node] *= factor;
}

function endLater(world: World, index: number, lengthUs: number, fact: number): void {
  world.agenda.schedule(world.nowUs + lengthUs, Class.fault, Event.spellEnds, index, fact);
}

/** All connections of a broker that is to stop in order, by the `index`-th act of the run, are closed. */
export function brokerStops(world: World, { act, isScript }: RunAct, cause: number): void {
  if (act.kind !== 'stopBroker') return;
  const broker = nodeOf(world.plan, act.target);
  if (world.isRunning(broker))
    stopBroker(world, broker, true, cause, isScript ? Rule.script : Rule.person);
}

/** A spike or a slow spell, begun by the `index`-th act of the run, is over. */
export function spellEnds(world: World, act: Act, index: number, cause: number): void {
  if (act.kind !== 'spike' && act.kind !== 'slow') return;
  const node = nodeOf(world.plan, act.target);
  world.record(Fact.spellEnded, NO_MESSAGE, node, index, cause, Rule.spell);
  if (act.kind === 'spike') setPace(world, node, act.factor, true);
  else changeSpeed(world, node, act.factor, true);
}

function crash(
  world: World,
  group: number,
  wanted: number | null,
  point: string,
  fact: number,
  rule: number,
): void {
  const { consumers } = world;
  const consumer = member(world, group, wanted, (row) => world.isAlive(row));
  if (consumer === NO_ROW) return;
  if (point === 'now') {
    crashConsumer(world, consumer, fact, rule);
    return;
  }
  consumers.armedFact[consumer] = fact;
  if (point === 'beforeWork') consumers.armedBeforeWork[consumer]++;
  else if (point === 'midWork') consumers.armedMidWork[consumer]++;
  else consumers.armedAfterEffect[consumer]++;
}

function isStaying(world: World, consumer: number): boolean {
  const state = world.consumers.state[consumer];
  return state !== Consumer.removed && state !== Consumer.leaving;
}

/** A consumer of a group: the one asked for, or the busiest (or the latest to join) that may be meant. */
function member(
  world: World,
  group: number,
  wanted: number | null,
  mayBeMeant: (consumer: number) => boolean,
  latest = false,
): number {
  const { consumers } = world;
  let best = NO_ROW;
  for (let row = 0; row < consumers.rows; row++) {
    if (consumers.group[row] !== group || !mayBeMeant(row)) continue;
    if (wanted !== null) {
      if (consumers.member[row] === wanted) return row;
    } else if (best === NO_ROW || latest || consumers.window[row] > consumers.window[best])
      best = row;
  }
  return wanted === null ? best : NO_ROW;
}
