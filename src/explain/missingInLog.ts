/** missingInLog is what would have saved a record, or a whole log. */
import { Fact, Rule, type TraceEntry } from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import { isPoisoned, type Missing, nodeIdAt, undone, unprocessable } from './Missing.ts';
import { kept, keptInLog, retained } from './remedies.ts';
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

const retentionRules: ReadonlySet<number> = new Set([Rule.maxRecords, Rule.maxPerKey, Rule.maxAge]);
