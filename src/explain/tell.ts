/**
 * tell puts a batch of facts into a sentence: there is one template for each kind of fact, which reads
 * its rule, its place, its count and its cause.
 */
import { Fact, type FactName, factName, type Trace, type TraceEntry } from '../engine/index.ts';
import { type Batch, batchOf } from './Batch.ts';
import type { Template } from './batchWords.ts';
import type { Chronicle } from './Chronicle.ts';
import { type Part, partsOf, say } from './Sentence.ts';
import { alarmTemplates } from './tellAlarms.ts';
import { callTemplates } from './tellCalls.ts';
import { commitTemplates } from './tellCommits.ts';
import { faultTemplates } from './tellFaults.ts';
import { handTemplates } from './tellHands.ts';
import { logTemplates } from './tellLogs.ts';
import { orderTemplates } from './tellOrders.ts';
import { publishingTemplates } from './tellPublishing.ts';
import { receiveTemplates } from './tellReceives.ts';
import { redriveTemplates } from './tellRedrives.ts';
import { replicaTemplates } from './tellReplicas.ts';
import { settlingTemplates } from './tellSettling.ts';
import { workTemplates } from './tellWork.ts';
import { time, times } from './words.ts';

const templates: Readonly<Record<FactName, Template>> = {
  ...alarmTemplates,
  ...orderTemplates,
  ...callTemplates,
  ...publishingTemplates,
  ...workTemplates,
  ...settlingTemplates,
  ...faultTemplates,
  ...commitTemplates,
  ...handTemplates,
  ...logTemplates,
  ...redriveTemplates,
  ...replicaTemplates,
  ...receiveTemplates,
};

export function tell(chronicle: Chronicle, batch: Batch): Part[] {
  const told = toldInstead(chronicle.trace, batch) ?? batch;
  const { first, facts, numbers } = told;
  const sentence = templates[factName(first.kind)](told, chronicle);
  if (facts <= numbers.distinct || first.kind === Fact.effectRepeated) return partsOf(sentence);
  // The same thing again and again, with one message or with several.
  return partsOf(
    numbers.distinct > 1
      ? say`${sentence}. That was ${times(facts)} in all`
      : say`${sentence}. It happened ${times(facts)}${within(first, told.last)}`,
  );
}

/** What an act did is told in its place: it says who did it, and what it met. */
function toldInstead(trace: Trace, { first, outcome }: Batch): Batch | null {
  const isAct = first.kind === Fact.intervened && outcome !== null && outcome.atUs === first.atUs;
  return isAct ? batchOf(trace, [outcome.index]) : null;
}

function within(first: TraceEntry, last: TraceEntry): string {
  return last.atUs === first.atUs ? '' : ` in ${time(last.atUs - first.atUs)}`;
}
