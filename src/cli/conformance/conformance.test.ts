/**
 * The model keeps to every recorded trace, of RabbitMQ, JetStream and Redis Streams, and a trace that says otherwise is found out.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BrokerTrace, RabbitTrace, TraceEvent } from './BrokerTrace.ts';
import { conform } from './conform.ts';
import { readTrace } from './readTrace.ts';

const folder = join(import.meta.dirname, '../../engine/verification/brokerTraces');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const traces = files.map((file) => readTrace(readFileSync(join(folder, file), 'utf8'), file));
const rabbit = traces.filter((trace): trace is RabbitTrace => trace.broker.product === 'rabbitmq');

describe('the recorded traces', () => {
  const report = conform(traces);

  it('are 164, 112 of them of RabbitMQ', () => {
    expect([traces.length, rabbit.length]).toEqual([164, 112]);
  });

  it('are all kept', () => {
    expect(report.results.filter((one) => one.verdict !== 'kept')).toEqual([]);
    expect(report).toMatchObject({ traces: 164, kept: 164, broken: 0, leftOut: 0 });
  });

  it('are judged the same twice', () => {
    expect(conform(traces)).toEqual(report);
  });
});

describe('mixes of rules, drawn at random and recorded', () => {
  const mixes = join(folder, 'mixes');
  const files = readdirSync(mixes).filter((name) => name.endsWith('.json'));

  it('are of all three brokers', () => {
    for (const product of ['rabbitmq', 'nats', 'redis'])
      expect(files.filter((file) => file.startsWith(product)).length).toBeGreaterThan(20);
  });

  it.each(files)('%s is kept', (file) => {
    const trace = readTrace(readFileSync(join(mixes, file), 'utf8'), file);
    expect(conform([trace]).results).toEqual([
      { name: trace.name, verdict: 'kept', feature: null, firstDifference: null },
    ]);
  });
});

// A trace that says something else must be broken, or keeping to it means nothing.

type Draft = { -readonly [Key in keyof RabbitTrace]: RabbitTrace[Key] };
type Change = (trace: Draft) => boolean;

const isDelivery = ({ event }: TraceEvent): boolean => event === 'delivered' || event === 'got';

/** Replaces the last event that a test is about. */
function changeEvent(
  trace: Draft,
  isMeant: (event: TraceEvent) => boolean,
  to: (event: TraceEvent) => TraceEvent[],
): boolean {
  const at = trace.observed.findLastIndex(isMeant);
  const event = trace.observed[at];
  if (event === undefined) return false;
  trace.observed = trace.observed.toSpliced(at, 1, ...to(event));
  return true;
}

const changes: Readonly<Record<string, Change>> = {
  'an event fewer': (trace) =>
    changeEvent(
      trace,
      () => true,
      () => [],
    ),
  'an event twice': (trace) =>
    changeEvent(
      trace,
      () => true,
      (event) => [event, event],
    ),
  'another message': (trace) =>
    changeEvent(trace, isDelivery, (event) => [{ ...event, id: 'another' }]),
  'another consumer': (trace) =>
    changeEvent(trace, isDelivery, (event) => [{ ...event, consumer: 'another' }]),
  'the other flag': (trace) =>
    changeEvent(trace, isDelivery, (event) => [
      { ...event, redelivered: event['redelivered'] !== true },
    ]),
  'another count': (trace) =>
    changeEvent(
      trace,
      (event) => event['deliveryCount'] !== undefined,
      (event) => [{ ...event, deliveryCount: Number(event['deliveryCount']) + 1 }],
    ),
  'a refusal for a confirm': (trace) =>
    changeEvent(
      trace,
      ({ event }) => event === 'confirmed',
      (event) => [{ ...event, event: 'refused' }],
    ),
  'another code': (trace) =>
    changeEvent(
      trace,
      ({ event }) => event === 'channelClosed',
      (event) => [{ ...event, code: 500 }],
    ),
  'a step later': (trace) =>
    changeEvent(
      trace,
      ({ step }) => step < trace.steps.length - 1,
      (event) => [{ ...event, step: event.step + 1 }],
    ),
  'two of one consumer in the other order': (trace) => {
    const at = trace.observed.findIndex((event, i) => {
      const next = trace.observed[i + 1];
      return (
        isDelivery(event) &&
        next !== undefined &&
        isDelivery(next) &&
        next.step === event.step &&
        next['consumer'] === event['consumer']
      );
    });
    const [one, two] = [trace.observed[at], trace.observed[at + 1]];
    if (one === undefined || two === undefined) return false;
    trace.observed = trace.observed.toSpliced(at, 2, two, one);
    return true;
  },
  'one more ready': (trace) => {
    const [first, ...rest] = trace.states;
    if (first === undefined) return false;
    const ready = Object.entries(first['ready'] as Record<string, number | null>);
    const [name, count] = ready[0] ?? ['', 0];
    trace.states = [
      { ...first, ready: { ...Object.fromEntries(ready), [name]: (count ?? 0) + 1 } },
      ...rest,
    ];
    return true;
  },
  'something left': (trace) => {
    const ready = trace.final['ready'] as Record<string, string[] | null>;
    const [name] = Object.keys(ready);
    if (name === undefined) return false;
    trace.final = { ...trace.final, ready: { ...ready, [name]: ['strange'] } };
    return true;
  },
  'a death of another kind': (trace) => {
    const text = JSON.stringify(trace.final);
    if (!text.includes('"reason":"expired"')) return false;
    trace.final = JSON.parse(text.replace('"reason":"expired"', '"reason":"rejected"'));
    return true;
  },
  'a loss more': (trace) => {
    const lost = trace.final['lost'] as unknown[];
    trace.final = { ...trace.final, lost: [...lost, { id: 'm0', publisherTold: 'nothing' }] };
    return true;
  },
  'nothing acked': (trace) => {
    if (Object.keys(trace.final['acked'] as object).length === 0) return false;
    trace.final = { ...trace.final, acked: {} };
    return true;
  },
};

describe('a trace that was changed to say', () => {
  it.each(Object.entries(changes))('%s is broken', (_, change) => {
    const changed: BrokerTrace[] = rabbit
      .filter((trace) => trace.stable)
      .flatMap((trace) => {
        const draft: Draft = structuredClone(trace);
        return change(draft) ? [draft] : [];
      });
    expect(changed.length).toBeGreaterThan(0);
    const unnoticed = conform(changed).results.filter((one) => one.verdict !== 'broken');
    expect(unnoticed.map((one) => one.name)).toEqual([]);
  });
});

describe('a trace whose recordings differed', () => {
  const mixed = rabbit.find((trace) => !trace.stable);

  it('is held to what they share, and to no more', () => {
    expect(mixed?.variants?.length).toBeGreaterThan(1);
  });

  it('is broken when what they share is not so', () => {
    const draft: Draft = structuredClone(mixed as RabbitTrace);
    const drop = (events: readonly TraceEvent[]): TraceEvent[] =>
      events.map((event) => (event['id'] === 't1' ? { ...event, event: 'refused' } : event));
    draft.variants = (draft.variants ?? []).map((one) => ({
      ...one,
      observed: drop(one.observed),
    }));
    expect(conform([draft]).broken).toBe(1);
  });
});
