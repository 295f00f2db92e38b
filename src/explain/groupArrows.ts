/** groupArrows draws what a group and its members say to each other that is about no one message. */
import { Fact, NO_NODE, type TraceEntry } from '../engine/index.ts';
import { type Arrow, at, type End, note } from './Arrow.ts';
import type { Chronicle } from './Chronicle.ts';
import { queueAt } from './names.ts';
import { commitArrow, DEALT_OUT } from './recordArrows.ts';

export function groupArrows({ world }: Chronicle, entry: TraceEntry): Arrow[] {
  const group = queueAt(world, entry.place);
  const { logOf } = world.logs.plan;
  const log = at(logOf[group] ?? NO_NODE);
  const own = at(logOf[entry.place] ?? NO_NODE);
  switch (entry.kind) {
    case Fact.offsetCommitted:
    case Fact.commitFenced:
      return [commitArrow(entry, log, 0)];
    case Fact.rebalanceBegan:
      return [note(entry, own, DEALT_OUT)];
    case Fact.partitionDealt:
      return [noteAt(entry, `owns P${entry.count}`)];
    case Fact.memberGivenUp:
      return [noteAt(entry, 'given up')];
    default:
      return [];
  }
}

function noteAt(entry: TraceEntry, label: string): Arrow {
  const here: End = at(entry.place);
  return note(entry, here, label);
}
