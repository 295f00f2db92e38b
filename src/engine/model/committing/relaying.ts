/**
 * relaying is how the messages of an outbox come to their broker: a relay, part of its publisher's process,
 * looks into it every so often and publishes what it finds. What it has sent and was not told is safe, it
 * sends again after a crash: at least once, and perhaps twice.
 */
import { NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Rule } from '../../trace/index.ts';
import { blankLetter } from '../letters.ts';
import { lastTurnOf } from '../outages.ts';
import { publishingOf } from '../Plan.ts';
import { messageAbout, type OneWay, send } from '../publishing.ts';
import { MessageFlag } from '../tables.ts';
import type { World } from '../World.ts';
import { Committing } from './committingTables.ts';
import { takeFromOutbox, wakeRelay } from './outbox.ts';

export function relayDue(world: World, publisher: number): void {
  const { rows, nodes } = world.commits;
  nodes.relay[publisher] = NO_EVENT;
  let isLeft = false;
  for (let row = nodes.first[publisher]; row !== NO_ROW; ) {
    const next = rows.next[row];
    if (isToSend(world, row)) {
      // Where no broker takes it now, it stays where it is until the relay looks again.
      if (!canSend(world, row)) isLeft = true;
      else if (rows.state[row] === Committing.toSend) relay(world, row);
      else sendAfterCrash(world, rows.message[row]);
    }
    row = next;
  }
  if (isLeft) wakeRelay(world, publisher);
}

/** Never sent, or sent by a process that has died since. */
function isToSend({ commits: { rows }, messages }: World, row: number): boolean {
  return (
    rows.state[row] === Committing.toSend ||
    (messages.flags[rows.message[row]] & MessageFlag.kept) !== 0
  );
}

function canSend(world: World, row: number): boolean {
  const { plan, commits } = world;
  return world.isRunning(plan.brokerOf[plan.wireTo[commits.rows.wire[row]]]);
}

/** Publishes what stands in a row of the outbox. */
function relay(world: World, row: number): void {
  const { rows } = world.commits;
  const cause = rows.lastFact[row];
  const message = newMessage(world, row, cause);
  rows.message[row] = message;
  rows.state[row] = Committing.sent;
  world.messages.flags[message] |= MessageFlag.inOutbox;
  const wantsConfirm = (world.messages.flags[message] & MessageFlag.wantsConfirm) !== 0;
  // Nobody will say that it is safe: sent is sent.
  if (!wantsConfirm) takeFromOutbox(world, message);
  send(world, message, cause, Rule.outbox);
}

/** A message about a committed order, as its publisher writes it. */
export function newMessage(world: World, row: number, cause: number): number {
  const { rows } = world.commits;
  const publisher = rows.publisher[row];
  return messageAbout(
    world,
    publisher,
    rows.wire[row],
    rows.order[row],
    rows.isPoison[row] === 1,
    cause,
    wayOf(world, row),
  );
}

/** An order keeps the key that it had when it was committed, though others have been placed since. */
function wayOf(world: World, row: number): OneWay | null {
  const { rows } = world.commits;
  if (rows.key[row] === NO_ROW) return null;
  const { confirm, persistent, letter } = publishingOf(world.plan, rows.publisher[row]);
  const key = world.words.textOf(rows.key[row]);
  return { confirm, persistent, letter: { ...(letter ?? blankLetter), key } };
}

/** A process that runs again cannot know whether what it sent before its crash has arrived. */
function sendAfterCrash(world: World, message: number): void {
  const { messages } = world;
  messages.flags[message] &= ~MessageFlag.kept;
  send(world, message, lastTurnOf(world, messages.publisher[message]), Rule.outbox);
}
