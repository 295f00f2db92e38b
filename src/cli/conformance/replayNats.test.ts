import { expect, it } from 'vitest';
import type { NatsConsumer, NatsStep, NatsTrace } from './LogTrace.ts';
import { beyondNats, replayNats } from './replayNats.ts';

function traceOf(consumer: Partial<NatsConsumer>, steps: readonly NatsStep[]): NatsTrace {
  return {
    format: 'broker-trace/1',
    name: 'made up',
    broker: { product: 'nats', version: '' },
    teaches: '',
    setup: {
      streams: [{ name: 'S', subjects: ['work.>'], storage: 'file' }],
      consumers: [{ stream: 'S', name: 'C', ...consumer }],
    },
    steps,
    stable: true,
    observed: [],
    states: [],
    final: {},
  };
}

/** "2 A m1 ×2": at step 2, m1 to A for the second time. */
function deliveriesIn(trace: NatsTrace): string[] {
  return replayNats(trace).observed.flatMap(({ step, event, ...about }) =>
    event === 'delivered'
      ? [`${step} ${about['client']} ${about['id']} ×${about['deliveryCount']}`]
      : [],
  );
}

it('a push consumer sends to whoever listens, and again when its ack wait is over', () => {
  const trace = traceOf({ push: true, ackWaitMs: 1_000 }, [
    { op: 'publish', id: 'm1', subject: 'work.a' },
    { op: 'subscribe', client: 'A', consumer: 'C' },
    { op: 'publish', id: 'm2', subject: 'work.a' },
    { op: 'ack', client: 'A', id: 'm2' },
    { op: 'wait', ms: 1_500 },
    { op: 'fetch', client: 'B', consumer: 'C', batch: 1 },
    { op: 'crash', client: 'A' },
    { op: 'wait', ms: 1_500 },
  ]);
  // Nobody listens any more at the end, and nobody may ask.
  expect(deliveriesIn(trace)).toEqual(['1 A m1 ×1', '2 A m2 ×1', '4 A m1 ×2']);
});

it('two that listen to a push consumer both get each delivery', () => {
  const trace = traceOf({ push: true }, [
    { op: 'subscribe', client: 'A', consumer: 'C' },
    { op: 'subscribe', client: 'B', consumer: 'C' },
    { op: 'publish', id: 'm1', subject: 'work.a' },
  ]);
  expect(deliveriesIn(trace)).toEqual(['2 A m1 ×1', '2 B m1 ×1']);
});

it('an open request gets what comes back while it waits, and ends with its consumer', () => {
  const trace = traceOf({ ackWaitMs: 1_000 }, [
    { op: 'publish', id: 'm1', subject: 'work.a' },
    { op: 'fetch', client: 'A', consumer: 'C', batch: 1 },
    { op: 'fetch', client: 'B', consumer: 'C', batch: 3, waitMs: 20_000 },
    { op: 'wait', ms: 1_500 },
    { op: 'deleteConsumer', stream: 'S', consumer: 'C' },
  ]);
  expect(deliveriesIn(trace)).toEqual(['1 A m1 ×1', '3 B m1 ×2']);
  expect(replayNats(trace).observed.at(-1)).toEqual({
    step: 4,
    event: 'fetchEnded',
    client: 'B',
    consumer: 'C',
    missing: 2,
  });
});

it('a consumer that is changed while it is there is left out, and says so', () => {
  const other: NatsStep = {
    op: 'createConsumer',
    consumer: { stream: 'S', name: 'C', maxDeliver: 5 },
  };
  expect(beyondNats(traceOf({}, [other]))).toBe('a consumer is changed while it is there');
  const gone: NatsStep = { op: 'deleteConsumer', stream: 'S', consumer: 'C' };
  expect(beyondNats(traceOf({}, [gone, other]))).toBe(null);
});
