/** whyOfReplicas is what replicas have to do with it that a message or a record does not move. */
import {
  Fact,
  NO_FACT,
  NO_LEADER,
  NO_NODE,
  NO_ROW,
  Rule,
  takesPart,
  type World,
} from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import { the } from './names.ts';
import type { Past, Reason } from './Reason.ts';
import { say } from './Sentence.ts';
import { part } from './tellReplicas.ts';
import { counted } from './words.ts';

/** Why a queue with replicas gives nothing and writes nothing; null: it does. */
export function whyStandsStill(c: Chronicle, queue: number): Reason | null {
  const { replicas } = c.world;
  if (!replicas.hasQueues || takesPart(c.world, queue)) return null;
  const behind = crashAt(c, queue);
  return replicas.quorums.hasMajority[queue] === 0
    ? {
        clause: say`${the(c.world, queue)} has no majority of its replicas`,
        rule: Rule.noMajority,
        behind,
      }
    : { clause: say`nobody leads ${the(c.world, queue)} yet`, rule: Rule.majorityElects, behind };
}

/** Why a record may not be read, in a log with replicas; null: it may. */
export function whyUnsafe(c: Chronicle, row: number): Reason | Past | null {
  const { logs, replicas } = c.world;
  const partition = logs.records.partition[row] ?? NO_ROW;
  const log = logs.plan.logOfPartition[partition] ?? NO_NODE;
  if ((replicas.plan.count[log] ?? 0) === 0) return null;
  const { leaderships } = replicas;
  const number = partition - (logs.plan.firstPartition[log] ?? 0);
  if (leaderships.leader[partition] === NO_LEADER) {
    const clause = say`nobody leads ${part(c, log, number)}`;
    return { clause, rule: Rule.noLeader, behind: crashAt(c, log) };
  }
  if ((logs.records.offset[row] ?? 0) < (leaderships.highWatermark[partition] ?? 0)) return null;
  return {
    clause: say`not all that are in sync in ${part(c, log, number)} have it`,
    rule: Rule.inSyncWritten,
    behind: crashAt(c, log),
  };
}

/** "3 of its 3 replicas have it"; null: its log has no replicas. */
export function replicasWith(world: World, row: number): Reason | null {
  const { logs, replicas } = world;
  const partition = logs.records.partition[row] ?? NO_ROW;
  const log = logs.plan.logOfPartition[partition] ?? NO_NODE;
  const count = replicas.plan.count[log] ?? 0;
  if (count === 0) return null;
  const first = replicas.plan.firstHolding[partition] ?? 0;
  const offset = logs.records.offset[row] ?? 0;
  let having = 0;
  for (let i = 0; i < count; i++) if ((replicas.holdings.end[first + i] ?? 0) > offset) having++;
  return {
    clause: say`${String(having)} of the ${counted(count, 'replica')} of ${the(world, log)} ${having === 1 ? 'has' : 'have'} it`,
    rule: Rule.inSyncWritten,
  };
}

/** The last of its replicas that died, if none has come back since. */
function crashAt(c: Chronicle, place: number): Past | null {
  const turn = c.turns.before(place, c.length);
  return turn !== NO_FACT && c.trace.kind(turn) === Fact.replicaDown ? { past: turn } : null;
}
