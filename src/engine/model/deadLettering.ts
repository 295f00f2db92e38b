/**
 * deadLettering is how a queue gives a copy up: it becomes a dead letter somewhere else, with a record
 * of its death, or it is dropped.
 */
import { NO_ROW } from '../kernel/index.ts';
import { CopyDoes } from '../lifecycles/index.ts';
import { Fact, Rule } from '../trace/index.ts';
import { copyLetter, Died, goesRound, recordDeath } from './letters.ts';
import { expiresFromNow, refusesDeadLetter } from './limiting.ts';
import { NO_NODE } from './Plan.ts';
import { putAtTail, putInOrder } from './readyOrder.ts';
import { isThere, queuesByExchange } from './routing.ts';
import { breakLossPromise, forgetRecord, isKeptOnDisk, toDisk } from './storing.ts';
import { CopyFlag } from './tables.ts';
import type { World } from './World.ts';

/** The queue gives a copy up: to its dead-letter queue if it has one, else it is dropped. */
export function takeOut(world: World, copy: number, cause: number, rule: number): void {
  const { copies, plan } = world;
  if (plan.writesLetters) {
    takeOutByLetter(world, copy, cause, rule);
    return;
  }
  const queue = copies.queue[copy];
  const deadLetterQueue = plan.deadLetterTo[queue];
  const number = world.messageNumber(copy);
  const count = copies.deliveryCount[copy];
  if (deadLetterQueue === NO_NODE) {
    world.advance(copy, CopyDoes.DROP);
    copies.lastFact[copy] = world.record(Fact.dropped, number, queue, count, cause, rule);
    breakLossPromise(world, copy);
  } else {
    world.advance(copy, CopyDoes.DEAD_LETTER);
    copies.lastFact[copy] = world.record(Fact.deadLettered, number, queue, count, cause, rule);
    moveTo(world, deadLetterQueue, copy);
  }
  forgetRecord(world, copy);
}

/** A dead letter is stored anew in its queue. The move is one record: on disk if the queue is. */
function moveTo(world: World, queue: number, from: number): void {
  const { copies } = world;
  const copy = addDeadLetter(world, queue, from);
  world.advance(copy, CopyDoes.STORE);
  putAtTail(world, copy);
  if (isKeptOnDisk(world, copy)) copies.flags[copy] |= CopyFlag.onDisk;
  world.wakeQueue(queue);
}

function addDeadLetter(world: World, queue: number, from: number): number {
  const { copies } = world;
  const kept = copies.flags[from] & CopyFlag.poison;
  const copy = world.addCopy(copies.message[from], queue, CopyFlag.deadLetter | kept);
  world.tallies.offered[queue]++;
  copies.place[copy] = world.queues.places[queue]++;
  copies.lastFact[copy] = copies.lastFact[from];
  return copy;
}

/** The same where messages carry letters: by exchange and key, with a record of the death. */
function takeOutByLetter(world: World, copy: number, cause: number, rule: number): void {
  const { copies } = world;
  const queue = copies.queue[copy];
  const number = world.messageNumber(copy);
  const count = copies.deliveryCount[copy];
  const targets = deadLetterQueues(world, copy);
  const open = targets.filter((target) => !isRound(world, copy, queue, target, rule));
  if (open.length === 0) {
    const why =
      targets.length > 0
        ? Rule.deadLetterCycle
        : isDeadLettering(world, queue)
          ? Rule.deadLetterNowhere
          : rule;
    world.advance(copy, CopyDoes.DROP);
    copies.lastFact[copy] = world.record(Fact.dropped, number, queue, count, cause, why);
    breakLossPromise(world, copy);
  } else {
    world.advance(copy, CopyDoes.DEAD_LETTER);
    copies.lastFact[copy] = world.record(Fact.deadLettered, number, queue, count, cause, rule);
    for (const target of open) publishDeadLetter(world, target, copy, rule);
  }
  forgetRecord(world, copy);
}

/** Publishes a copy that was refused as a dead letter too: it has never been in its queue. */
export function deadLetterRefused(world: World, copy: number): void {
  for (const target of deadLetterQueues(world, copy)) {
    if (!isRound(world, copy, world.copies.queue[copy], target, Rule.maxLengthReject))
      publishDeadLetter(world, target, copy, Rule.maxLengthReject);
  }
}

/** Whether what this queue gives up is meant to go somewhere. */
export function isDeadLettering({ plan, policies }: World, queue: number): boolean {
  return policies.hasDeadLetter[queue] === 1 || plan.deadLetterTo[queue] !== NO_NODE;
}

function deadLetterQueues(world: World, copy: number): number[] {
  const { copies, letters, policies, plan, words } = world;
  const queue = copies.queue[copy];
  if (policies.hasDeadLetter[queue] === 0) {
    const fixed = plan.deadLetterTo[queue];
    return fixed === NO_NODE || !isThere(world, fixed) ? [] : [fixed];
  }
  const key = policies.deadLetterKey[queue];
  const text = words.textOf(key === NO_ROW ? letters.key[copies.letter[copy]] : key);
  return queuesByExchange(world, policies.deadLetterExchange[queue], plan.brokerOf[queue], text);
}

/** A rejection is somebody's will, and may go round; what goes round by itself is cut. */
function isRound(world: World, copy: number, queue: number, target: number, rule: number): boolean {
  if (reasonOf(rule) === Died.rejected) return false;
  return target === queue || goesRound(world, copy, target);
}

/** Nobody waits for a confirm of it: a queue that refuses it loses it. */
function publishDeadLetter(world: World, target: number, from: number, rule: number): void {
  const { copies, letters, policies, plan, words } = world;
  const queue = copies.queue[from];
  const copy = addDeadLetter(world, target, from);
  copyLetter(world, from, copy);
  const letter = copies.letter[copy];
  recordDeath(world, copy, queue, reasonOf(rule));
  if (policies.hasDeadLetter[queue] === 1) {
    const key = policies.deadLetterKey[queue];
    if (key !== NO_ROW) letters.key[letter] = key;
    letters.exchange[letter] = policies.deadLetterExchange[queue];
  } else {
    letters.key[letter] = words.numberOf(plan.nodes[target].id);
    letters.exchange[letter] = NO_ROW;
  }
  if (refusesDeadLetter(world, copy)) {
    if (policies.deadLettersRefused[target] === 1) deadLetterRefused(world, copy);
    world.advance(copy, CopyDoes.LOSE);
    copies.lastFact[copy] = world.record(
      Fact.lost,
      world.messageNumber(copy),
      target,
      0,
      copies.lastFact[copy],
      Rule.maxLengthReject,
    );
    breakLossPromise(world, copy);
    world.letGo(copy);
    return;
  }
  world.advance(copy, CopyDoes.STORE);
  if (policies.hasDeadLetter[queue] === 1) {
    // Where it goes cannot be read from the plan: its storing is a fact of its own.
    copies.lastFact[copy] = world.record(
      Fact.stored,
      world.messageNumber(copy),
      target,
      0,
      copies.lastFact[copy],
      Rule.routingKey,
    );
    copies.storedFact[copy] = copies.lastFact[copy];
  }
  expiresFromNow(world, copy);
  putInOrder(world, copy);
  if (isKeptOnDisk(world, copy)) {
    if (world.queues.hasPolicy[target] === 1) toDisk(world, copy);
    else copies.flags[copy] |= CopyFlag.onDisk;
  }
  world.wakeQueue(target);
}

function reasonOf(rule: number): number {
  if (rule === Rule.timeToLive) return Died.expired;
  if (rule === Rule.deliveryLimit) return Died.deliveryLimit;
  return rule === Rule.maxLengthDropHead || rule === Rule.maxLengthReject
    ? Died.maxlen
    : Died.rejected;
}
