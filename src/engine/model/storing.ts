/**
 * storing is the broker's side of a queue: it admits a message, keeps it in order, writes it to disk,
 * takes it out.
 */
import { NO_EVENT, NO_ROW } from '../kernel/index.ts';
import { Copy, CopyDoes } from '../lifecycles/index.ts';
import { Fact, Rule } from '../trace/index.ts';
import { hasLetterFrom } from './deadLetterOrigins.ts';
import { Class, Event } from './eventKinds.ts';
import { expiresFromNow } from './limiting.ts';
import { putAtTail, putInOrder } from './readyOrder.ts';
import { isReplicatedQueue, missWrite, takesPart } from './replicas/majority.ts';
import { CopyFlag, FlushKind, MessageFlag } from './tables.ts';
import type { World } from './World.ts';

/** Puts a copy that has reached its queue at the tail, and on its way to disk. */
export function store(world: World, copy: number, rule: number): void {
  const { copies, queues, messages } = world;
  const queue = copies.queue[copy];
  const message = copies.message[copy];
  if (queues.poisonNext[queue] > 0) {
    queues.poisonNext[queue]--;
    copies.flags[copy] |= CopyFlag.poison;
  }
  if (messages.flags[message] & MessageFlag.poison) copies.flags[copy] |= CopyFlag.poison;
  copies.place[copy] = queues.places[queue]++;
  copies.deliveryCount[copy] = 0;
  world.advance(copy, CopyDoes.STORE);
  const isExtra = (copies.flags[copy] & CopyFlag.extra) !== 0;
  copies.lastFact[copy] = world.record(
    isExtra ? Fact.storedAgain : Fact.stored,
    messages.number[message],
    queue,
    messages.attempts[message],
    copies.lastFact[copy],
    rule,
  );
  copies.storedFact[copy] = copies.lastFact[copy];
  if (isExtra) world.tallies.storedAgain[queue]++;
  if (queues.hasPolicy[queue] === 1) {
    world.letters.takenInAtUs[copies.letter[copy]] = world.nowUs;
    expiresFromNow(world, copy);
    putInOrder(world, copy);
  } else putAtTail(world, copy);
  if (isKeptOnDisk(world, copy) || isConfirmedInOrder(world, copy)) toDisk(world, copy);
  world.wakeQueue(queue);
}

/** Whether this copy is ever written: a durable queue, a persistent message, a disk that is used. */
export function isKeptOnDisk(world: World, copy: number): boolean {
  const queue = world.copies.queue[copy];
  return (
    world.queues.durable[queue] === 1 &&
    world.queues.flushKind[queue] !== FlushKind.never &&
    ((world.messages.flags[world.copies.message[copy]] & MessageFlag.persistent) !== 0 ||
      world.policies.keepsTransient[queue] === 1)
  );
}

// The disk

/** Not kept, and yet confirmed only after what was stored before it is written. */
export function isConfirmedInOrder(world: World, copy: number): boolean {
  const queue = world.copies.queue[copy];
  return (
    world.policies.confirmsInOrder[queue] === 1 &&
    world.queues.durable[queue] === 1 &&
    !isKeptOnDisk(world, copy)
  );
}

/** Adds a record (a publish, or an ack of a stored message) to what the next flush writes. */
export function toDisk(world: World, copy: number): void {
  const { copies, queues } = world;
  if (copies.flags[copy] & CopyFlag.toFlush) return;
  const queue = copies.queue[copy];
  copies.flags[copy] |= CopyFlag.toFlush;
  copies.nextToFlush[copy] = NO_ROW;
  const last = queues.lastToFlush[queue];
  if (last === NO_ROW) queues.firstToFlush[queue] = copy;
  else copies.nextToFlush[last] = copy;
  queues.lastToFlush[queue] = copy;
  if (queues.flush[queue] === NO_EVENT && isUrgent(world, copy)) startFlush(world, queue);
}

/** A lazy disk hurries only for what a publisher waits for. */
function isUrgent(world: World, copy: number): boolean {
  const { copies, messages, policies } = world;
  if (policies.writesLazily[copies.queue[copy]] === 0) return true;
  const isNew = (copies.flags[copy] & CopyFlag.onDisk) === 0;
  return isNew && (messages.flags[copies.message[copy]] & MessageFlag.waiting) !== 0;
}

function startFlush(world: World, queue: number): void {
  const { queues, nowUs } = world;
  if (world.replicas.hasQueues && !takesPart(world, queue)) return;
  const every = queues.flushUs[queue];
  // A flush writes what is there when it starts; what comes meanwhile waits for the next one. A
  // periodic flush starts and ends at its instant.
  const isPeriodic = queues.flushKind[queue] === FlushKind.interval;
  const dueUs = isPeriodic ? (Math.floor(nowUs / every) + 1) * every : nowUs + every;
  queues.flushCovers[queue] = isPeriodic ? NO_ROW : queues.lastToFlush[queue];
  queues.flush[queue] = world.agenda.schedule(dueUs, Class.disk, Event.flushDue, queue);
}

/** What a queue was about to write waits. */
export function stopWriting({ queues, agenda }: World, queue: number): void {
  if (queues.flush[queue] !== NO_EVENT) agenda.cancel(queues.flush[queue]);
  queues.flush[queue] = NO_EVENT;
  queues.flushCovers[queue] = NO_ROW;
}

/** It writes what has waited, from the start. */
export function goOnWriting(world: World, queue: number): void {
  const { firstToFlush, flush } = world.queues;
  if (flush[queue] === NO_EVENT && firstToFlush[queue] !== NO_ROW) startFlush(world, queue);
}

/**
 * The disk has what the flush covered. Returns the messages whose confirm waited for it, in order;
 * they are the publisher's business.
 */
export function flushDue(world: World, queue: number): number[] {
  world.queues.flush[queue] = NO_EVENT;
  const isPeriodic = world.queues.flushKind[queue] === FlushKind.interval;
  const rule = isPeriodic ? Rule.flushInterval : writtenBy(world, queue);
  const confirmable = writeRecords(world, queue, world.queues.flushCovers[queue], rule);
  goOnWriting(world, queue);
  return confirmable;
}

function writtenBy(world: World, queue: number): number {
  return world.replicas.hasQueues && isReplicatedQueue(world, queue)
    ? Rule.majorityWritten
    : Rule.flushEach;
}

/** Writes the records up to this one (NO_ROW: all of them). */
export function writeRecords(world: World, queue: number, upTo: number, rule: number): number[] {
  const { copies, queues, messages } = world;
  const confirmable: number[] = [];
  if (world.replicas.hasQueues) missWrite(world, queue);
  let copy = queues.firstToFlush[queue];
  while (copy !== NO_ROW) {
    const next = copies.nextToFlush[copy];
    const message = copies.message[copy];
    copies.nextToFlush[copy] = NO_ROW;
    copies.flags[copy] &= ~CopyFlag.toFlush;
    if (isConfirmedInOrder(world, copy)) confirmAwaited(world, copy, confirmable);
    else if ((copies.flags[copy] & CopyFlag.onDisk) === 0) {
      copies.flags[copy] |= CopyFlag.onDisk;
      const fact = world.record(
        Fact.flushed,
        messages.number[message],
        queue,
        messages.attempts[message],
        copies.storedFact[copy],
        rule,
      );
      // What has been delivered meanwhile goes on from its delivery, not from the disk.
      if (copies.state[copy] === Copy.ready) copies.lastFact[copy] = fact;
      confirmAwaited(world, copy, confirmable);
    }
    if (isOver(copies.state[copy])) world.letGo(copy);
    if (copies.state[copy] === Copy.handedOver) copies.flags[copy] |= CopyFlag.ackOnDisk;
    if (copy === upTo) {
      copy = next;
      break;
    }
    copy = next;
  }
  queues.firstToFlush[queue] = copy;
  if (copy === NO_ROW) queues.lastToFlush[queue] = NO_ROW;
  return confirmable;
}

function confirmAwaited(world: World, copy: number, confirmable: number[]): void {
  const { copies, messages } = world;
  if ((copies.flags[copy] & CopyFlag.awaited) === 0) return;
  copies.flags[copy] &= ~CopyFlag.awaited;
  const message = copies.message[copy];
  if (--messages.awaiting[message] === 0) confirmable.push(message);
}

// Gone

/** A copy that is gone for good lets its message go; one still listed for the flush, when that is done. */
export function forgetRecord(world: World, copy: number): void {
  if ((world.copies.flags[copy] & CopyFlag.toFlush) === 0) world.letGo(copy);
}

export function isOver(state: number): boolean {
  return (
    state === Copy.done ||
    state === Copy.deadLettered ||
    state === Copy.dropped ||
    state === Copy.lost ||
    state === Copy.refused ||
    state === Copy.redriven
  );
}

/** A message that its producer was told is safe is gone, and nobody was told. */
export function breakLossPromise(world: World, copy: number): void {
  const { copies, messages } = world;
  const message = copies.message[copy];
  if ((messages.flags[message] & MessageFlag.confirmed) === 0 || hasTwin(world, copy)) return;
  world.guarantees.broke(
    'lossAfterConfirm',
    copies.queue[copy],
    copies.lastFact[copy],
    messages.number[message],
  );
}

/**
 * Another copy of the same message is safe in the same queue, or was taken care of there.
 *
 * @param ofDisk look only at copies that the disk has: after a kill the broker knows of no other
 */
export function hasTwin(world: World, copy: number, ofDisk = false): boolean {
  const { copies, messages } = world;
  let twin = messages.firstCopy[copies.message[copy]];
  for (; twin !== NO_ROW; twin = copies.sibling[twin]) {
    const state = copies.state[twin];
    const isGone =
      state === Copy.lost ||
      state === Copy.dropped ||
      state === Copy.refused ||
      state === Copy.inTransit ||
      // Its dead letter has gone back, perhaps as this very copy.
      (state === Copy.deadLettered &&
        !hasLetterFrom(world, copies.message[copy], copies.queue[copy])) ||
      (ofDisk && (copies.flags[twin] & CopyFlag.onDisk) === 0);
    if (twin !== copy && copies.queue[twin] === copies.queue[copy] && !isGone) return true;
  }
  return false;
}

/** The copy is gone and its producer does not know. */
export function lose(world: World, copy: number, cause: number, rule: number): void {
  const { copies } = world;
  world.advance(copy, CopyDoes.LOSE);
  copies.lastFact[copy] = world.record(
    Fact.lost,
    world.messageNumber(copy),
    copies.queue[copy],
    copies.deliveryCount[copy],
    cause,
    rule,
  );
  breakLossPromise(world, copy);
  forgetRecord(world, copy);
}
