/** missingInLog is what would have saved a record, or a whole log. */
import { Fact, Rule, type TraceEntry } from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import {
  isPoisoned,
  type Missing,
  nodeIdAt,
  publisherIds,
  undone,
  unprocessable,
} from './Missing.ts';
import {
  confirmedInSync,
  electedInSync,
  kept,
  keptInLog,
  restartedSoon,
  retained,
} from './remedies.ts';
import { say } from './Sentence.ts';

export function missingInLog(c: Chronicle, entry: TraceEntry): Missing | null {
  const id = nodeIdAt(c, entry.place);
  switch (entry.kind) {
    case Fact.recordParked:
      return isPoisoned(c, entry)
        ? unprocessable(entry, 'left alone it holds up no other')
        : { name: 'moreDeliveries', with: 'more deliveries', change: kept(id) };
    case Fact.recordRemoved:
      // Whoever was done with it does not miss it.
      if (entry.count === 0) return null;
      if (!retentionRules.has(entry.rule)) return undone(entry);
      return { name: 'retention', with: 'more room in its log', change: retained(id) };
    case Fact.appendRefused:
      return entry.rule === Rule.logFull || entry.rule === Rule.logKeyFull
        ? { name: 'retention', with: 'more room in its log', change: retained(id) }
        : null;
    case Fact.recordLost:
      return missingReplica(c, entry, id);
    case Fact.logLost:
    case Fact.logSetBack:
      if (entry.count === 0) return null;
      return {
        name: 'writtenLog',
        with: 'each change written before it is answered',
        says: say`its records would have survived with each change written before it is answered`,
        change: keptInLog(id),
      };
    default:
      return null;
  }
}

/** What is lost with a leader: by the way in which the next one was chosen. */
function missingReplica(c: Chronicle, entry: TraceEntry, log: string): Missing {
  if (entry.rule === Rule.uncleanElection)
    return {
      name: 'cleanElection',
      with: 'a leader that has to be in sync',
      change: electedInSync(log),
    };
  return entry.rule === Rule.diskLost
    ? { name: 'moreInSync', with: 'another replica in sync', change: restartedSoon(log) }
    : {
        name: 'confirmInSync',
        with: 'a confirm that waits for all in sync, and a resend',
        change: confirmedInSync(log, publisherIds(c, entry)),
      };
}

const retentionRules: ReadonlySet<number> = new Set([Rule.maxRecords, Rule.maxPerKey, Rule.maxAge]);
