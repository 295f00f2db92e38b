/** counters are the numbers of a run that its tables keep: of all queues, of orders that wait, of one queue. */
import { Copy } from '../lifecycles/index.ts';
import { lostRecords } from './replicas/reportReplicas.ts';
import type { World } from './World.ts';

export interface Counters {
  /** Copies on their way to queues; in a system with logs only, messages; without either, orders. */
  readonly offered: number;
  readonly refused: number;
  readonly published: number;
  readonly confirmed: number;
  readonly inTransit: number;
  readonly ready: number;
  readonly delayed: number;
  readonly unacked: number;
  /** Acked before the work, which is not finished. */
  readonly handedOver: number;
  /** Acked and, so far as the broker can know, done. */
  readonly acked: number;
  readonly deadLettered: number;
  /** Taken out by a limit, with no dead-letter queue to go to. */
  readonly dropped: number;
  /** No message of this model has a time to live, so none expires. */
  readonly expired: number;
  readonly lost: number;
  /** Stored once more, by a resend or a redrive: what makes the copies more than the offered ones. */
  readonly storedAgain: number;
  /** Of these, what redrives have brought; and what they have taken away. */
  readonly redrivenIn: number;
  readonly redrivenOut: number;
  readonly deliveries: number;
  readonly redeliveries: number;
  readonly effects: number;
  readonly duplicateEffects: number;
  readonly suppressedEffects: number;
  readonly ordersFailed: number;
}

export interface OrderCounters {
  readonly offered: number;
  readonly done: number;
  readonly refused: number;
  readonly timedOut: number;
  /** Placed and not answered yet. */
  readonly waiting: number;
  readonly answerMeanUs: number;
  readonly answerMaxUs: number;
}

export interface QueueReport {
  readonly depthMean: number;
  readonly depthMax: number;
  readonly readyMax: number;
  readonly oldestAgeMaxUs: number;
  readonly offered: number;
  readonly inTransit: number;
  readonly ready: number;
  readonly delayed: number;
  readonly unacked: number;
  readonly handedOver: number;
  readonly acked: number;
  readonly deadLettered: number;
  readonly dropped: number;
  readonly lost: number;
  readonly refused: number;
  readonly storedAgain: number;
  readonly redrivenIn: number;
  readonly redrivenOut: number;
}

export function countersOf(world: World): Counters {
  const { plan, tallies, groups } = world;
  const primary = nodesWhere(world, (node) => plan.isPrimary[node] === 1);
  const producers = nodesWhere(world, (_, kind) => kind === 'producer');
  const consumers = nodesWhere(world, (_, kind) => kind === 'consumer');
  const inState = (state: number): number => sum(primary, (queue) => world.countOf(queue, state));
  const orders = ordersOf(world);
  const readers = nodesWhere(world, (_, kind) => kind === 'group');
  const published = sum(plan.nodes.keys(), (node) => tallies.published[node]);
  const read = world.logs.groups;
  return {
    offered:
      primary.length > 0
        ? sum(primary, (queue) => tallies.offered[queue])
        : readers.length > 0
          ? published
          : orders.offered,
    refused: inState(Copy.refused) + orders.refused,
    published,
    confirmed: sum(plan.nodes.keys(), (node) => tallies.confirmed[node]),
    inTransit: inState(Copy.inTransit),
    ready: inState(Copy.ready),
    delayed: inState(Copy.delayed),
    unacked: inState(Copy.unacked),
    handedOver: inState(Copy.handedOver),
    acked: inState(Copy.done),
    deadLettered: inState(Copy.deadLettered),
    dropped: inState(Copy.dropped),
    expired: 0,
    lost: inState(Copy.lost) + lostRecords(world),
    storedAgain: sum(primary, (queue) => tallies.storedAgain[queue]),
    redrivenIn: sum(primary, (queue) => world.redriven.of(queue)),
    redrivenOut: inState(Copy.redriven),
    deliveries:
      sum(primary, (queue) => tallies.deliveries[queue]) +
      sum(readers, (group) => read.deliveries[group]),
    redeliveries:
      sum(primary, (queue) => tallies.redeliveries[queue]) +
      sum(readers, (group) => read.redeliveries[group]),
    effects: sum(consumers, (group) => groups.effects[group]),
    duplicateEffects: sum(consumers, (group) => groups.duplicateEffects[group]),
    suppressedEffects: sum(consumers, (group) => groups.suppressedEffects[group]),
    ordersFailed: sum(
      producers,
      (producer) => tallies.refused[producer] + tallies.timedOut[producer],
    ),
  };
}

/** Orders that a service answers; the orders of a producer that publishes are its messages. */
export function ordersOf(world: World): OrderCounters {
  const { plan, tallies } = world;
  const producers = nodesWhere(
    world,
    (node, kind) =>
      kind === 'producer' && plan.routes[plan.wireTo[plan.wiresFrom[node][0]]].length === 0,
  );
  const total = (column: { readonly [node: number]: number }): number =>
    sum(producers, (node) => column[node]);
  const offered = total(tallies.offered);
  const done = total(tallies.done);
  const refused = total(tallies.refused);
  const timedOut = total(tallies.timedOut);
  return {
    offered,
    done,
    refused,
    timedOut,
    waiting: offered - done - refused - timedOut,
    answerMeanUs: done === 0 ? 0 : total(tallies.answerSumUs) / done,
    answerMaxUs: producers.reduce((max, node) => Math.max(max, tallies.answerMaxUs[node]), 0),
  };
}

export function queueReport(world: World, queue: number): QueueReport {
  const { queues, tallies, nowUs } = world;
  const depth = world.depthOf(queue);
  const areaUs = queues.depthAreaUs[queue] + depth * (nowUs - queues.depthSinceUs[queue]);
  const inState = (state: number): number => world.countOf(queue, state);
  return {
    depthMean: nowUs === 0 ? 0 : areaUs / nowUs,
    depthMax: queues.depthMax[queue],
    readyMax: queues.readyMax[queue],
    oldestAgeMaxUs: Math.max(queues.oldestAgeMaxUs[queue], oldestAgeUs(world, queue)),
    offered: tallies.offered[queue],
    inTransit: inState(Copy.inTransit),
    ready: inState(Copy.ready),
    delayed: inState(Copy.delayed),
    unacked: inState(Copy.unacked),
    handedOver: inState(Copy.handedOver),
    acked: inState(Copy.done),
    deadLettered: inState(Copy.deadLettered),
    dropped: inState(Copy.dropped),
    lost: inState(Copy.lost),
    refused: inState(Copy.refused),
    storedAgain: tallies.storedAgain[queue],
    redrivenIn: world.redriven.of(queue),
    redrivenOut: inState(Copy.redriven),
  };
}

/** The age of the message at the head: how long ago it was published. */
export function oldestAgeUs(world: World, queue: number): number {
  const head = world.queues.head[queue];
  return head < 0 ? 0 : world.nowUs - world.messages.offeredAtUs[world.copies.message[head]];
}

export function nodesWhere(world: World, keep: (node: number, kind: string) => boolean): number[] {
  return world.plan.nodes.flatMap((node, i) => (keep(i, node.kind) ? [i] : []));
}

function sum(nodes: Iterable<number>, of: (node: number) => number): number {
  let total = 0;
  for (const node of nodes) total += of(node);
  return total;
}
