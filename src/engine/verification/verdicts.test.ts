/** Verdicts: what a queue promises, what the promise rests on, and what is missing for it. */
import { describe, expect, it } from 'vitest';
import type { ConsumerSpec, ProducerSpec, QueueSpec, VerdictName } from '../index.ts';
import { plainPolicy, verdictsOf } from '../index.ts';
import { at, careful, consumer, line, MS, producer, queue, run, steadyProducer } from './worlds.ts';

interface Parts {
  readonly queue?: Partial<QueueSpec>;
  readonly consumer?: Partial<ConsumerSpec>;
  readonly producer?: Partial<ProducerSpec>;
  readonly dead?: Partial<QueueSpec>;
}

const letter = {
  key: '',
  mandatory: false,
  expirationUs: Number.POSITIVE_INFINITY,
  priority: null,
  bytes: 0,
};

function verdictOf(name: VerdictName, parts: Parts) {
  const system = line({
    producer: producer([0], parts.producer),
    queue: queue(parts.queue),
    consumer: consumer(10 * MS, parts.consumer),
    more: parts.dead ? [queue({ id: 'dead', ...parts.dead })] : [],
  });
  const found = verdictsOf(run(system).world, 2).find((verdict) => verdict.name === name);
  return [found?.verdict, found?.because];
}

describe('no loss after the confirm', () => {
  it('is promised on disk before the confirm, acked after the work', () => {
    expect(verdictOf('noLossAfterConfirm', {})).toEqual([
      'kept',
      'on disk before the confirm, acked after the work',
    ]);
  });

  it.each<[string, Parts]>([
    ['the queue is only in memory', { queue: { durable: false } }],
    ['the queue is only in memory', { queue: { flush: { kind: 'never' } } }],
    ['it confirms before the message is on disk', { queue: { confirmAfter: 'stored' } }],
    [
      'a message that is not persistent is only in memory',
      { producer: { publishing: { ...careful, persistent: false } } },
    ],
    ['the ack comes before the work', { consumer: { ack: 'beforeWork' } }],
    ['a full queue drops its oldest message', { queue: { maxLength: 5, overflow: 'dropHead' } }],
    ['what reaches the delivery limit is dropped', { queue: { maxDeliveries: 3 } }],
    ['what fails is discarded', { consumer: { onFailure: 'discard' } }],
    [
      'its dead letters are only in memory',
      { queue: { maxDeliveries: 3, deadLetterTo: 'dead' }, dead: { durable: false } },
    ],
    [
      'of its dead letters: a full queue drops its oldest message',
      {
        queue: { maxDeliveries: 3, deadLetterTo: 'dead' },
        dead: { maxLength: 2, overflow: 'dropHead' },
      },
    ],
    [
      'what expires or is over a limit is dropped',
      { queue: { policy: { ...plainPolicy, ttlUs: MS } } },
    ],
    // The queue sets no time to live: its publisher does.
    [
      'what expires or is over a limit is dropped',
      {
        queue: { policy: plainPolicy },
        producer: { publishing: { ...careful, letter: { ...letter, expirationUs: 1_000 * MS } } },
      },
    ],
  ])('is not promised where %s', (because, parts) => {
    expect(verdictOf('noLossAfterConfirm', parts)).toEqual(['notPromised', because]);
  });

  it('is promised with a limit and dead letters on disk', () => {
    const parts = { queue: { maxDeliveries: 3, deadLetterTo: 'dead' }, dead: {} };
    expect(verdictOf('noLossAfterConfirm', parts)[0]).toBe('kept');
  });

  it('is broken by the first message that shows it', () => {
    const system = line(
      {
        producer: steadyProducer(5, 10 * MS),
        queue: queue({ durable: false, confirmAfter: 'stored' }),
        consumer: consumer(1_000 * MS),
      },
      { faults: [at(25 * MS, { kind: 'stopBroker', target: 'b', how: 'kill' })] },
    );
    expect(verdictsOf(run(system).world, 2)[0]).toMatchObject({
      verdict: 'broken',
      counterExample: { message: 1 },
    });
  });
});

describe('a bounded backlog', () => {
  it('is promised where the queue has a limit, and held to it', () => {
    expect(verdictOf('boundedBacklog', {})).toEqual([
      'notPromised',
      'there is no limit to its length',
    ]);
    expect(verdictOf('boundedBacklog', { queue: { maxLength: 5 } })).toEqual([
      'kept',
      'at most 5 ready messages, besides what comes back',
    ]);
    const inBytes = { ...plainPolicy, maxBytes: 1_000 };
    expect(verdictOf('boundedBacklog', { queue: { maxLength: 5, policy: inBytes } })).toEqual([
      'kept',
      'at most 5 ready messages and 1000 bytes, besides what comes back',
    ]);
    const system = line({
      producer: steadyProducer(50, MS),
      queue: queue({ maxLength: 5 }),
      consumer: consumer(1_000 * MS),
    });
    expect(run(system).world.queues.readyMax[2]).toBe(5);
  });
});

describe('other promises', () => {
  it('a resend delivered beside its first copy is a duplicate delivery', () => {
    const system = line({
      producer: producer([0], {
        publishing: { ...careful, timeoutUs: 15 * MS, backoffUs: [1 * MS] },
      }),
      queue: queue({ durable: false }),
      consumer: consumer(1 * MS),
      latencyUs: 10 * MS,
    });
    const verdict = verdictsOf(run(system).world, 2).find(
      (one) => one.name === 'noDuplicateDelivery',
    );
    expect(verdict?.counterExample).toMatchObject({ message: 1 });
  });

  it('a delivery limit that is lowered under what waits already is broken once', () => {
    const lower = at(15 * MS, { kind: 'setKnob', target: 'q', knob: 'maxDeliveries', value: 1 });
    const system = line(
      {
        producer: producer([0, 0], { poison: [1] }),
        queue: queue({ onReturn: 'tail' }),
        consumer: consumer(10 * MS),
      },
      { faults: [lower] },
    );
    // The first message has failed once and stands behind the second when the limit is lowered to one.
    const verdict = verdictsOf(run(system).world, 2).find(
      (one) => one.name === 'boundedDeliveries',
    );
    expect(verdict).toMatchObject({
      verdict: 'broken',
      because: 'at most 1 delivery of one message',
      counterExample: { message: 1 },
    });
  });
});
