/**
 * committing is how a publisher writes an order down: its own state, and the message about it. Those are two
 * writes, in one order or the other, or one transaction with an outbox.
 */
import { NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Fact, Rule } from '../../trace/index.ts';
import { goOn } from '../calling.ts';
import { Class, Event } from '../eventKinds.ts';
import { crashService } from '../failing.ts';
import { crashProducer, turnAway } from '../producing.ts';
import { letterOf, send } from '../publishing.ts';
import type { World } from '../World.ts';
import { Committing } from './committingTables.ts';
import { putIntoOutbox } from './outbox.ts';
import { newMessage } from './relaying.ts';

/** An order that its publisher is about to write down. */
interface Begun {
  readonly publisher: number;
  readonly wire: number;
  readonly order: number;
  readonly isPoison: boolean;
  /** The call whose thread waits for it, or NO_ROW: the order of a producer. */
  readonly call: number;
}

/** A producer writes down an order that has come. */
export function producerCommits(
  world: World,
  producer: number,
  wire: number,
  order: number,
  isPoison: boolean,
  cause: number,
): void {
  begin(world, { publisher: producer, wire, order, isPoison, call: NO_ROW }, cause);
}

/** The thread of a call comes to what its service commits and publishes along this wire. */
export function serviceCommits(world: World, call: number, wire: number): void {
  const { calls } = world;
  calls.handle[call] = NO_EVENT;
  const publisher = calls.service[call];
  begin(
    world,
    { publisher, wire, order: calls.order[call], isPoison: false, call },
    calls.lastFact[call],
  );
}

function begin(world: World, what: Begun, cause: number): void {
  const { commits } = world;
  const { publisher, order } = what;
  const spec = commits.specs[publisher];
  if (spec === undefined) return;
  const isPublishedFirst = spec.kind === 'publishFirst';
  if (!isPublishedFirst && dies(world, publisher, commits.nodes.armedBefore)) {
    if (world.plan.kinds[publisher] === 'producer') turnAway(world, publisher, order);
    return;
  }
  const row = rowFor(world, what, cause);
  commits.nodes.begun[publisher]++;
  if (spec.kind === 'outbox') {
    rowCommits(world, row);
    putIntoOutbox(world, row);
    if (!dies(world, publisher, commits.nodes.armedAfter)) threadGoesOn(world, what.call);
    return;
  }
  commits.rows.state[row] = Committing.halfway;
  commits.nodes.halfway[publisher]++;
  if (isPublishedFirst) rowPublishes(world, row);
  else {
    rowCommits(world, row);
    if (dies(world, publisher, commits.nodes.armedAfter)) return;
  }
  if (spec.gapUs === 0) secondWriteDue(world, row);
  else {
    commits.rows.timer[row] = world.agenda.schedule(
      world.nowUs + spec.gapUs,
      Class.settle,
      Event.secondWriteDue,
      row,
    );
    // A thread is at work on it until then.
    if (what.call !== NO_ROW) world.calls.handle[what.call] = commits.rows.timer[row];
  }
}

/** The second of two writes. */
export function secondWriteDue(world: World, row: number): void {
  const { rows, nodes } = world.commits;
  const publisher = rows.publisher[row];
  const call = rows.call[row];
  rows.timer[row] = NO_EVENT;
  if (call !== NO_ROW) world.calls.handle[call] = NO_EVENT;
  const isPublished = rows.number[row] > 0;
  // Its crash finds the order half-way, and leaves it so.
  if (isPublished && dies(world, publisher, nodes.armedBefore)) return;
  if (isPublished) rowCommits(world, row);
  else rowPublishes(world, row);
  nodes.halfway[publisher]--;
  nodes.settled[publisher]++;
  rows.state[row] = Committing.free;
  rows.giveBack(row);
  if (isPublished && dies(world, publisher, nodes.armedAfter)) return;
  threadGoesOn(world, call);
}

function rowFor(
  world: World,
  { publisher, wire, order, isPoison, call }: Begun,
  cause: number,
): number {
  const { rows } = world.commits;
  const row = rows.take();
  rows.publisher[row] = publisher;
  rows.wire[row] = wire;
  rows.order[row] = order;
  rows.call[row] = call;
  rows.isPoison[row] = isPoison ? 1 : 0;
  rows.timer[row] = NO_EVENT;
  rows.message[row] = rows.previous[row] = rows.next[row] = NO_ROW;
  rows.number[row] = 0;
  const hasKeys = world.plan.producers[publisher]?.keys !== undefined;
  rows.key[row] = hasKeys ? world.words.numberOf(letterOf(world, publisher).key) : NO_ROW;
  rows.lastFact[row] = cause;
  return row;
}

/** The state is in the database of its publisher: "order paid". */
function rowCommits(world: World, row: number): void {
  const { rows, nodes } = world.commits;
  const publisher = rows.publisher[row];
  const isOne = world.commits.hasOutbox(publisher);
  rows.lastFact[row] = world.record(
    Fact.committed,
    rows.order[row],
    publisher,
    0,
    rows.lastFact[row],
    isOne ? Rule.outbox : Rule.dualWrite,
  );
  nodes.committed[publisher]++;
}

function rowPublishes(world: World, row: number): void {
  const { rows } = world.commits;
  const cause = rows.lastFact[row];
  const message = newMessage(world, row, cause);
  rows.number[row] = world.messages.number[message];
  // The next fact is that of the publish. A broker that is down may let the message go at once.
  rows.lastFact[row] = world.trace.length;
  send(world, message, cause, Rule.publish);
}

/** Whether a crash was armed for this point, and has come. */
function dies(world: World, publisher: number, armed: Int32Array): boolean {
  if (armed[publisher] === 0) return false;
  armed[publisher]--;
  const cause = world.commits.nodes.armedFact[publisher];
  if (world.plan.kinds[publisher] === 'service')
    crashService(world, publisher, cause, Rule.processDied);
  else crashProducer(world, publisher, cause, Rule.processDied);
  return true;
}

function threadGoesOn(world: World, call: number): void {
  if (call !== NO_ROW) goOn(world, call);
}
