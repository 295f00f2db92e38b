/** conform replays traces and says of each whether the simulation keeps to what the broker did. */
import type { BrokerTrace, RabbitTrace } from './BrokerTrace.ts';
import { firstDifference } from './compareOutcome.ts';
import { replayRabbit } from './replayRabbit.ts';

export interface Verdict {
  readonly name: string;
  readonly verdict: 'kept' | 'broken' | 'leftOut';
  /** What the model leaves out, which this trace is about; null: nothing. */
  readonly feature: string | null;
  readonly firstDifference: string | null;
}

export interface Conformance {
  readonly traces: number;
  readonly kept: number;
  readonly broken: number;
  readonly leftOut: number;
  readonly results: readonly Verdict[];
}

export function conform(traces: readonly BrokerTrace[]): Conformance {
  const results = traces.map(verdictOf);
  const count = (verdict: Verdict['verdict']): number =>
    results.filter((one) => one.verdict === verdict).length;
  return {
    traces: results.length,
    kept: count('kept'),
    broken: count('broken'),
    leftOut: count('leftOut'),
    results,
  };
}

function verdictOf(trace: BrokerTrace): Verdict {
  const { name } = trace;
  const feature = featureLeftOut(trace);
  if (feature !== null) return { name, verdict: 'leftOut', feature, firstDifference: null };
  const difference = firstDifference(trace, replayRabbit(trace as RabbitTrace));
  const verdict = difference === null ? 'kept' : 'broken';
  return { name, verdict, feature: null, firstDifference: difference };
}

/** What a trace is about that the model leaves out, by what is in it; null: nothing. */
export function featureLeftOut(trace: BrokerTrace): string | null {
  return trace.broker.product === 'rabbitmq' ? null : 'log-shaped brokers';
}
