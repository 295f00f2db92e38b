/**
 * outbox is what stands in the database of a publisher beside its state: messages that are to be published,
 * until the broker has confirmed them. A crash takes nothing out of it.
 */
import { fail, NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Class, Event } from '../eventKinds.ts';
import { MessageFlag } from '../tables.ts';
import type { World } from '../World.ts';
import { Committing } from './committingTables.ts';

/** A committed order is written into the outbox, to be sent when the relay looks next. */
export function putIntoOutbox(world: World, row: number): void {
  const { rows, nodes } = world.commits;
  rows.state[row] = Committing.toSend;
  nodes.inOutbox[rows.publisher[row]]++;
  world.commits.link(row);
  wakeRelay(world, rows.publisher[row]);
}

/** The relay looks into the outbox every so often, counted from the start of the run, while something is in it. */
export function wakeRelay(world: World, publisher: number): void {
  const { nodes, specs } = world.commits;
  const spec = specs[publisher];
  if (spec?.kind !== 'outbox' || nodes.relay[publisher] !== NO_EVENT) return;
  const dueUs = (Math.floor(world.nowUs / spec.everyUs) + 1) * spec.everyUs;
  nodes.relay[publisher] = world.agenda.schedule(dueUs, Class.settle, Event.relayDue, publisher);
}

/** What its broker has confirmed, or its publisher wants no confirm of, is taken out of the outbox. */
export function takeFromOutbox(world: World, message: number): void {
  const { rows, nodes } = world.commits;
  const row = rowOf(world, message);
  const publisher = rows.publisher[row];
  world.commits.unlink(row);
  nodes.inOutbox[publisher]--;
  nodes.settled[publisher]++;
  rows.state[row] = Committing.free;
  rows.giveBack(row);
}

/** Its publisher has given a message up, or was told no: the relay begins anew, with another message. */
export function sendAnew(world: World, message: number): void {
  const { rows } = world.commits;
  const row = rowOf(world, message);
  rows.message[row] = NO_ROW;
  rows.state[row] = Committing.toSend;
  wakeRelay(world, rows.publisher[row]);
}

/** The process that has sent a message dies. The message stays in the outbox, and its confirm is not heard. */
export function keepInOutbox(world: World, message: number): void {
  const { messages, agenda } = world;
  if (messages.timer[message] !== NO_EVENT) agenda.cancel(messages.timer[message]);
  messages.timer[message] = NO_EVENT;
  messages.flags[message] &= ~MessageFlag.confirmSent;
  messages.flags[message] |= MessageFlag.kept;
}

function rowOf(world: World, message: number): number {
  const { rows, nodes } = world.commits;
  let row = nodes.first[world.messages.publisher[message]];
  while (row !== NO_ROW && rows.message[row] !== message) row = rows.next[row];
  if (row === NO_ROW) fail(`m${world.messages.number[message]} is in no outbox`);
  return row;
}
