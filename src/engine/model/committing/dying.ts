/**
 * dying is what a crash does to a publisher that commits: what it was half-way through writing stays half
 * done, and nobody will do the rest. What stands in an outbox stays there.
 */
import { NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Fact, NO_FACT, Rule } from '../../trace/index.ts';
import type { World } from '../World.ts';
import { Committing } from './committingTables.ts';
import { wakeRelay } from './outbox.ts';

export function committerDies(world: World, publisher: number, cause: number): void {
  const { commits, agenda } = world;
  if (!commits.commits(publisher)) return;
  const { rows, nodes } = commits;
  if (nodes.relay[publisher] !== NO_EVENT) agenda.cancel(nodes.relay[publisher]);
  nodes.relay[publisher] = NO_EVENT;
  for (let row = 0; row < rows.rows; row++) {
    if (rows.state[row] !== Committing.halfway || rows.publisher[row] !== publisher) continue;
    // The thread of a call has been stopped with its service.
    const isOwn = rows.call[row] === NO_ROW && rows.timer[row] !== NO_EVENT;
    if (isOwn) agenda.cancel(rows.timer[row]);
    leaveHalfDone(world, row, cause);
  }
}

/** One of the two writes is done, and the other never will be. */
function leaveHalfDone(world: World, row: number, cause: number): void {
  const { rows, nodes } = world.commits;
  const publisher = rows.publisher[row];
  const number = rows.number[row];
  const isPublished = number > 0;
  const fact = world.record(
    isPublished ? Fact.neverCommitted : Fact.neverPublished,
    isPublished ? number : rows.order[row],
    publisher,
    0,
    cause,
    Rule.dualWrite,
  );
  nodes.halfway[publisher]--;
  if (isPublished) nodes.uncommitted[publisher]++;
  else nodes.unpublished[publisher]++;
  if (nodes.brokenBy[publisher] === NO_FACT) {
    nodes.brokenBy[publisher] = fact;
    nodes.brokenMessage[publisher] = number;
  }
  rows.state[row] = Committing.free;
  rows.giveBack(row);
}

/** A process that runs again finds its outbox as it was. */
export function committerStarts(world: World, publisher: number): void {
  const { commits } = world;
  if (commits.commits(publisher) && commits.nodes.inOutbox[publisher] > 0)
    wakeRelay(world, publisher);
}
