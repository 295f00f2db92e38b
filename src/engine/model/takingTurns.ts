/**
 * takingTurns is whom a queue serves next: round robin over its consumers, by their priority, or one
 * active consumer only.
 *
 * Who joins the turn again when matters: one broker takes a full consumer out of the turn at once and
 * lets it in at the end when it has room again; another does so only when it comes to its turn full.
 */
import { NO_ROW } from '../kernel/index.ts';
import { Consumer } from '../lifecycles/index.ts';
import { isAskedFor } from './receiving.ts';
import { Turns } from './tables.ts';
import type { World } from './World.ts';

/** Whether the broker sends to this consumer at all. */
export function isServed(world: World, consumer: number): boolean {
  const { consumers, plan, wires } = world;
  const state = consumers.state[consumer];
  // A dead consumer whose connection still seems open is sent to as before, until the news of its
  // death arrives. Over a wire without latency it arrives at once.
  if (
    state === Consumer.down &&
    wires.latencyUs[plan.subscriptionOf[consumers.group[consumer]]] === 0
  ) {
    return false;
  }
  return (
    consumers.connected[consumer] === 1 && state !== Consumer.leaving && state !== Consumer.removed
  );
}

export function hasRoom(world: World, consumer: number): boolean {
  const { consumers, groups } = world;
  const group = consumers.group[consumer];
  if (world.plan.receives && !isAskedFor(world, consumer)) return false;
  return (
    groups.ackOnSend[group] === 1 ||
    consumers.window[consumer] - consumers.outsideWindow[consumer] < groups.prefetchLimit[group]
  );
}

/** The next consumer of a queue with a policy, or NO_ROW. Its turn is not over before `served`. */
export function nextByPolicy(world: World, queue: number): number {
  const { policies, consumers } = world;
  if (policies.singleActive[queue] === 1) {
    const active = activeOf(world, queue);
    return active !== NO_ROW && hasRoom(world, active) ? active : NO_ROW;
  }
  if (policies.turns[queue] === Turns.inOrder) return nextInOrder(world, queue);
  for (;;) {
    const consumer = firstInTurn(world, queue);
    if (consumer === NO_ROW || hasRoom(world, consumer)) return consumer;
    consumers.isInTurn[consumer] = 0;
  }
}

/** Lets those into the turn who have room again, and takes those out who are gone. */
export function refreshTurns(world: World, queue: number): void {
  const { consumers, policies } = world;
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    if (consumers.queue[consumer] !== queue) continue;
    if (!isServed(world, consumer)) consumers.isInTurn[consumer] = 0;
    else if (consumers.isInTurn[consumer] === 0 && hasRoom(world, consumer)) {
      consumers.isInTurn[consumer] = 1;
      consumers.turnAt[consumer] = ++policies.turnCounter[queue];
    }
  }
}

/** A consumer has been served: it stands at the end of the turn, unless it is full and has to leave it. */
export function served(world: World, queue: number, consumer: number): void {
  const { consumers, policies, queues } = world;
  queues.turn[queue] = consumer;
  consumers.turnAt[consumer] = ++policies.turnCounter[queue];
  if (policies.turns[queue] === Turns.whenFull && !hasRoom(world, consumer))
    consumers.isInTurn[consumer] = 0;
}

function firstInTurn(world: World, queue: number): number {
  const { consumers } = world;
  let best = NO_ROW;
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    if (consumers.queue[consumer] !== queue || consumers.isInTurn[consumer] === 0) continue;
    const isBetter =
      best === NO_ROW ||
      consumers.priority[consumer] > consumers.priority[best] ||
      (consumers.priority[consumer] === consumers.priority[best] &&
        consumers.turnAt[consumer] < consumers.turnAt[best]);
    if (isBetter) best = consumer;
  }
  return best;
}

function nextInOrder(world: World, queue: number): number {
  const { consumers, queues } = world;
  const count = consumers.rows;
  let best = NO_ROW;
  let consumer = queues.turn[queue];
  for (let i = 0; i < count; i++) {
    consumer = consumer + 1 >= count ? 0 : consumer + 1;
    if (consumers.queue[consumer] !== queue || !isServed(world, consumer)) continue;
    if (!hasRoom(world, consumer)) continue;
    if (best === NO_ROW || consumers.priority[consumer] > consumers.priority[best]) best = consumer;
  }
  return best;
}

/** The one that is served: it stays so until it goes, and then the longest-waiting one follows. */
function activeOf(world: World, queue: number): number {
  const { consumers, policies } = world;
  const current = policies.active[queue];
  if (current !== NO_ROW && isServed(world, current)) return current;
  let next = NO_ROW;
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    if (consumers.queue[consumer] !== queue || !isServed(world, consumer)) continue;
    const higher =
      next === NO_ROW || policies.activeByPriority[queue] === 0
        ? 0
        : consumers.priority[consumer] - consumers.priority[next];
    const isEarlier =
      next === NO_ROW || consumers.subscribedAt[consumer] < consumers.subscribedAt[next];
    if (higher > 0 || (higher === 0 && isEarlier)) next = consumer;
  }
  policies.active[queue] = next;
  return next;
}
