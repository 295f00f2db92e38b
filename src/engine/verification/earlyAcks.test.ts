/** Acks sent before the work: what the broker has deleted, only the consumer's memory holds. */
import { describe, expect, it } from 'vitest';
import type { ConsumerSpec, Intervention, QueueSpec } from '../index.ts';
import {
  at,
  broker,
  consumer,
  countFacts,
  line,
  logOf,
  MS,
  producer,
  queue,
  run,
} from './worlds.ts';

interface Early {
  readonly orders?: number;
  readonly consumer?: Partial<ConsumerSpec>;
  readonly queue?: Partial<QueueSpec>;
  readonly poison?: readonly number[];
  readonly faults?: readonly Intervention[];
}

/** Orders at 0, work of 100 ms, a wire of 30 ms each way, the ack on receipt. */
function early({ orders = 1, ...over }: Early) {
  return line(
    {
      producer: producer(new Array<number>(orders).fill(0), { poison: over.poison ?? [] }),
      broker: broker({ restartUs: 50 * MS }),
      queue: queue(over.queue),
      consumer: consumer(100 * MS, { ack: 'beforeWork', ...over.consumer }),
      latencyUs: 30 * MS,
    },
    { faults: over.faults ?? [] },
  );
}

const crash = (atMs: number): Intervention =>
  at(atMs * MS, { kind: 'crashConsumer', target: 'c', member: null, point: 'now' });
const kill = (atMs: number): Intervention =>
  at(atMs * MS, { kind: 'stopBroker', target: 'b', how: 'kill' });
const uninteresting = ['published', 'stored', 'flushed', 'confirmed', 'intervened'];

describe('an ack sent before the work', () => {
  it('deletes the message, and a crash then loses all that the consumer held', () => {
    const simulation = run(
      early({ orders: 7, consumer: { prefetchLimit: 5, restartUs: 0 }, faults: [crash(130)] }),
    );
    expect(countFacts(simulation, 'lost')).toBe(5);
    expect(countFacts(simulation, 'redelivered')).toBe(0);
    expect(simulation.world.groups.effects).toContain(2);
  });

  it('may reach the broker after its consumer has died, which loses the message too', () => {
    // Delivered at 60, acked at once; the crash at 70 comes before the ack arrives at 90.
    const simulation = run(early({ faults: [crash(70)] }));
    expect(logOf(simulation, uninteresting)).toEqual([
      '30 delivered m1 c1',
      '60 started m1 c1',
      '70 consumerCrashed c1',
      '90 ackedEarly m1 q',
      '90 lost m1 q',
      '100 connectionClosed c1',
    ]);
  });

  it('does not touch the message when its lease has ended meanwhile', () => {
    // The lease of 45 ms ends at 75; the ack sent at 60 arrives at 90 and belongs to nothing.
    const simulation = run(
      early({
        queue: { lease: { kind: 'timer', us: 45 * MS }, maxDeliveries: 2 },
        consumer: { count: 2 },
        faults: [crash(70)],
      }),
    );
    expect(countFacts(simulation, 'lost')).toBe(0);
    expect(countFacts(simulation, 'redelivered')).toBe(1);
  });

  it('loses what fails, also when the work fails before the ack has arrived', () => {
    for (const workMs of [10, 100]) {
      const simulation = run(
        early({
          poison: [1],
          consumer: { work: { kind: 'constant', meanUs: workMs * MS }, onFailure: 'return' },
        }),
      );
      expect(logOf(simulation, uninteresting).slice(-1)).toEqual([
        `${workMs === 10 ? 90 : 160} lost m1 q`,
      ]);
    }
  });

  it('loses nothing of a message that has come back: the ack was not on disk when the broker died', () => {
    // Acked at 90, the ack is on disk at 100; killed at 95 the broker forgets it, not the message.
    const simulation = run(
      early({
        poison: [1],
        queue: { flush: { kind: 'interval', us: 50 * MS }, maxDeliveries: 3 },
        consumer: { onFailure: 'return' },
        faults: [kill(95)],
      }),
    );
    expect(countFacts(simulation, 'cameBack')).toBe(1);
    expect(logOf(simulation, uninteresting)).toContain('95 cameBack m1 q');
    // The first attempt fails at 160, in vain; the second one, begun at 190, loses the message.
    expect(logOf(simulation, uninteresting).filter((entry) => entry.includes('lost'))).toEqual([
      '290 lost m1 q',
    ]);
  });

  it('brings the message back when it is lost itself, though the work goes on', () => {
    const system = early({ consumer: { count: 2 } });
    const [first, second] = system.wires;
    if (!first || !second) throw new Error('a line has two wires');
    const cut: Intervention[] = [
      at(80 * MS, { kind: 'cutWire', from: 'q', to: 'c' }),
      at(300 * MS, { kind: 'healWire', from: 'q', to: 'c' }),
    ];
    const simulation = run({ ...system, wires: [first, second], faults: cut });
    expect(logOf(simulation, uninteresting)).toEqual([
      '30 delivered m1 c1',
      '60 started m1 c1',
      '90 ackLost m1 c1',
      '160 effectApplied m1 c1',
      // Its ack on finishing goes the same way.
      '190 ackLost m1 c1',
      '300 connectionClosed c1',
      '300 returned m1 q',
      '300 connectionClosed c2',
      '300 redelivered m1 c2',
      '330 started m1 c2',
      '360 ackedEarly m1 q',
      '430 effectRepeated m1 c2',
    ]);
  });

  it('is not followed by a second one when the knob is turned during the work', () => {
    const turn = at(100 * MS, { kind: 'setKnob', target: 'c', knob: 'ack', value: 0 });
    const simulation = run(early({ orders: 2, faults: [turn] }));
    expect(countFacts(simulation, 'ackedEarly')).toBe(1);
    expect(countFacts(simulation, 'acked')).toBe(1);
    expect(countFacts(simulation, 'effectApplied')).toBe(2);
  });
});
