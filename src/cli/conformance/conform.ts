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
  if (trace.broker.product !== 'rabbitmq') return 'log-shaped brokers';
  return rabbitFeatureLeftOut(trace as RabbitTrace);
}

/** What the presets say that they leave out. */
function rabbitFeatureLeftOut({ setup, steps }: RabbitTrace): string | null {
  const quorum = new Set<string>();
  for (const queue of setup.queues) if (queue.type === 'quorum') quorum.add(queue.name);
  for (const step of steps) {
    if (step.op === 'declareQueue' && step.queue.type === 'quorum') quorum.add(step.queue.name);
    if (step.op === 'consume' && step.exclusive === true && quorum.has(step.queue))
      return 'exclusive consumers of a quorum queue';
  }
  return null;
}
