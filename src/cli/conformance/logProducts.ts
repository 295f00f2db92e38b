/**
 * logProducts are the brokers with a log whose recorded traces can be replayed: how each is run, what
 * the model does not do, and what a recording requires.
 */
import type { Comparing, Difference } from './compareReplay.ts';
import { compareReplay } from './compareReplay.ts';
import type { LogTrace, NatsTrace, ObservedState, Outcome, RedisTrace } from './LogTrace.ts';
import { beyondNats, replayNats } from './replayNats.ts';
import { beyondRedis, replayRedis } from './replayRedis.ts';
import type { TraceVerdict } from './TraceVerdict.ts';

export interface LogProduct {
  readonly name: 'nats' | 'redis';
  /** What a trace needs and the model does not have, or null. */
  readonly beyond: (trace: AnyTrace) => string | null;
  readonly replay: (trace: AnyTrace) => Outcome;
  readonly comparing: Comparing;
}

export type AnyTrace = LogTrace<unknown, unknown>;

export type Verdict =
  | { readonly kind: 'kept' }
  | { readonly kind: 'leftOut'; readonly why: string }
  | { readonly kind: 'broken'; readonly differences: readonly Difference[] };

export const logProducts: readonly LogProduct[] = [
  {
    name: 'nats',
    beyond: (trace) => beyondNats(trace as NatsTrace),
    replay: (trace) => replayNats(trace as NatsTrace),
    comparing: { required: natsState, isExcused: isRemovedTwice },
  },
  {
    name: 'redis',
    beyond: (trace) => beyondRedis(trace as RedisTrace),
    replay: (trace) => replayRedis(trace as RedisTrace),
    comparing: { required: (state) => state, isExcused: () => false },
  },
];

/** Replays a trace and holds it against its recording. */
export function judgeLogTrace(product: LogProduct, trace: AnyTrace): Verdict {
  const why = product.beyond(trace);
  if (why !== null) return { kind: 'leftOut', why };
  const differences = compareReplay(trace, product.replay(trace), product.comparing);
  return differences.length === 0 ? { kind: 'kept' } : { kind: 'broken', differences };
}

/** The same in the shape that a list of verdicts has: the first difference, as a sentence. */
export function logVerdict(trace: AnyTrace): TraceVerdict | null {
  const product = logProducts.find(({ name }) => name === trace.broker.product);
  if (product === undefined) return null;
  const { name } = trace;
  const verdict = judgeLogTrace(product, trace);
  if (verdict.kind === 'leftOut') {
    return { name, verdict: 'leftOut', feature: verdict.why, firstDifference: null };
  }
  if (verdict.kind === 'kept') {
    return { name, verdict: 'kept', feature: null, firstDifference: null };
  }
  const [first] = verdict.differences;
  const where = first?.step == null ? 'at the end' : `step ${first.step}`;
  const firstDifference = `${where}, ${first?.what}: should be ${first?.recorded}, is ${first?.replayed}`;
  return { name, verdict: 'broken', feature: null, firstDifference };
}

/** "Require `pending` and `ackPending`; the rest is for information", and the streams. */
function natsState({ streams, consumers }: ObservedState): unknown {
  const wanted = Object.entries((consumers ?? {}) as Record<string, Counts | null>).map(
    ([name, counts]) => [
      name,
      counts === null ? null : { pending: counts.pending, ackPending: counts.ackPending },
    ],
  );
  return { streams, consumers: Object.fromEntries(wanted) };
}

interface Counts {
  readonly pending: number;
  readonly ackPending: number;
}

/**
 * The accident of NATS 2.9.10 that its traces declare: a message that an ack had removed from a stream
 * may be in the stream again after a kill -9, though it is never delivered. Then the streams' counts
 * may differ from there on, and what is stored in the end may be more by messages that were acked.
 */
function isRemovedTwice(trace: AnyTrace, difference: Difference): boolean {
  const { steps, quirk, final, setup } = trace as NatsTrace;
  const kill = steps.findIndex((step) => step.op === 'restartBroker' && step.kind === 'kill -9');
  const deletesOnAck = setup.streams?.some(({ retention }) => (retention ?? 'limits') !== 'limits');
  if (quirk === undefined || kill < 0 || !deletesOnAck) return false;
  const acked = new Set(Object.values(final['acked'] as Record<string, string[]>).flat());
  if (difference.step === null) {
    return difference.what === 'stored' && isMoreBy(difference, acked);
  }
  if (difference.step < kill || difference.what !== 'state') return false;
  return consumersOf(difference.recorded) === consumersOf(difference.replayed);
}

function consumersOf(state: string): string {
  return JSON.stringify((JSON.parse(state) as { consumers: unknown }).consumers);
}

/** What was recorded is what was replayed, and besides only messages from a set. */
function isMoreBy({ recorded, replayed }: Difference, extra: ReadonlySet<string>): boolean {
  const more = JSON.parse(recorded) as Record<string, string[] | null>;
  const fewer = JSON.parse(replayed) as Record<string, string[] | null>;
  return Object.entries(more).every(([stream, ids]) => {
    const rest = (ids ?? []).filter((id) => !extra.has(id) || fewer[stream]?.includes(id));
    return JSON.stringify(rest) === JSON.stringify(fewer[stream] ?? []);
  });
}
