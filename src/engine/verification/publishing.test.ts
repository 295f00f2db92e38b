/** Publishing: what a producer knows, what a broker takes in, and what both may be wrong about. */
import { describe, expect, it } from 'vitest';
import type { Intervention, Publishing, QueueSpec } from '../index.ts';
import { verdictsOf } from '../index.ts';
import {
  at,
  broker,
  careful,
  careless,
  consumer,
  countFacts,
  exchange,
  line,
  logOf,
  MS,
  producer,
  queue,
  run,
  S,
  scenario,
  service,
  steadyProducer,
  wire,
} from './worlds.ts';

const stop = (atMs: number, how: 'kill' | 'graceful' = 'kill'): Intervention =>
  at(atMs * MS, { kind: 'stopBroker', target: 'b', how });
const start = (atMs: number): Intervention => at(atMs * MS, { kind: 'startBroker', target: 'b' });

/** A producer with a slow wire to a queue in memory that nobody reads. */
function far(publishing: Partial<Publishing>, over: Partial<QueueSpec> = {}) {
  return scenario(
    [
      producer([0], { publishing: { ...careful, ...publishing } }),
      broker(),
      queue({ durable: false, confirmAfter: 'stored', ...over }),
    ],
    [wire('p', 'q', { latencyUs: 100 * MS })],
  );
}

describe('a producer', () => {
  it('that gives up too early does not know that its message was stored', () => {
    const simulation = run(far({ timeoutUs: 50 * MS, backoffUs: [], maxAttempts: 1 }));
    expect(logOf(simulation)).toEqual([
      '0 published m1 p',
      '50 confirmTimedOut m1 p',
      '50 gaveUp m1 p',
      '100 stored m1 q',
    ]);
    expect(simulation.world.depthOf(2)).toBe(1);
  });

  it('that gives up for good reason has its message refused, and knows it', () => {
    const system = far({ timeoutUs: 250 * MS, backoffUs: [50 * MS], maxAttempts: 2 });
    const simulation = run({ ...system, faults: [at(0, { kind: 'cutWire', from: 'p', to: 'q' })] });
    expect(logOf(simulation, ['intervened'])).toEqual([
      '0 published m1 p',
      '100 packetLost m1 p',
      '250 confirmTimedOut m1 p',
      '300 resent m1 p',
      '400 packetLost m1 p',
      '550 confirmTimedOut m1 p',
      '550 gaveUp m1 p',
    ]);
    expect(simulation.world.tallies.refused[0]).toBe(1);
  });

  it('that is impatient stores its message twice: the broker cannot know', () => {
    const simulation = run(far({ timeoutUs: 150 * MS, backoffUs: [10 * MS] }));
    expect(logOf(simulation)).toEqual([
      '0 published m1 p',
      '100 stored m1 q',
      '150 confirmTimedOut m1 p',
      '160 resent m1 p',
      '200 confirmed m1 p',
      '260 storedAgain m1 q',
    ]);
  });

  it('that is more impatient than the disk still gets its confirm', () => {
    const simulation = run(
      line({
        producer: producer([0], {
          publishing: { ...careful, timeoutUs: 10 * MS, backoffUs: [10 * MS] },
        }),
        queue: queue({ flush: { kind: 'eachPublish', us: 70 * MS } }),
      }),
    );
    expect(logOf(simulation)).toContain('70 confirmed m1 p');
  });

  it('sends again what was lost after its confirm was on the way, when the confirm is lost too', () => {
    // Stored at 100, killed at 150 with the confirm on the wire, which is cut when it arrives at 200.
    const faults = [
      stop(150),
      start(160),
      at(190 * MS, { kind: 'cutWire', from: 'p', to: 'q' }),
      at(210 * MS, { kind: 'healWire', from: 'p', to: 'q' }),
    ];
    const simulation = run({ ...far({ timeoutUs: 500 * MS, backoffUs: [50 * MS] }), faults });
    expect(logOf(simulation, ['intervened'])).toEqual([
      '0 published m1 p',
      '100 stored m1 q',
      '150 brokerDown b',
      '150 lost m1 q',
      '160 brokerStarted b',
      '160 brokerRecovered b',
      '200 confirmLost m1 p',
      '500 confirmTimedOut m1 p',
      '550 resent m1 p',
      '650 storedAgain m1 q',
      '750 confirmed m1 p',
    ]);
    // It is there after all: nothing that was confirmed is gone.
    expect(simulation.world.guarantees.lossAfterConfirm[2]).toBe(-1);
  });

  it('is told that all is well by a confirm that outlives its broker, and it is not', () => {
    const system = far({ timeoutUs: 60 * MS, backoffUs: [60 * MS] });
    const simulation = run({ ...system, faults: [stop(150)] });
    expect(logOf(simulation, ['intervened', 'confirmTimedOut', 'resent'])).toEqual([
      '0 published m1 p',
      '100 stored m1 q',
      '150 brokerDown b',
      '150 forgotten m1 q',
      '200 confirmed m1 p',
      '220 packetLost m1 p',
      '220 lost m1 q',
    ]);
    expect(verdictsOf(simulation.world, 2)[0]).toMatchObject({
      name: 'noLossAfterConfirm',
      verdict: 'broken',
      counterExample: { message: 1 },
    });
  });

  it('that asks for no confirm never hears of anything', () => {
    const system = far(careless, { maxLength: 1 });
    const [first, ...rest] = system.nodes;
    if (first?.kind !== 'producer') throw new Error('the producer comes first');
    const arrivals = { ...first.arrivals, atUs: [0, 10 * MS, 20 * MS] };
    const cut = at(115 * MS, { kind: 'cutWire', from: 'p', to: 'q' });
    const simulation = run({ ...system, nodes: [{ ...first, arrivals }, ...rest], faults: [cut] });
    expect(logOf(simulation, ['published', 'intervened'])).toEqual([
      '100 stored m1 q',
      '110 lost m2 q',
      '120 packetLost m3 p',
      '120 lost m3 q',
    ]);
  });
});

describe('a refusal', () => {
  it('refuses what it answers, whatever has been sent since', () => {
    // Full until 130. The first attempt is refused at 100, and the producer hears of it at 200; its
    // second attempt, sent at 120, is on the wire then and is stored at 220.
    const system = scenario(
      [
        producer([0], { publishing: { ...careful, timeoutUs: 60 * MS, backoffUs: [60 * MS] } }),
        producer([0], { id: 'first' }),
        broker(),
        queue({ maxLength: 1 }),
        consumer(30 * MS, { restartUs: 130 * MS }),
      ],
      [wire('p', 'q', { latencyUs: 100 * MS }), wire('first', 'q'), wire('q', 'c')],
      { faults: [at(0, { kind: 'crashConsumer', target: 'c', member: null, point: 'now' })] },
    );
    const simulation = run(system);
    expect(logOf(simulation).filter((entry) => entry.includes('m1'))).toEqual([
      '0 published m1 p',
      '60 confirmTimedOut m1 p',
      '120 resent m1 p',
      '180 confirmTimedOut m1 p',
      '200 refused m1 p',
      '220 stored m1 q',
      '220 delivered m1 c1',
      '220 flushed m1 q',
      '220 started m1 c1',
      '250 effectApplied m1 c1',
      '250 acked m1 q',
    ]);
    expect(simulation.world.tallies.confirmed[0]).toBe(0);
  });

  it('of one queue of a fan-out refuses the message, which the other queue keeps', () => {
    const system = scenario(
      [
        producer([0, 10 * MS]),
        broker(),
        exchange(),
        queue({ id: 'small', maxLength: 1 }),
        queue({ id: 'large' }),
      ],
      [wire('p', 'x'), wire('x', 'small'), wire('x', 'large')],
    );
    const simulation = run(system);
    expect(logOf(simulation, ['flushed', 'published'])).toEqual([
      '0 stored m1 small',
      '0 stored m1 large',
      '0 confirmed m1 p',
      '10 stored m2 large',
      '10 refused m2 small',
    ]);
  });
});

describe('a full queue that drops its oldest', () => {
  it('makes room one by one, and all at once when its limit is lowered', () => {
    const lower = at(55 * MS, { kind: 'setKnob', target: 'q', knob: 'maxLength', value: 2 });
    const simulation = run(
      scenario(
        [
          steadyProducer(7, 10 * MS),
          broker(),
          queue({ maxLength: 5, overflow: 'dropHead', deadLetterTo: 'dead' }),
          queue({ id: 'dead' }),
        ],
        [wire('p', 'q')],
        { faults: [lower] },
      ),
    );
    expect(logOf(simulation).filter((entry) => entry.includes('deadLettered'))).toEqual([
      '50 deadLettered m1 q',
      '60 deadLettered m2 q',
      '60 deadLettered m3 q',
      '60 deadLettered m4 q',
      '60 deadLettered m5 q',
    ]);
    expect([simulation.world.depthOf(2), simulation.world.depthOf(3)]).toEqual([2, 5]);
  });
});

describe('a service that dies', () => {
  it('takes with it what it had not been told is safe', () => {
    const system = scenario(
      [
        producer([0]),
        service(10 * MS, { publishing: { ...careful, timeoutUs: 20 * MS, backoffUs: [20 * MS] } }),
        broker(),
        queue(),
      ],
      [wire('p', 's', { timeoutUs: S }), wire('s', 'q')],
      {
        faults: [
          at(5 * MS, { kind: 'cutWire', from: 's', to: 'q' }),
          at(35 * MS, { kind: 'crashService', target: 's' }),
          at(40 * MS, { kind: 'healWire', from: 's', to: 'q' }),
          at(50 * MS, { kind: 'restartService', target: 's' }),
        ],
      },
    );
    const simulation = run(system);
    expect(logOf(simulation, ['intervened']).filter((entry) => / m1 (s|q)$/.test(entry))).toEqual([
      '0 called m1 s',
      '10 published m1 s',
      '10 answered m1 s',
      '10 packetLost m1 s',
      '30 confirmTimedOut m1 s',
      '35 lost m1 q',
    ]);
  });
});

describe('a broker that is stopped in order', () => {
  it('flushes what it holds, confirms it, and loses nothing of it', () => {
    const system = line(
      {
        producer: producer([10 * MS, 20 * MS]),
        broker: broker({ recoveryUs: 5 * MS }),
        queue: queue({ flush: { kind: 'interval', us: S } }),
        consumer: consumer(50 * MS),
      },
      { faults: [stop(30, 'graceful'), start(40)] },
    );
    expect(logOf(run(system), ['intervened', 'published', 'stored', 'started'])).toEqual([
      '10 delivered m1 c1',
      '30 flushed m1 q',
      '30 flushed m2 q',
      '30 brokerDown b',
      '30 returned m1 q',
      '30 confirmed m1 p',
      '30 confirmed m2 p',
      '40 brokerStarted b',
      '45 brokerRecovered b',
      '60 effectApplied m1 c1',
      '60 ackCameTooLate m1 c1',
      '60 redelivered m1 c1',
      '110 effectRepeated m1 c1',
      '110 acked m1 q',
      '110 delivered m2 c1',
      '160 effectApplied m2 c1',
      '160 acked m2 q',
    ]);
  });
});

describe('a kill', () => {
  it('forgets acks that were not on disk, but no message comes back beyond its limit', () => {
    // Acked at 60 and flushed at 100; the kill at 70 forgets the acks.
    for (const [maxDeliveries, expected] of [
      [2, ['70 cameBack m1 q', '70 redelivered m1 c1', '90 acked m1 q']],
      [1, ['70 cameBack m1 q', '70 deadLettered m1 q']],
    ] as const) {
      const system = line({
        producer: producer([40 * MS]),
        broker: broker({ restartUs: 0 }),
        queue: queue({
          flush: { kind: 'interval', us: 50 * MS },
          confirmAfter: 'stored',
          maxDeliveries,
          deadLetterTo: 'dead',
        }),
        consumer: consumer(20 * MS),
        // In memory, and on the same broker: what is dead-lettered by the kill must not die in it.
        more: [queue({ id: 'dead', durable: false })],
      });
      const simulation = run({ ...system, faults: [stop(70)] });
      const log = logOf(simulation).filter((entry) => entry.includes('m1'));
      expect(log.slice(log.indexOf('70 cameBack m1 q'))).toEqual(
        maxDeliveries === 1
          ? expected
          : [
              '70 cameBack m1 q',
              '70 redelivered m1 c1',
              '70 started m1 c1',
              '90 effectRepeated m1 c1',
              '90 acked m1 q',
            ],
      );
      expect(countFacts(simulation, 'lost')).toBe(0);
    }
  });

  it('of which a full queue refuses the resend leaves nothing to confirm', () => {
    // m1 is discarded at 10, and its record dies with the broker at 15. At 65 the queue holds m3.
    const system = line({
      producer: producer([0, 60 * MS, 61 * MS], { poison: [1] }),
      broker: broker({ restartUs: 0 }),
      queue: queue({ flush: { kind: 'eachPublish', us: 20 * MS }, maxLength: 1 }),
      consumer: consumer(10 * MS, { onFailure: 'discard' }),
    });
    const simulation = run({ ...system, faults: [stop(15)] });
    const log = logOf(simulation).filter((entry) => entry.includes('m1 p'));
    expect(log).toEqual(['0 published m1 p', '65 resent m1 p', '65 refused m1 p']);
  });
});
