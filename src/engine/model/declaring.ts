/** declaring is how queues come and go while a system runs: declared, purged, deleted, expired. */
import { NO_EVENT, NO_ROW } from '../kernel/index.ts';
import { Copy, CopyDoes } from '../lifecycles/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../trace/index.ts';
import { ChannelError, loseQueue } from './channels.ts';
import { noteUse, stopExpiry } from './expiring.ts';
import { declaredAs, setQueue } from './queueSettings.ts';
import { removeFromReady } from './readyOrder.ts';
import { isThere } from './routing.ts';
import type { QueueSpec } from './Scenario.ts';
import { cutDelay, stopTimer } from './settling.ts';
import { breakLossPromise, forgetRecord } from './storing.ts';
import type { World } from './World.ts';

/** A queue is declared, by the `act`-th act of the run: made, or found as it was said to be. */
export function declareQueue(
  world: World,
  queue: number,
  spec: QueueSpec,
  act: number,
  cause: number,
  rule: number,
): void {
  const isPossible = spec.policy?.isPossible !== false;
  if (isThere(world, queue) || !isPossible) {
    if (!isPossible || declarationOf(spec) !== declarationOf(declaredAs(world, queue))) {
      world.record(
        Fact.channelClosed,
        NO_MESSAGE,
        queue,
        ChannelError.precondition,
        cause,
        Rule.otherSettings,
      );
    } else noteUse(world, queue);
    return;
  }
  world.existence.isGone[queue] = 0;
  world.policies.declaredBy[queue] = act;
  setQueue(world, queue, spec);
  world.record(Fact.queueDeclared, NO_MESSAGE, queue, 0, cause, rule);
  noteUse(world, queue);
}

function declarationOf({ title, policy, ...spec }: QueueSpec): string {
  return policy?.declaration || JSON.stringify([spec, policy?.expiresUs, policy?.ttlUs]);
}

/** Somebody asks whether a queue is there, which counts as using it. */
export function lookUpQueue(world: World, queue: number): void {
  if (isThere(world, queue)) noteUse(world, queue);
}

/** Takes out what is ready. What is unacked belongs to its consumers. */
export function purgeQueue(world: World, queue: number, cause: number): void {
  const { queues } = world;
  const count = world.countOf(queue, Copy.ready);
  const fact = world.record(Fact.purged, NO_MESSAGE, queue, count, cause, Rule.purge);
  while (queues.head[queue] !== NO_ROW) {
    const copy = queues.head[queue];
    removeFromReady(world, copy);
    drop(world, copy, fact, Rule.purge);
  }
  world.wakeQueue(queue);
}

export function deleteQueue(world: World, queue: number, cause: number, rule: number): void {
  const { copies, existence, policies, agenda, tallies } = world;
  const fact = world.record(
    Fact.queueDeleted,
    NO_MESSAGE,
    queue,
    world.depthOf(queue),
    cause,
    rule,
  );
  existence.isGone[queue] = existence.isUnbound[queue] = 1;
  for (let copy = 0; copy < copies.rows; copy++) {
    if (copies.queue[copy] !== queue) continue;
    const state = copies.state[copy];
    if (state === Copy.ready) removeFromReady(world, copy);
    else if (state === Copy.delayed) cutDelay(world, copy);
    else if (state === Copy.unacked) {
      copies.delivery[copy] = NO_ROW;
      stopTimer(world, copy);
      tallies.cutShort[queue]++;
    } else continue;
    drop(world, copy, fact, Rule.queueDeleted);
  }
  if (policies.headExpires[queue] !== NO_EVENT) agenda.cancel(policies.headExpires[queue]);
  policies.headExpires[queue] = NO_EVENT;
  loseQueue(world, queue, fact);
  policies.active[queue] = NO_ROW;
  stopExpiry(world, queue);
}

function drop(world: World, copy: number, cause: number, rule: number): void {
  const { copies } = world;
  world.advance(copy, CopyDoes.DROP);
  copies.lastFact[copy] = world.record(
    Fact.dropped,
    world.messageNumber(copy),
    copies.queue[copy],
    copies.deliveryCount[copy],
    cause,
    rule,
  );
  breakLossPromise(world, copy);
  forgetRecord(world, copy);
}

export function queueExpires(world: World, queue: number): void {
  world.policies.expires[queue] = NO_EVENT;
  // A broker that is down deletes nothing.
  if (!world.isRunning(world.plan.brokerOf[queue])) return;
  deleteQueue(world, queue, -1, Rule.queueExpiry);
}
