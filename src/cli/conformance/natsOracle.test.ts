/**
 * An independent JetStream: one stream and one pull consumer, written from the documentation and the
 * recorded traces with lists and maps, and no line of the engine. Random steps must be answered alike.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { NatsConsumer, NatsStep, NatsStream, NatsTrace } from './LogTrace.ts';
import { replayNats } from './replayNats.ts';

interface Stored {
  readonly seq: number;
  readonly id: string;
  readonly subject: string;
  readonly atMs: number;
}

interface Pending {
  readonly seq: number;
  count: number;
  dueMs: number;
  again: boolean;
}

class JetStream {
  nowMs = 0;
  private readonly stream: NatsStream;
  private readonly consumer: NatsConsumer;
  private stored: Stored[] = [];
  private last = 0;
  private next = 1;
  private pending: Pending[] = [];
  private queue: Pending[] = [];
  private deliveries = 0;
  private readonly ids = new Map<string, { seq: number; atMs: number }>();
  replies: object[] = [];

  constructor(stream: NatsStream, consumer: NatsConsumer) {
    this.stream = stream;
    this.consumer = consumer;
  }

  /** False: this step asks for something that its client never got. */
  do(step: NatsStep, held: Map<string, number>): boolean {
    // A step takes a moment: what is asked for later is due later.
    this.nowMs += 0.01;
    switch (step.op) {
      case 'publish':
        for (const id of step.ids ?? [step.id ?? '']) this.publish(id, step);
        return true;
      case 'fetch':
        this.fetch(step.client, step.batch, held);
        return true;
      case 'ack':
      case 'nak':
      case 'term':
      case 'working': {
        const seq = held.get(`${step.client} ${step.id}`);
        if (seq === undefined) return false;
        this.answer(step.op, seq, step.delayMs ?? 0);
        return true;
      }
      case 'wait':
        this.wait(step.ms);
        return true;
      case 'purge':
        for (const { seq } of [...this.stored]) this.remove(seq);
        return true;
      case 'deleteMessage':
        this.remove(step.seq);
        return true;
      case 'crash':
        for (const key of [...held.keys()]) if (key.startsWith(`${step.client} `)) held.delete(key);
        return true;
      case 'restartBroker':
        held.clear();
        // The ids are read back from what is stored.
        for (const [id, { seq }] of [...this.ids]) {
          if (!this.stored.some((one) => one.seq === seq)) this.ids.delete(id);
        }
        return true;
      default:
        return true;
    }
  }

  private publish(
    id: string,
    { subject, msgId, expectLastSeq }: NatsStep & { op: 'publish' },
  ): void {
    const known = msgId === undefined ? undefined : this.ids.get(msgId);
    if (known && this.nowMs - known.atMs < (this.stream.duplicateWindowMs ?? 0)) {
      this.replies.push({ event: 'stored', id, seq: known.seq, duplicate: true });
      return;
    }
    const { maxMsgs = 0, maxMsgsPerSubject = 0, discard } = this.stream;
    const ofSubject = this.stored.filter((one) => one.subject === subject);
    const isKeyFull = maxMsgsPerSubject > 0 && ofSubject.length >= maxMsgsPerSubject;
    const isFull = maxMsgs > 0 && this.stored.length >= maxMsgs;
    if (expectLastSeq !== undefined && expectLastSeq !== this.last) {
      this.replies.push({ event: 'publishRefused', id, code: 10071 });
      return;
    }
    if (discard === 'new' && isFull && !isKeyFull) {
      this.replies.push({ event: 'publishRefused', id, code: 10077 });
      return;
    }
    const seq = ++this.last;
    this.stored.push({ seq, id, subject, atMs: this.nowMs });
    if (msgId !== undefined) this.ids.set(msgId, { seq, atMs: this.nowMs });
    if (isKeyFull) this.remove(ofSubject[0]?.seq ?? 0);
    while (maxMsgs > 0 && this.stored.length > maxMsgs) this.remove(this.stored[0]?.seq ?? 0);
    this.replies.push({ event: 'stored', id, seq, duplicate: false });
  }

  private remove(seq: number): void {
    this.stored = this.stored.filter((one) => one.seq !== seq);
    this.settle(seq);
  }

  private settle(seq: number): void {
    this.pending = this.pending.filter((one) => one.seq !== seq);
    this.queue = this.queue.filter((one) => one.seq !== seq);
  }

  private fetch(client: string, batch: number, held: Map<string, number>): void {
    const { maxDeliver = -1, maxAckPending = 1_000 } = this.consumer;
    let got = 0;
    while (got < batch) {
      const again = this.queue.shift();
      if (again !== undefined) {
        again.again = false;
        if (maxDeliver > 0 && again.count >= maxDeliver) {
          this.settle(again.seq);
          continue;
        }
        this.deliver(client, again, held);
        got++;
        continue;
      }
      const message = this.stored.find(({ seq }) => seq >= this.next);
      if (message === undefined || this.pending.length >= maxAckPending) break;
      this.next = message.seq + 1;
      const pending = { seq: message.seq, count: 0, dueMs: 0, again: false };
      this.pending.push(pending);
      this.deliver(client, pending, held);
      got++;
    }
    if (got === 0) this.replies.push({ event: 'empty', client });
  }

  private deliver(client: string, pending: Pending, held: Map<string, number>): void {
    const id = this.stored.find(({ seq }) => seq === pending.seq)?.id ?? '';
    pending.count++;
    pending.dueMs = this.nowMs + this.waitOf(pending.count);
    held.set(`${client} ${id}`, pending.seq);
    this.replies.push({
      event: 'delivered',
      client,
      id,
      deliveryCount: pending.count,
      streamSeq: pending.seq,
      consumerSeq: ++this.deliveries,
      pending: this.stored.filter(({ seq }) => seq >= this.next).length,
    });
  }

  private waitOf(count: number): number {
    const { backoffMs = [], ackWaitMs = 30_000 } = this.consumer;
    return backoffMs.length === 0
      ? ackWaitMs
      : (backoffMs[Math.min(count, backoffMs.length) - 1] ?? ackWaitMs);
  }

  private answer(op: 'ack' | 'nak' | 'term' | 'working', seq: number, delayMs: number): void {
    const pending = this.pending.find((one) => one.seq === seq);
    // A term settles as an ack does, and so covers what came before where acks do.
    if ((op === 'ack' || op === 'term') && this.consumer.ackPolicy === 'all') {
      for (const one of this.pending.filter((other) => other.seq <= seq)) this.settle(one.seq);
      return;
    }
    if (op === 'ack' || op === 'term') {
      this.settle(seq);
      if (this.stream.retention === 'workqueue') this.remove(seq);
      return;
    }
    if (pending === undefined) return;
    if (op === 'working') pending.dueMs = this.nowMs + this.waitOf(pending.count);
    else if (!pending.again) {
      if (delayMs > 0) pending.dueMs = this.nowMs + delayMs;
      else this.enqueue(pending);
    }
  }

  private enqueue(pending: Pending): void {
    pending.again = true;
    pending.dueMs = Number.POSITIVE_INFINITY;
    this.queue.push(pending);
  }

  private wait(ms: number): void {
    const untilMs = this.nowMs + ms;
    const { maxAgeMs = 0 } = this.stream;
    for (;;) {
      const due = this.pending
        .filter((one) => !one.again && one.dueMs <= untilMs)
        .sort((a, b) => a.dueMs - b.dueMs || a.seq - b.seq)[0];
      const [oldest] = this.stored;
      const ageMs = maxAgeMs > 0 && oldest ? oldest.atMs + maxAgeMs : Number.POSITIVE_INFINITY;
      if (oldest && ageMs <= untilMs && ageMs <= (due?.dueMs ?? Number.POSITIVE_INFINITY)) {
        this.remove(oldest.seq);
      } else if (due) this.enqueue(due);
      else break;
    }
    this.nowMs = untilMs;
  }

  state(): object {
    return {
      messages: this.stored.length,
      lastSeq: this.last,
      pending: this.stored.filter(({ seq }) => seq >= this.next).length,
      ackPending: this.pending.length,
    };
  }
}

const anyStream: fc.Arbitrary<NatsStream> = fc
  .record({
    retention: fc.constantFrom('limits', 'workqueue') as fc.Arbitrary<'limits' | 'workqueue'>,
    discard: fc.constantFrom('old', 'new') as fc.Arbitrary<'old' | 'new'>,
    maxMsgs: fc.constantFrom(0, 0, 3),
    maxMsgsPerSubject: fc.constantFrom(0, 0, 2),
    maxAgeMs: fc.constantFrom(0, 0, 2_700),
    duplicateWindowMs: fc.constantFrom(2_300, 60_000),
  })
  .map((stream) => ({ name: 'S', subjects: ['work.>'], storage: 'file', ...stream }));

const anyConsumer: fc.Arbitrary<NatsConsumer> = fc
  .record({
    ackWaitMs: fc.constantFrom(1_300, 30_000),
    maxDeliver: fc.constantFrom(-1, 1, 2),
    maxAckPending: fc.constantFrom(1_000, 1, 2),
    backoffMs: fc.constantFrom<readonly number[]>([], [], [1_100, 2_900]),
    ackPolicy: fc.constantFrom('explicit', 'explicit', 'all') as fc.Arbitrary<'explicit' | 'all'>,
  })
  .map((consumer) => ({ stream: 'S', name: 'C', ...consumer }));

const client = fc.constantFrom('A', 'B');

/** Ids are given in the order of the publishes, so that none comes twice. */
const anySteps = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({
          op: fc.constant('publish' as const),
          ids: fc.integer({ min: 1, max: 3 }).map((n) => Array.from({ length: n }, () => '')),
          subject: fc.constantFrom('work.a', 'work.b'),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          op: fc.constant('publish' as const),
          ids: fc.constant(['']),
          subject: fc.constant('work.a'),
          msgId: fc.constantFrom('x', 'y'),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          op: fc.constant('publish' as const),
          ids: fc.constant(['']),
          subject: fc.constant('work.a'),
          expectLastSeq: fc.integer({ min: 0, max: 4 }),
        }),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          op: fc.constant('fetch' as const),
          client,
          consumer: fc.constant('C'),
          batch: fc.integer({ min: 1, max: 4 }),
        }),
      },
      {
        weight: 5,
        arbitrary: fc.record({
          op: fc.constantFrom('ack', 'ack', 'nak', 'term', 'working') as fc.Arbitrary<
            'ack' | 'nak' | 'term' | 'working'
          >,
          client,
          id: fc.integer({ min: 1, max: 8 }).map((n) => `m${n}`),
          delayMs: fc.constantFrom(0, 0, 700),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({ op: fc.constant('wait' as const), ms: fc.constantFrom(500, 1_600) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ op: fc.constant('purge' as const), stream: fc.constant('S') }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          op: fc.constant('deleteMessage' as const),
          stream: fc.constant('S'),
          seq: fc.integer({ min: 1, max: 6 }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ op: fc.constant('crash' as const), client }) },
      {
        weight: 1,
        arbitrary: fc.record({
          op: fc.constant('restartBroker' as const),
          kind: fc.constantFrom('graceful', 'kill -9') as fc.Arbitrary<'graceful' | 'kill -9'>,
        }),
      },
    ),
    { minLength: 4, maxLength: 30, size: 'max' },
  )
  .map((steps) => {
    let ids = 0;
    return steps.map((step) =>
      step.op === 'publish' ? { ...step, ids: step.ids.map(() => `m${++ids}`) } : step,
    ) as NatsStep[];
  });

it('any steps on a stream give what an independent JetStream gives', { timeout: 120_000 }, () => {
  let delivered = 0;
  fc.assert(
    fc.property(anyStream, anyConsumer, anySteps, (stream, chosen, wanted) => {
      const consumer =
        stream.retention === 'workqueue' ? { ...chosen, ackPolicy: 'explicit' as const } : chosen;
      const nats = new JetStream(stream, consumer);
      const held = new Map<string, number>();
      const expected: { replies: object[]; state: object }[] = [];
      const steps = wanted.filter((step) => {
        nats.replies = [];
        if (!nats.do(step, held)) return false;
        expected.push({ replies: nats.replies, state: nats.state() });
        return true;
      });
      const trace: NatsTrace = {
        format: 'broker-trace/1',
        name: 'any',
        broker: { product: 'nats', version: '' },
        teaches: '',
        setup: { streams: [stream], consumers: [consumer] },
        steps,
        stable: true,
        observed: [],
        states: [],
        final: {},
      };
      const replayed = replayNats(trace);
      steps.forEach((_, i) => {
        const told = replayed.observed.filter((event) => event.step === i).map(shown);
        expect(told).toEqual((expected[i]?.replies ?? []).map(shown));
        delivered += told.length;
        expect(stateOf(replayed.states[i])).toEqual(expected[i]?.state);
      });
    }),
    { numRuns: 500 },
  );
  // Enough happened to compare, whatever the seed.
  expect(delivered).toBeGreaterThan(1_000);
});

function shown(event: object): object {
  const { step: _, consumer: __, text: ___, ...rest } = event as Record<string, unknown>;
  return rest;
}

function stateOf(state: object | undefined): object {
  const { streams, consumers } = state as {
    streams: Record<string, { messages: number; lastSeq: number }>;
    consumers: Record<string, { pending: number; ackPending: number }>;
  };
  const [stream, consumer] = [streams['S'], consumers['C']];
  return {
    messages: stream?.messages,
    lastSeq: stream?.lastSeq,
    pending: consumer?.pending,
    ackPending: consumer?.ackPending,
  };
}
