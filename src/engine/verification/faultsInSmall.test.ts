/**
 * Every fault at every event: small systems, in which each component fails at each index of the run,
 * is healed a little later, and everything drains.
 */
import { describe, expect, it } from 'vitest';
import { troublesOfTrace } from '../faults/laws.ts';
import { FaultCampaign, type Scenario, Simulation } from '../index.ts';
import {
  broker,
  careful,
  consumer,
  exchange,
  line,
  MS,
  producer,
  queue,
  scenario,
  service,
  steadyProducer,
  wire,
} from './worlds.ts';

const patient = { ...careful, timeoutUs: 30 * MS, backoffUs: [10 * MS] };
const orders = steadyProducer(4, 6 * MS, { publishing: patient });
const pair = consumer(7 * MS, { count: 2, prefetchLimit: 2, idempotencyKey: 'withEffect' });
const near = { latencyUs: 2 * MS };

const systems: Readonly<Record<string, Scenario>> = {
  'a queue on disk with two consumers': line({
    producer: orders,
    broker: broker({ heartbeatUs: 15 * MS, recoveryUs: 3 * MS }),
    queue: queue({ flush: { kind: 'eachPublish', us: 3 * MS } }),
    consumer: pair,
    latencyUs: 2 * MS,
  }),
  'a queue with leases, flushed now and then': line({
    producer: orders,
    broker: broker({ recoveryUs: 3 * MS }),
    queue: queue({
      flush: { kind: 'interval', us: 9 * MS },
      lease: { kind: 'timer', us: 60 * MS },
      onReturn: 'tail',
    }),
    consumer: { ...pair, onFailure: 'backoff', backoffUs: [5 * MS] },
    latencyUs: 2 * MS,
  }),
  'a fan-out with poison and dead letters': scenario(
    [
      { ...orders, poison: [2] },
      broker({ heartbeatUs: 15 * MS }),
      exchange(),
      queue({ id: 'mail', maxDeliveries: 2, deadLetterTo: 'dead' }),
      queue({ id: 'log', maxDeliveries: 9, deadLetterTo: 'dead' }),
      queue({ id: 'dead' }),
      { ...pair, id: 'sender' },
      consumer(2 * MS, { id: 'writer', ack: 'afterWork', idempotencyKey: 'withEffect' }),
    ],
    [
      wire('p', 'x', near),
      wire('x', 'mail'),
      wire('x', 'log'),
      wire('mail', 'sender', near),
      wire('log', 'writer', near),
    ],
  ),
  'a service that calls another and publishes': scenario(
    [
      producer([0, 5 * MS, 6 * MS, 30 * MS]),
      service(4 * MS, { id: 'shop', threads: 2, waitingRoom: 5, publishing: patient }),
      service(3 * MS, { id: 'bank', waitingRoom: 5 }),
      broker({ heartbeatUs: 15 * MS }),
      queue(),
      { ...pair },
    ],
    [
      wire('p', 'shop', { latencyUs: MS, timeoutUs: 60 * MS }),
      wire('shop', 'bank', { latencyUs: MS, timeoutUs: 20 * MS }),
      wire('shop', 'q', near),
      wire('q', 'c', near),
    ],
  ),
  'a queue in memory, acked before the work': line({
    producer: { ...orders, publishing: { ...patient, persistent: false } },
    broker: broker({ heartbeatUs: 15 * MS }),
    queue: queue({ durable: false, confirmAfter: 'stored' }),
    consumer: { ...pair, ack: 'beforeWork' },
    latencyUs: 2 * MS,
  }),
};

const options = {
  every: 1,
  allKinds: true,
  packets: true,
  healAfterUs: 40 * MS,
  boundUs: 5_000 * MS,
};

describe.each(Object.entries(systems))('%s', (_, system) => {
  it('keeps its promises and comes to rest, whatever fails at whichever event', () => {
    const { tally } = playAll(system);
    expect(tally.results.slice(0, 5)).toEqual([]);
    expect(tally.summary().unrest.runs).toBe(0);
    expect(tally.runs).toBeGreaterThan(200);
  });

  it('tells a story in order when nothing fails', () => {
    const simulation = new Simulation(system);
    simulation.runUntil(system.durationUs);
    expect(troublesOfTrace(simulation)).toEqual([]);
  });
});

describe('the safe system', () => {
  const [, safe] = Object.entries(systems)[0] ?? [];

  it('gives each order exactly one effect, whatever fails at whichever event', () => {
    if (!safe) throw new Error('there is a first system');
    const { tally } = playAll(safe);
    const { attempts, acknowledged, lost, duplicated } = tally.summary();
    // All are confirmed, none of them is lost, and no effect is repeated: that is one for each.
    expect({ attempts, acknowledged, lost }).toEqual({
      attempts: 4 * tally.runs,
      acknowledged: 4 * tally.runs,
      lost: 0,
    });
    expect(tally.results).toEqual([]);
    // Sometimes: the keys were needed.
    expect(duplicated).toBeGreaterThan(50);
  });
});

function playAll(system: Scenario): FaultCampaign {
  const campaign = new FaultCampaign(system, options);
  campaign.playAll();
  return campaign;
}
