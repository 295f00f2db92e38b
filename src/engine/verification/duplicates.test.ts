/** Duplicates: ids that a queue remembers, acks that come late, and deletes that miss a server. */
import { describe, expect, it } from 'vitest';
import { type Publishing, plainPolicy, type QueuePolicy, Simulation } from '../index.ts';
import { keyed, noise, QUEUE } from './keyed.ts';
import {
  at,
  careful,
  consumer,
  countFacts,
  line,
  logOf,
  MS,
  queue,
  run,
  S,
  steadyProducer,
} from './worlds.ts';

describe('the id of a message', () => {
  /** A confirm takes 200 ms. Stored at 100, sent again at 180, there again at 280. */
  const impatient: Publishing = {
    ...careful,
    timeoutUs: 150 * MS,
    backoffUs: [30 * MS],
    maxAttempts: 3,
  };
  const far = (policy: Partial<QueuePolicy>, over: Partial<Publishing> = {}) =>
    keyed({
      keys: ['a'],
      producer: { publishing: { ...impatient, ...over } },
      policy,
      latencyUs: 100 * MS,
      consumer: { work: { kind: 'constant', meanUs: 1 * MS } },
    });
  const stored = (simulation: Simulation) =>
    logOf(simulation).filter((entry) => /stored|duplicate/.test(entry));

  it('is remembered within the window: a resend is answered, and not taken in again', () => {
    expect(stored(run(far({ idWindowUs: S })))).toEqual([
      '100 stored m1 q',
      '280 duplicateIgnored m1 q',
    ]);
  });

  it('is forgotten after the window: a resend is a new message', () => {
    expect(stored(run(far({ idWindowUs: 180 * MS })))).toEqual([
      '100 stored m1 q',
      '280 storedAgain m1 q',
    ]);
    expect(stored(run(far({ idWindowUs: 180 * MS + 1 })))).toEqual([
      '100 stored m1 q',
      '280 duplicateIgnored m1 q',
    ]);
  });

  it('is remembered when the message has been done and deleted', () => {
    const simulation = run(
      keyed(
        {
          keys: ['a'],
          policy: { idWindowUs: S },
          latencyUs: 10 * MS,
          consumer: { work: { kind: 'constant', meanUs: MS } },
          producer: { publishing: { ...careful, timeoutUs: 100 * MS } },
        },
        // The confirm that is due at 20 ms never comes.
        [
          at(15 * MS, { kind: 'cutWire', from: 'p', to: 'q' }),
          at(60 * MS, { kind: 'healWire', from: 'p', to: 'q' }),
        ],
      ),
    );
    const said = noise.filter((fact) => fact !== 'confirmed');
    // Delivered at 10, it is with its consumer at 20.
    expect(logOf(simulation, said)).toEqual([
      '10 delivered m1 c1',
      '20 confirmLost m1 p',
      '21 effectApplied m1 c1',
      '31 acked m1 q',
      '100 confirmTimedOut m1 p',
      '150 resent m1 p',
      '160 duplicateIgnored m1 q',
      '170 confirmed m1 p',
    ]);
  });

  it('is of no use where a resend has another', () => {
    expect(stored(run(far({ idWindowUs: S }, { resendId: 'new' })))).toEqual([
      '100 stored m1 q',
      '280 storedAgain m1 q',
    ]);
  });
});

describe('an ack after its lease', () => {
  const slow = (lateAck: QueuePolicy['lateAck'], workMs: number, count = 1) =>
    run(
      keyed({
        keys: ['a'],
        policy: { lateAck },
        queue: { lease: { kind: 'timer', us: 50 * MS } },
        consumer: { count, work: { kind: 'constant', meanUs: workMs * MS } },
      }),
      { untilUs: 170 * MS },
    );

  it.each(['accept', 'ifLatest'] as const)(
    'deletes the message where they %s: there is no second delivery',
    (how) => {
      expect(logOf(slow(how, 80), noise)).toEqual([
        '0 delivered m1 c1',
        '50 leaseEnded m1 q',
        '50 returned m1 q',
        '80 effectApplied m1 c1',
        '80 acked m1 q',
      ]);
    },
  );

  it('is refused where they do not', () => {
    expect(logOf(slow('reject', 80), noise)).toEqual([
      '0 delivered m1 c1',
      '50 leaseEnded m1 q',
      '50 returned m1 q',
      '80 effectApplied m1 c1',
      '80 ackCameTooLate m1 c1',
      '80 redelivered m1 c1',
      '130 leaseEnded m1 q',
      '130 returned m1 q',
      '160 effectRepeated m1 c1',
      '160 ackCameTooLate m1 c1',
      '160 redelivered m1 c1',
    ]);
  });

  it('is refused where only the latest counts and somebody else has got the message since', () => {
    expect(logOf(slow('ifLatest', 80, 2), noise).slice(4, 6)).toEqual([
      '80 effectApplied m1 c1',
      '80 ackCameTooLate m1 c1',
    ]);
  });

  it('ends the delivery of whoever has the message by then, whose own ack is for nothing', () => {
    const simulation = run(
      keyed({
        keys: ['a'],
        policy: { lateAck: 'accept' },
        queue: { lease: { kind: 'timer', us: 50 * MS } },
        consumer: { count: 2, work: { kind: 'constant', meanUs: 80 * MS } },
      }),
    );
    expect(logOf(simulation, noise)).toEqual([
      '0 delivered m1 c1',
      '50 leaseEnded m1 q',
      '50 returned m1 q',
      '50 redelivered m1 c2',
      '80 effectApplied m1 c1',
      '80 acked m1 q',
      '130 effectRepeated m1 c2',
      '130 ackCameTooLate m1 c2',
    ]);
  });
});

describe('a delete that misses a server', () => {
  it('brings a message back that was done, as often as the chance says', () => {
    const system = line({
      producer: steadyProducer(2_000, 10 * MS),
      queue: queue({ policy: { ...plainPolicy, missedDeletes: 0.1 } }),
      consumer: consumer(1 * MS),
    });
    const simulation = new Simulation(system);
    simulation.runUntil(60 * S);
    const { deliveries, acks } = simulation.world.tallies;
    expect(acks[QUEUE]).toBe(2_000);
    const again = (deliveries[QUEUE] ?? 0) - 2_000;
    // 2,000 × 0.1 / 0.9 = 222, give or take four standard deviations of 16.
    expect(again).toBeGreaterThan(222 - 64);
    expect(again).toBeLessThan(222 + 64);
    expect(countFacts(simulation, 'effectRepeated')).toBe(again);
  });
});
