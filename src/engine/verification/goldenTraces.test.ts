/**
 * Short runs whose whole log is known: milliseconds, what happened, to which message, where. Read one
 * aloud and it is the story of its title.
 */
import { describe, expect, it } from 'vitest';
import {
  at,
  broker,
  careful,
  consumer,
  exchange,
  line,
  logOf,
  MS,
  producer,
  queue,
  run,
  scenario,
  wire,
} from './worlds.ts';

describe('the whole log of', () => {
  it('a consumer that dies before its ack: the message comes back', () => {
    const system = line(
      {
        producer: producer([0]),
        consumer: consumer(200 * MS, { restartUs: 300 * MS }),
        latencyUs: 10 * MS,
      },
      {
        faults: [at(150 * MS, { kind: 'crashConsumer', target: 'c', member: null, point: 'now' })],
      },
    );
    expect(logOf(run(system))).toEqual([
      '0 published m1 p',
      '10 stored m1 q',
      '10 delivered m1 c1',
      '10 flushed m1 q',
      '20 confirmed m1 p',
      '20 started m1 c1',
      '150 intervened c',
      '150 consumerCrashed c1',
      '160 connectionClosed c1',
      '160 returned m1 q',
      '450 consumerRestarted c1',
      '450 redelivered m1 c1',
      '460 started m1 c1',
      '660 effectApplied m1 c1',
      '670 acked m1 q',
    ]);
  });

  it('a lease shorter than the work: two work on it at once, and the late ack is refused', () => {
    const system = line({
      producer: producer([0]),
      queue: queue({ lease: { kind: 'timer', us: 300 * MS } }),
      consumer: consumer(1, {
        count: 2,
        work: { kind: 'listed', listUs: [400 * MS, 100 * MS] },
      }),
      latencyUs: 10 * MS,
    });
    expect(logOf(run(system), ['published', 'stored', 'flushed', 'confirmed'])).toEqual([
      '10 delivered m1 c1',
      '20 started m1 c1',
      '310 leaseEnded m1 q',
      '310 returned m1 q',
      '310 redelivered m1 c2',
      '320 started m1 c2',
      '420 effectApplied m1 c1',
      '430 ackCameTooLate m1 c1',
      '610 leaseEnded m1 q',
      '610 returned m1 q',
      '610 redelivered m1 c1',
      '620 started m1 c1',
      '720 effectRepeated m1 c2',
      '720 effectRepeated m1 c1',
      '730 ackCameTooLate m1 c2',
      '730 acked m1 q',
    ]);
  });

  const kill = at(150 * MS, { kind: 'stopBroker', target: 'b', how: 'kill' });
  const phoenix = broker({ restartUs: 200 * MS, recoveryUs: 100 * MS });

  it('a broker that is killed with its queue in memory: all is lost, and nobody notices', () => {
    const system = line(
      {
        producer: producer([0, 100 * MS]),
        broker: phoenix,
        queue: queue({ durable: false, confirmAfter: 'stored' }),
        consumer: consumer(200 * MS),
      },
      { faults: [kill] },
    );
    expect(logOf(run(system))).toEqual([
      '0 published m1 p',
      '0 stored m1 q',
      '0 delivered m1 c1',
      '0 confirmed m1 p',
      '0 started m1 c1',
      '100 published m2 p',
      '100 stored m2 q',
      '100 confirmed m2 p',
      '150 intervened b',
      '150 brokerDown b',
      '150 lost m1 q',
      '150 lost m2 q',
      // The consumer finishes what it has in hand, and there is nobody to tell.
      '200 effectApplied m1 c1',
      '200 ackCameTooLate m1 c1',
      '350 brokerStarted b',
      '450 brokerRecovered b',
    ]);
  });

  it('the same with the queue on disk: nothing is lost, one is done twice', () => {
    const system = line(
      {
        producer: producer([0, 100 * MS]),
        broker: phoenix,
        consumer: consumer(200 * MS),
      },
      { faults: [kill] },
    );
    expect(logOf(run(system), ['published', 'stored', 'flushed', 'confirmed', 'started'])).toEqual([
      '0 delivered m1 c1',
      '150 intervened b',
      '150 brokerDown b',
      '150 returned m1 q',
      '200 effectApplied m1 c1',
      '200 ackCameTooLate m1 c1',
      '350 brokerStarted b',
      '450 brokerRecovered b',
      '450 redelivered m1 c1',
      '650 effectRepeated m1 c1',
      '650 acked m1 q',
      '650 delivered m2 c1',
      '850 effectApplied m2 c1',
      '850 acked m2 q',
    ]);
  });

  it('a kill before the flush: the producer still has the message and sends it again', () => {
    const system = line(
      {
        producer: producer([150 * MS], {
          publishing: { ...careful, backoffUs: [20 * MS, 400 * MS] },
        }),
        broker: broker({ restartUs: 200 * MS, recoveryUs: 100 * MS }),
        queue: queue({ flush: { kind: 'interval', us: 100 * MS } }),
        consumer: consumer(20 * MS),
      },
      { faults: [at(180 * MS, { kind: 'stopBroker', target: 'b', how: 'kill' })] },
    );
    expect(logOf(run(system))).toEqual([
      '150 published m1 p',
      '150 stored m1 q',
      '150 delivered m1 c1',
      '150 started m1 c1',
      '170 effectApplied m1 c1',
      '170 acked m1 q',
      '180 intervened b',
      '180 brokerDown b',
      '200 resent m1 p',
      '380 brokerStarted b',
      '480 brokerRecovered b',
      '600 resent m1 p',
      // It was done, but the broker forgot that with all the rest: done twice.
      '600 storedAgain m1 q',
      '600 delivered m1 c1',
      '600 started m1 c1',
      '620 effectRepeated m1 c1',
      '620 acked m1 q',
      '700 flushed m1 q',
      '700 confirmed m1 p',
    ]);
  });

  it('a fan-out with one dead-letter queue: poison is kept in one branch, gone in the other', () => {
    const system = scenario(
      [
        producer([0, 50 * MS], { poison: [2] }),
        broker(),
        exchange(),
        queue({ id: 'mail', maxDeliveries: 2, deadLetterTo: 'dead' }),
        queue({ id: 'log' }),
        queue({ id: 'dead' }),
        consumer(100 * MS, { id: 'sender' }),
        consumer(30 * MS, { id: 'writer', onFailure: 'discard' }),
      ],
      [
        wire('p', 'x'),
        wire('x', 'mail'),
        wire('x', 'log'),
        wire('mail', 'sender'),
        wire('log', 'writer'),
      ],
    );
    expect(logOf(run(system), ['flushed', 'started', 'delivered'])).toEqual([
      '0 published m1 p',
      '0 stored m1 mail',
      '0 stored m1 log',
      '0 confirmed m1 p',
      '30 effectApplied m1 writer1',
      '30 acked m1 log',
      '50 published m2 p',
      '50 stored m2 mail',
      '50 stored m2 log',
      '50 confirmed m2 p',
      '80 attemptFailed m2 writer1',
      '80 dropped m2 log',
      '100 effectApplied m1 sender1',
      '100 acked m1 mail',
      '200 attemptFailed m2 sender1',
      '200 returned m2 mail',
      '200 redelivered m2 sender1',
      '300 attemptFailed m2 sender1',
      '300 deadLettered m2 mail',
    ]);
  });
});
