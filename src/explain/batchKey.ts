/** batchKey says which facts may be told in one sentence: same kind, same place, same rule. */
import { Fact, NO_NODE, type Trace, type World } from '../engine/index.ts';
import { queueAt } from './names.ts';

/** Facts at consumers that are told by their queue: which consumer it was is the smaller half of them. */
const toldByQueue: ReadonlySet<number> = new Set([
  Fact.redelivered,
  Fact.effectRepeated,
  Fact.effectSuppressed,
  Fact.attemptFailed,
  Fact.ackCameTooLate,
  Fact.ackLost,
]);

/** Each of them is about another replica or partition, of which its count is the number. */
const toldByReplica: ReadonlySet<number> = new Set([
  Fact.replicaDown,
  Fact.replicaUp,
  Fact.leaderElected,
  Fact.leaderMissing,
  Fact.leftInSync,
  Fact.joinedInSync,
]);
/** More than any key without a count. */
const KEYS = 256 * 512 * 256;

export function batchKey(world: World, trace: Trace, fact: number): number {
  const kind = trace.kind(fact);
  const place = trace.place(fact);
  const queue = toldByQueue.has(kind) ? queueAt(world, place) : NO_NODE;
  const key = (kind * 512 + (queue === NO_NODE ? place : queue)) * 256 + trace.rule(fact);
  return toldByReplica.has(kind) ? key + (1 + trace.count(fact)) * KEYS : key;
}
