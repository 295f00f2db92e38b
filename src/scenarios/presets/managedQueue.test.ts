/** Worked examples of the queues of brokers that are services: each with the sum that one would do on paper. */
import { describe, expect, it } from 'vitest';
import {
  type Duration,
  factName,
  type Intervention,
  type QueueSpec,
  type Scenario,
  Simulation,
} from '../../engine/index.ts';
import {
  DEFAULT_DELIVERY_ATTEMPTS,
  DUPLICATE_DETECTION_US,
  managedQueue,
  pubsub,
  serviceBus,
  sqsFifo,
  sqsStandard,
} from './index.ts';

const S = 1_000_000;
const NEVER = Number.POSITIVE_INFINITY;
const named = { id: 'orders', title: 'Orders', broker: 'cloud' };

interface Parts {
  readonly keys?: readonly string[];
  readonly work?: Duration;
  readonly clerks?: number;
  readonly poison?: readonly number[];
  /** The producer sends again when no confirm has come for so long. */
  readonly timeoutUs?: number;
  readonly faults?: readonly Intervention[];
}

/** As many orders as there are keys, all at once; clerks who take a second for each. */
function systemOf(queue: QueueSpec, parts: Parts): Scenario {
  const keys = parts.keys ?? [''];
  const wire = (from: string, to: string) => ({
    from,
    to,
    latencyUs: 0,
    loss: 0,
    timeoutUs: NEVER,
  });
  return {
    name: 'preset',
    title: '',
    about: '',
    seed: 1,
    durationUs: 3_600 * S,
    nodes: [
      {
        kind: 'producer',
        id: 'shop',
        title: 'Shop',
        arrivals: { gap: null, atUs: keys.map(() => 0), fromUs: 0, count: NEVER, onOff: null },
        publishing: {
          confirm: true,
          persistent: true,
          timeoutUs: parts.timeoutUs ?? NEVER,
          backoffUs: [1],
          maxAttempts: 2,
        },
        poison: parts.poison ?? [],
        keys: { kind: 'listed', list: keys },
      },
      {
        kind: 'broker',
        id: 'cloud',
        title: 'Cloud',
        recoveryUs: 0,
        restartUs: NEVER,
        heartbeatUs: S,
      },
      queue,
      managedQueue(sqsStandard, { ...named, id: 'dead' }),
      {
        kind: 'consumer',
        id: 'clerk',
        title: 'Clerk',
        count: parts.clerks ?? 1,
        work: parts.work ?? { kind: 'constant', meanUs: S },
        onOff: null,
        concurrency: 1,
        prefetchLimit: 1,
        ack: 'afterWork',
        onFailure: 'return',
        backoffUs: [],
        idempotencyKey: 'none',
        restartUs: NEVER,
        effect: { title: 'orders filled', amount: 1, unit: '' },
      },
    ],
    wires: [wire('shop', 'orders'), wire('orders', 'clerk')],
    faults: parts.faults ?? [],
  };
}

/** "10 acked m1": what happened, in seconds, of the facts that are asked for. */
function played(scenario: Scenario, facts: readonly string[], untilS = 3_600): string[] {
  const simulation = new Simulation(scenario);
  simulation.runUntil(untilS * S);
  simulation.recount();
  const { trace } = simulation.world;
  const said: string[] = [];
  for (let i = 0; i < trace.length; i++) {
    const { atUs, kind, message } = trace.entry(i);
    if (facts.includes(factName(kind))) said.push(`${atUs / S} ${factName(kind)} m${message}`);
  }
  return said;
}

const deliveries = ['delivered', 'redelivered'];

describe('Amazon SQS', () => {
  it('with a maxReceiveCount of 3 hands a message out three times, and then it is a dead letter', () => {
    const queue = managedQueue(sqsStandard, { ...named, maxDeliveries: 3, deadLetterTo: 'dead' });
    const system = systemOf(queue, { poison: [1] });
    expect(played(system, [...deliveries, 'deadLettered'])).toEqual([
      '0 delivered m1',
      '1 redelivered m1',
      '2 redelivered m1',
      '3 deadLettered m1',
    ]);
  });

  it('counts receives, so that a clerk too slow for the timeout burns them without ever failing', () => {
    const queue = managedQueue(sqsFifo, { ...named, maxDeliveries: 2, deadLetterTo: 'dead' });
    const slow = systemOf(queue, { keys: ['a'], work: { kind: 'constant', meanUs: 40 * S } });
    // Visible again at 30 s, but the only clerk is busy until 40 s; then for 30 s more.
    expect(played(slow, [...deliveries, 'effectApplied', 'deadLettered'])).toEqual([
      '0 delivered m1',
      '40 effectApplied m1',
      '40 redelivered m1',
      '70 deadLettered m1',
    ]);
  });

  it('a standard queue takes the delete of whoever received last, a FIFO queue none after the timeout', () => {
    const parts: Parts = { keys: ['a'], work: { kind: 'constant', meanUs: 40 * S } };
    const facts = ['acked', 'ackCameTooLate'];
    const of = (queue: QueueSpec) => played(systemOf(queue, parts), facts, 60);
    expect(of(managedQueue(sqsStandard, named))).toEqual(['40 acked m1']);
    expect(of(managedQueue(sqsFifo, named))).toEqual(['40 ackCameTooLate m1']);
  });

  it('FIFO holds a group back while a message of it is in flight, and lets other groups pass', () => {
    const parts: Parts = { keys: ['ann', 'ann', 'bob'], clerks: 2 };
    const of = (queue: QueueSpec) => played(systemOf(queue, parts), ['delivered']);
    expect(of(managedQueue(sqsFifo, named))).toEqual([
      '0 delivered m1',
      '0 delivered m3',
      '1 delivered m2',
    ]);
    expect(of(managedQueue(sqsStandard, named))).toEqual([
      '0 delivered m1',
      '0 delivered m2',
      '1 delivered m3',
    ]);
  });

  it.each([
    ['knows an id for five minutes', 299, '299.000002 duplicateIgnored m1'],
    ['takes it for a new message after that', 300, '300.000002 storedAgain m1'],
  ])('FIFO %s', (_, timeoutS, what) => {
    // Stored at 1 µs. The confirm leaves at 5 ms, when the wire is cut; the resend is there 2 µs after it.
    const system = systemOf(managedQueue(sqsFifo, named), {
      keys: ['a'],
      timeoutUs: timeoutS * S,
      faults: [
        { kind: 'cutWire', from: 'shop', to: 'orders', atUs: 1_000 },
        { kind: 'healWire', from: 'shop', to: 'orders', atUs: S },
      ],
    });
    const wires = system.wires.map((wire) =>
      wire.from === 'shop' ? { ...wire, latencyUs: 1 } : wire,
    );
    expect(played({ ...system, wires }, ['duplicateIgnored', 'storedAgain'])).toEqual([what]);
  });
});

describe('Azure Service Bus', () => {
  it('hands a message out ten times unless told otherwise, and then it is a dead letter', () => {
    const queue = managedQueue(serviceBus, { ...named, deadLetterTo: 'dead' });
    const said = played(systemOf(queue, { poison: [1] }), [...deliveries, 'deadLettered']);
    expect(said.length).toBe(11);
    expect(said.at(-1)).toBe('10 deadLettered m1');
  });

  it('refuses to settle after the lock of a minute', () => {
    const slow = systemOf(managedQueue(serviceBus, named), {
      work: { kind: 'constant', meanUs: 61 * S },
    });
    expect(played(slow, ['leaseEnded', 'ackCameTooLate'], 62)).toEqual([
      '60 leaseEnded m1',
      '61 ackCameTooLate m1',
    ]);
  });

  it('keeps order within a session where it has sessions, and knows duplicates where it is told to', () => {
    const parts: Parts = { keys: ['ann', 'ann', 'bob'], clerks: 2 };
    const queue = managedQueue(serviceBus, {
      ...named,
      perKeyInFlight: true,
      idWindowUs: DUPLICATE_DETECTION_US,
    });
    expect(played(systemOf(queue, parts), ['delivered'])).toEqual([
      '0 delivered m1',
      '0 delivered m3',
      '1 delivered m2',
    ]);
    expect(queue.policy?.idWindowUs).toBe(600 * S);
    expect(managedQueue(serviceBus, named).policy?.idWindowUs).toBe(0);
  });
});

describe('Google Pub/Sub', () => {
  it('makes as many attempts as its dead-letter policy says', () => {
    const queue = managedQueue(pubsub, {
      ...named,
      maxDeliveries: DEFAULT_DELIVERY_ATTEMPTS,
      deadLetterTo: 'dead',
    });
    const said = played(systemOf(queue, { poison: [1] }), [...deliveries, 'deadLettered']);
    expect(said.length).toBe(5 + 1);
    expect(said.at(-1)).toBe('5 deadLettered m1');
  });

  it('without a dead-letter topic tries for ever', () => {
    const system = systemOf(managedQueue(pubsub, named), { poison: [1] });
    expect(played(system, deliveries, 100).length).toBe(101);
  });

  it('counts a deadline that runs out, whoever still works', () => {
    const slow = systemOf(
      managedQueue(pubsub, { ...named, maxDeliveries: 5, deadLetterTo: 'dead' }),
      {
        clerks: 5,
        work: { kind: 'constant', meanUs: 100 * S },
      },
    );
    // Five deadlines of ten seconds.
    expect(played(slow, ['deadLettered'], 60)).toEqual(['50 deadLettered m1']);
  });

  it('keeps order within an ordering key where the subscription says so', () => {
    const parts: Parts = { keys: ['ann', 'ann', 'bob'], clerks: 2 };
    const queue = managedQueue(pubsub, { ...named, perKeyInFlight: true });
    expect(played(systemOf(queue, parts), ['delivered'])).toEqual([
      '0 delivered m1',
      '0 delivered m3',
      '1 delivered m2',
    ]);
  });
});
