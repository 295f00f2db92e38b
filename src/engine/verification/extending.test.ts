/** Leases that are extended while their consumers work: when they end, when not, and what ends them. */
import { describe, expect, it } from 'vitest';
import {
  type ConsumerSpec,
  type Intervention,
  leaseSinceUs,
  type QueueSpec,
  type Scenario,
  Simulation,
} from '../index.ts';
import { expectRepeatable } from './expectRepeatable.ts';
import { at, broker, consumer, line, logOf, MS, producer, queue, run, S } from './worlds.ts';

interface Parts {
  readonly workS?: number;
  readonly everyS?: number;
  readonly lease?: QueueSpec['lease'];
  readonly consumer?: Partial<ConsumerSpec>;
  readonly latencyUs?: number;
  readonly restartUs?: number;
}

/** Work of 6 s under a lease of 5 s, extended every 2 s. */
function system(parts: Parts = {}): Scenario {
  return line({
    producer: producer([0]),
    broker: broker({ restartUs: parts.restartUs ?? Number.POSITIVE_INFINITY }),
    queue: queue({ lease: parts.lease ?? { kind: 'timer', us: 5 * S } }),
    consumer: consumer((parts.workS ?? 6) * S, {
      count: 2,
      extendLeaseEveryUs: (parts.everyS ?? 2) * S,
      ...parts.consumer,
    }),
    latencyUs: parts.latencyUs ?? 0,
  });
}

function told(scenario: Scenario, ...acts: readonly Intervention[]): string[] {
  const words = /delivered|lease|extension|ack|effect/;
  return logOf(run(scenario, { interventions: acts })).filter((said) => words.test(said));
}

const crash = (atUs: number): Intervention =>
  at(atUs, { kind: 'crashConsumer', target: 'c', member: 1, point: 'now' });

describe('a consumer that extends its lease while it works', () => {
  it('keeps a message longer than the lease, and does it once', () => {
    expect(told(system())).toEqual([
      '0 delivered m1 c1',
      '2000 leaseExtended m1 q',
      '4000 leaseExtended m1 q',
      '6000 effectApplied m1 c1',
      '6000 acked m1 q',
    ]);
  });

  it('gives it back a lease after the last extension when it dies', () => {
    expect(told(system(), crash(5 * S)).slice(0, 5)).toEqual([
      '0 delivered m1 c1',
      '2000 leaseExtended m1 q',
      '4000 leaseExtended m1 q',
      '9000 leaseEnded m1 q',
      '9000 redelivered m1 c2',
    ]);
  });

  it('asks too late where it asks less often than the lease lasts, and then no more', () => {
    expect(told(system({ everyS: 6, workS: 20, consumer: { count: 1 } })).slice(0, 4)).toEqual([
      '0 delivered m1 c1',
      '5000 leaseEnded m1 q',
      '6000 extensionRefused m1 c1',
      '20000 effectApplied m1 c1',
    ]);
  });

  it('is refused what would take the lease beyond its longest time, and the lease stays as it is', () => {
    const lease = { kind: 'timer', us: 5 * S, maxUs: 10 * S } as const;
    expect(told(system({ workS: 12, lease, consumer: { count: 1 } })).slice(0, 5)).toEqual([
      '0 delivered m1 c1',
      '2000 leaseExtended m1 q',
      '4000 leaseExtended m1 q',
      // 6 + 5 is more than 10.
      '6000 extensionRefused m1 c1',
      '9000 leaseEnded m1 q',
    ]);
  });

  it('may use its longest time to the last microsecond', () => {
    const lease = { kind: 'timer', us: 5 * S, maxUs: 9 * S } as const;
    expect(told(system({ workS: 8, lease })).at(-1)).toBe('8000 acked m1 q');
  });

  it('extends only what it works on, not what it holds', () => {
    const holding = line({
      producer: producer([0, 0]),
      queue: queue({ lease: { kind: 'timer', us: 5 * S } }),
      consumer: consumer(6 * S, { prefetchLimit: 2, extendLeaseEveryUs: 2 * S }),
    });
    expect(told(holding).filter((said) => /m2/.test(said))[1]).toBe('5000 leaseEnded m2 q');
  });

  it('asks over the wire: what it asks for counts from when it is heard', () => {
    const said = told(system({ latencyUs: 100 * MS }), crash(4_500 * MS));
    expect(said.slice(0, 4)).toEqual([
      '100 delivered m1 c1',
      '2300 leaseExtended m1 q',
      '4300 leaseExtended m1 q',
      '9300 leaseEnded m1 q',
    ]);
  });

  it('is not heard over a wire that is cut', () => {
    const said = told(
      system(),
      at(3 * S, { kind: 'cutWire', from: 'q', to: 'c' }),
      at(20 * S, { kind: 'healWire', from: 'q', to: 'c' }),
    );
    expect(said.slice(0, 6)).toEqual([
      '0 delivered m1 c1',
      '2000 leaseExtended m1 q',
      '4000 extensionLost m1 c1',
      '6000 effectApplied m1 c1',
      '6000 ackLost m1 c1',
      '7000 leaseEnded m1 q',
    ]);
  });

  it('asks a broker that has lost its memory in vain', () => {
    const said = told(
      system({ restartUs: 0 }),
      at(3 * S, { kind: 'stopBroker', target: 'b', how: 'kill' }),
    );
    expect(said.slice(2, 4)).toEqual(['3000 redelivered m1 c2', '4000 extensionRefused m1 c1']);
  });

  it('has nothing to extend when it acks before the work, or where its connection is the lease', () => {
    const asked = (parts: Parts): string[] =>
      told(system(parts)).filter((said) => /extension|Extended/.test(said));
    expect(asked({ consumer: { ack: 'beforeWork' } })).toEqual([]);
    expect(asked({ lease: { kind: 'connection' } })).toEqual([]);
  });

  it('shows since when the lease runs', () => {
    const simulation = new Simulation(system());
    const { world } = simulation;
    const since = [1, 3, 5].map((atS) => {
      simulation.runUntil(atS * S);
      return leaseSinceUs(world, world.copies.delivery[0] ?? -1) / S;
    });
    expect(since).toEqual([0, 2, 4]);
  });

  it('goes on from a checkpoint as if nothing had been', () => {
    const start = (): Simulation =>
      new Simulation(system({ latencyUs: 100 * MS }), { interventions: [crash(5 * S)] });
    const half = start();
    half.runUntil(2_250 * MS);
    expectRepeatable(start, half.world.events);
  });
});
