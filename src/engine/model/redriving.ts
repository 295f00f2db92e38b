/**
 * redriving moves dead letters back: to the queue that each died in, or all to one that is named; all at
 * once, or no more than so many a second.
 *
 * What is moved is a new message to the queue that gets it: it stands behind all others, and its
 * deliveries count from one. It follows Amazon SQS's message move task, but for one thing: there the
 * move is a receive, a send and a delete, here it is one step.
 */
import { NO_EVENT, NO_ROW, US_PER_S } from '../kernel/index.ts';
import { Copy, CopyDoes } from '../lifecycles/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../trace/index.ts';
import { takeOut } from './deadLettering.ts';
import { originOf } from './deadLetterOrigins.ts';
import { Class, Event } from './eventKinds.ts';
import type { Act } from './Intervention.ts';
import { copyLetter } from './letters.ts';
import { expiresFromNow, refuses } from './limiting.ts';
import { NO_NODE, nodeOf } from './Plan.ts';
import { putAtTail, putInOrder, removeFromReady } from './readyOrder.ts';
import { isThere } from './routing.ts';
import { forgetRecord, isKeptOnDisk } from './storing.ts';
import { CopyFlag } from './tables.ts';
import type { World } from './World.ts';

/**
 * A redrive of a dead-letter queue begins. It moves what is ready there now: what comes in later stays,
 * and so does what a consumer holds. Nothing happens while another redrive of the queue goes on.
 */
export function redrive(
  world: World,
  from: number,
  act: Act & { readonly kind: 'redrive' },
  cause: number,
): void {
  const { queues, plan, redrives } = world;
  const ready = world.countOf(from, Copy.ready);
  if (!world.isRunning(plan.brokerOf[from]) || !isThere(world, from)) return;
  if (ready === 0 || redriveOf(world, from) !== NO_ROW) return;
  const row = redrives.take();
  redrives.from[row] = from;
  redrives.to[row] = act.to === null ? NO_NODE : nodeOf(plan, act.to);
  redrives.upTo[row] = queues.places[from];
  redrives.perS[row] = act.perS;
  redrives.beganAtUs[row] = world.nowUs;
  redrives.moved[row] = 0;
  redrives.due[row] = NO_EVENT;
  redrives.beganFact[row] = redrives.lastFact[row] = world.record(
    Fact.redriveBegan,
    NO_MESSAGE,
    from,
    ready,
    cause,
    Rule.redrive,
  );
  if (act.perS !== Number.POSITIVE_INFINITY) moveNext(world, row);
  else while (move(world, row));
}

/** The time has come for the next message of a redrive. */
export function redriveDue(world: World, row: number): void {
  world.redrives.due[row] = NO_EVENT;
  moveNext(world, row);
}

/** The row of the redrive of a queue that goes on, or NO_ROW. */
function redriveOf({ redrives }: World, from: number): number {
  for (let row = 0; row < redrives.rows; row++) if (redrives.from[row] === from) return row;
  return NO_ROW;
}

/** Whether a redrive of this queue goes on. */
export function isRedriven(world: World, queue: number): boolean {
  return redriveOf(world, queue) !== NO_ROW;
}

/** Somebody stops the redrive of a queue: what is not moved stays. */
export function stopRedrive(world: World, from: number, cause: number, rule: number): void {
  const row = redriveOf(world, from);
  if (row !== NO_ROW) end(world, row, cause, rule);
}

/** Redrives end with their broker. */
export function stopRedrives(world: World, broker: number, cause: number): void {
  const { redrives, plan } = world;
  for (let row = 0; row < redrives.rows; row++) {
    const from = redrives.from[row];
    if (from !== NO_NODE && plan.brokerOf[from] === broker)
      end(world, row, cause, Rule.brokerUnreachable);
  }
}

/** Moves one message. The n-th after the first is due n gaps after the beginning, so that rounding never adds up. */
function moveNext(world: World, row: number): void {
  const { redrives, agenda } = world;
  if (!move(world, row)) return;
  const afterUs = Math.floor((redrives.moved[row] * US_PER_S) / redrives.perS[row] + 0.5);
  const dueUs = redrives.beganAtUs[row] + afterUs;
  redrives.due[row] = agenda.schedule(dueUs, Class.settle, Event.redriveDue, row);
}

/** Moves the first message that can be; ends the redrive and returns false when there is none left. */
function move(world: World, row: number): boolean {
  const { copies, redrives } = world;
  const from = redrives.from[row];
  let copy = world.queues.head[from];
  let why: number = Rule.redrive;
  for (; copy !== NO_ROW; copy = copies.next[copy]) {
    if (copies.place[copy] >= redrives.upTo[row]) continue;
    const to = redrives.to[row] === NO_NODE ? originOf(world, copy) : redrives.to[row];
    if (to === NO_NODE) {
      why = Rule.noOrigin;
      continue;
    }
    const obstacle = whyNotTaken(world, to, copy);
    if (obstacle !== Rule.none) {
      why = obstacle;
      break;
    }
    moveTo(world, to, copy, row);
    if (hasMore(world, row)) return true;
    why = Rule.redrive;
    break;
  }
  end(world, row, redrives.lastFact[row], why);
  return false;
}

/** Whether anything is left that was there when the redrive began. */
function hasMore({ copies, queues, redrives }: World, row: number): boolean {
  let copy = queues.head[redrives.from[row]];
  for (; copy !== NO_ROW; copy = copies.next[copy])
    if (copies.place[copy] < redrives.upTo[row]) return true;
  return false;
}

function end(world: World, row: number, cause: number, rule: number): void {
  const { redrives, agenda } = world;
  world.record(Fact.redriveEnded, NO_MESSAGE, redrives.from[row], redrives.moved[row], cause, rule);
  if (redrives.due[row] !== NO_EVENT) agenda.cancel(redrives.due[row]);
  redrives.due[row] = NO_EVENT;
  redrives.from[row] = NO_NODE;
  redrives.giveBack(row);
}

/** Why a queue does not take a message that is moved to it, as a rule; Rule.none when it does. */
function whyNotTaken(world: World, to: number, copy: number): number {
  const { copies, letters, queues } = world;
  if (!isThere(world, to)) return Rule.noSuchQueue;
  if (queues.hasPolicy[to] === 1)
    return refuses(world, to, letters.bytes[copies.letter[copy]])
      ? Rule.maxLengthReject
      : Rule.none;
  const isFull = world.countOf(to, Copy.ready) >= queues.maxLength[to];
  return isFull && queues.dropHead[to] === 0 ? Rule.maxLengthReject : Rule.none;
}

/** The message leaves the one queue and is stored in the other, in one record. */
function moveTo(world: World, to: number, from: number, row: number): void {
  const { copies, queues, redrives, tallies } = world;
  removeFromReady(world, from);
  world.advance(from, CopyDoes.REDRIVE);
  const kept = copies.flags[from] & CopyFlag.poison;
  const copy = world.addCopy(copies.message[from], to, CopyFlag.extra | kept);
  tallies.storedAgain[to]++;
  world.redriven.add(to);
  copies.place[copy] = queues.places[to]++;
  const fact = world.record(
    Fact.redriven,
    world.messageNumber(copy),
    to,
    0,
    redrives.beganFact[row],
    Rule.redrive,
  );
  copies.lastFact[from] = copies.lastFact[copy] = copies.storedFact[copy] = fact;
  redrives.lastFact[row] = fact;
  redrives.moved[row]++;
  if (world.plan.writesLetters) address(world, from, copy);
  world.advance(copy, CopyDoes.STORE);
  if (queues.hasPolicy[to] === 1) putInOrder(world, copy);
  else {
    makeRoom(world, to, fact);
    putAtTail(world, copy);
  }
  if (isKeptOnDisk(world, copy)) copies.flags[copy] |= CopyFlag.onDisk;
  forgetRecord(world, from);
  world.wakeQueue(redrives.from[row]);
  world.wakeQueue(to);
}

/** It is sent to the queue by its name. Where it died before stays written on it. */
function address(world: World, from: number, copy: number): void {
  const { copies, letters, plan, words } = world;
  copyLetter(world, from, copy);
  const letter = copies.letter[copy];
  letters.key[letter] = words.numberOf(plan.nodes[copies.queue[copy]].id);
  letters.exchange[letter] = NO_ROW;
  letters.takenInAtUs[letter] = world.nowUs;
  expiresFromNow(world, copy);
}

/** A full queue that drops its oldest does so for what is moved to it as for what is published. */
function makeRoom(world: World, queue: number, cause: number): void {
  const { queues } = world;
  // The newcomer is ready already, and not yet in the list.
  while (queues.head[queue] !== NO_ROW) {
    if (world.countOf(queue, Copy.ready) <= queues.maxLength[queue]) return;
    const oldest = queues.head[queue];
    removeFromReady(world, oldest);
    takeOut(world, oldest, cause, Rule.maxLengthDropHead);
  }
}
