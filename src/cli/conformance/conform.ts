/** conform replays traces and says of each whether the simulation keeps to what the broker did. */
import type { BrokerTrace, RabbitTrace } from './BrokerTrace.ts';
import { firstDifference } from './compareOutcome.ts';
import { type AnyTrace, logVerdict } from './logProducts.ts';
import { replayRabbit } from './replayRabbit.ts';
import type { TraceVerdict } from './TraceVerdict.ts';

export interface Conformance {
  readonly traces: number;
  readonly kept: number;
  readonly broken: number;
  readonly leftOut: number;
  readonly results: readonly TraceVerdict[];
}

export function conform(traces: readonly BrokerTrace[]): Conformance {
  const results = traces.map(verdictOf);
  const count = (verdict: TraceVerdict['verdict']): number =>
    results.filter((one) => one.verdict === verdict).length;
  return {
    traces: results.length,
    kept: count('kept'),
    broken: count('broken'),
    leftOut: count('leftOut'),
    results,
  };
}

function verdictOf(trace: BrokerTrace): TraceVerdict {
  const ofLog = logVerdict(trace as unknown as AnyTrace);
  if (ofLog !== null) return ofLog;
  const { name } = trace;
  const feature = rabbitFeatureLeftOut(trace as RabbitTrace);
  if (feature !== null) return { name, verdict: 'leftOut', feature, firstDifference: null };
  const difference = firstDifference(trace, replayRabbit(trace as RabbitTrace));
  const verdict = difference === null ? 'kept' : 'broken';
  return { name, verdict, feature: null, firstDifference: difference };
}

/** What a trace is about that RabbitMQ's presets say they leave out, by what is in it; null: nothing. */
export function rabbitFeatureLeftOut({ setup, steps }: RabbitTrace): string | null {
  const quorum = new Set<string>();
  for (const queue of setup.queues) if (queue.type === 'quorum') quorum.add(queue.name);
  for (const step of steps) {
    if (step.op === 'declareQueue' && step.queue.type === 'quorum') quorum.add(step.queue.name);
    if (step.op === 'consume' && step.exclusive === true && quorum.has(step.queue))
      return 'exclusive consumers of a quorum queue';
  }
  return null;
}
