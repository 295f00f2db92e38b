/** Connections: who is served, who is given up, and when the broker can know. */
import { describe, expect, it } from 'vitest';
import type { Intervention } from '../index.ts';
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
  S,
  steadyProducer,
} from './worlds.ts';

const cut = (atMs: number): Intervention => at(atMs * MS, { kind: 'cutWire', from: 'q', to: 'c' });
const heal = (atMs: number): Intervention =>
  at(atMs * MS, { kind: 'healWire', from: 'q', to: 'c' });
const remove = (atMs: number): Intervention =>
  at(atMs * MS, { kind: 'removeConsumer', target: 'c', member: null });
const publishing = ['published', 'stored', 'flushed', 'confirmed', 'intervened'];

describe('a consumer that leaves', () => {
  it('gives back what it has not begun, finishes the rest, and then closes', () => {
    const system = line(
      {
        producer: producer([0, 0, 0]),
        consumer: consumer(100 * MS, { prefetchLimit: 3 }),
        latencyUs: 10 * MS,
      },
      { faults: [remove(50), at(200 * MS, { kind: 'addConsumer', target: 'c' })] },
    );
    const simulation = run(system);
    expect(logOf(simulation, [...publishing, 'delivered', 'redelivered', 'started'])).toEqual([
      '50 consumerLeft c1',
      '50 returned m2 q',
      '50 returned m3 q',
      '120 effectApplied m1 c1',
      '130 acked m1 q',
      '130 connectionClosed c1',
      '200 consumerJoined c2',
      '310 effectApplied m2 c2',
      '320 acked m2 q',
      '410 effectApplied m3 c2',
      '420 acked m3 q',
    ]);
  });

  it('leaves nothing behind when its last ack is lost', () => {
    const system = line(
      { consumer: consumer(100 * MS, { count: 2 }), latencyUs: 10 * MS },
      { faults: [at(0, { kind: 'dropNextAck', target: 'c' }), remove(50), remove(50)] },
    );
    const simulation = run({ ...system, nodes: system.nodes });
    // Both have left: the message waits for somebody to come.
    expect(countFacts(simulation, 'returned')).toBe(1);
    expect(simulation.world.depthOf(2)).toBe(1);
    expect(simulation.world.queues.head[2]).toBeGreaterThanOrEqual(0);
  });

  it('is gone although a lost ack has taken away what it held', () => {
    const system = line(
      {
        producer: producer([0, 0]),
        consumer: consumer(100 * MS, { prefetchLimit: 2, ack: 'beforeWork' }),
        latencyUs: 10 * MS,
      },
      { faults: [cut(25), remove(30)] },
    );
    const simulation = run(system);
    expect(simulation.world.consumers.busy[0]).toBe(0);
    expect(simulation.world.depthOf(2)).toBe(2);
  });
});

describe('across a cut wire', () => {
  it('a broker goes on serving until the heartbeat is missed, then takes everything back', () => {
    const system = line(
      {
        producer: steadyProducer(3, 10 * MS),
        broker: broker({ heartbeatUs: 100 * MS }),
        consumer: consumer(20 * MS, { prefetchLimit: 9 }),
        latencyUs: 2 * MS,
      },
      { faults: [cut(5), heal(300)] },
    );
    expect(logOf(run(system), publishing)).toEqual([
      '2 delivered m1 c1',
      '4 started m1 c1',
      '12 delivered m2 c1',
      '14 packetLost m2 c1',
      '22 delivered m3 c1',
      '24 effectApplied m1 c1',
      '24 packetLost m3 c1',
      '26 ackLost m1 c1',
      '105 connectionClosed c1',
      '105 returned m1 q',
      '105 returned m2 q',
      '105 returned m3 q',
      '300 redelivered m1 c1',
      '300 redelivered m2 c1',
      '300 redelivered m3 c1',
      '302 started m1 c1',
      '322 effectRepeated m1 c1',
      '322 started m2 c1',
      '324 acked m1 q',
      '342 effectApplied m2 c1',
      '342 started m3 c1',
      '344 acked m2 q',
      '362 effectApplied m3 c1',
      '364 acked m3 q',
    ]);
  });

  it('a consumer with a lease cannot ask, so nothing is sent into the void', () => {
    const system = line(
      {
        producer: steadyProducer(5, 10 * MS),
        queue: queue({ lease: { kind: 'timer', us: 50 * MS }, maxDeliveries: 1 }),
        consumer: consumer(2 * MS),
      },
      { faults: [cut(15), heal(400)] },
    );
    const simulation = run(system);
    expect(countFacts(simulation, 'packetLost')).toBe(0);
    expect(countFacts(simulation, 'acked')).toBe(5);
  });

  it('whoever joins or restarts is not served before the wire is whole again', () => {
    const joins = line(
      { producer: producer([300 * MS]), consumer: consumer(10 * MS) },
      { faults: [cut(0), at(200 * MS, { kind: 'addConsumer', target: 'c' }), heal(2_000)] },
    );
    expect(logOf(run(joins), publishing).filter((entry) => entry.includes('m1'))).toEqual([
      '300 delivered m1 c1',
      '300 packetLost m1 c1',
      '1000 returned m1 q',
      '2000 redelivered m1 c2',
      '2000 started m1 c2',
      '2010 effectApplied m1 c2',
      '2010 acked m1 q',
    ]);
    const crash = at(40 * MS, { kind: 'crashConsumer', target: 'c', member: null, point: 'now' });
    const restarts = line(
      { consumer: consumer(100 * MS, { restartUs: 10 * MS }) },
      { faults: [cut(20), crash, heal(2_000)] },
    );
    // The restart at 50 cannot tell the broker that the old connection is dead: the heartbeat does.
    expect(logOf(run(restarts), publishing)).toEqual([
      '0 delivered m1 c1',
      '0 started m1 c1',
      '40 consumerCrashed c1',
      '50 consumerRestarted c1',
      '1020 connectionClosed c1',
      '1020 returned m1 q',
      '2000 redelivered m1 c1',
      '2000 started m1 c1',
      '2100 effectApplied m1 c1',
      '2100 acked m1 q',
    ]);
  });
});

describe('a lossy wire', () => {
  it('breaks the connection when it loses a packet, and a dead consumer stays dead', () => {
    const system = line({
      producer: steadyProducer(40, 5 * MS),
      consumer: consumer(3 * MS, { count: 2, prefetchLimit: 4, restartUs: 30 * MS }),
      latencyUs: 2 * MS,
    });
    const wires = system.wires.map((wire) => (wire.to === 'c' ? { ...wire, loss: 0.2 } : wire));
    const faults = Array.from({ length: 10 }, (_, i) =>
      at(i * 20 * MS, { kind: 'crashConsumer', target: 'c', member: null, point: 'now' }),
    );
    const simulation = run({ ...system, wires, faults, durationUs: 10 * S });
    expect(countFacts(simulation, 'acked')).toBe(40);
    expect(countFacts(simulation, 'ackLost')).toBeGreaterThan(0);
  });
});

describe('a restart', () => {
  it('happens by itself when it was said when, of consumers and of brokers', () => {
    const crash = at(20 * MS, { kind: 'crashConsumer', target: 'c', member: 1, point: 'now' });
    const kill = at(200 * MS, { kind: 'stopBroker', target: 'b', how: 'kill' });
    const system = line(
      {
        producer: producer([0, 150 * MS]),
        broker: broker({ restartUs: 30 * MS, recoveryUs: 10 * MS }),
        consumer: consumer(100 * MS, { restartUs: 50 * MS }),
      },
      { faults: [crash, kill] },
    );
    const simulation = run(system);
    expect(logOf(simulation).filter((entry) => /Restarted|Started|Recovered/.test(entry))).toEqual([
      '70 consumerRestarted c1',
      '230 brokerStarted b',
      '240 brokerRecovered b',
    ]);
    expect(countFacts(simulation, 'acked')).toBe(2);
  });
});
