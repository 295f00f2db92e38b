/**
 * Every fault at every event: small systems, in which each component fails at each index of the run,
 * is healed a little later, and everything drains.
 */
import { describe, expect, it } from 'vitest';
import { type Act, type Intervention, type Scenario, Simulation, verdictsOf } from '../index.ts';
import { strays, troublesOfTrace, unexplainedLosses, unfinished } from './laws.ts';
import { healing } from './randomRuns.ts';
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

const FOREVER = Number.POSITIVE_INFINITY;
/** Faults last so long, and all is over so long after that. */
const HEAL_AFTER_US = 40 * MS;
const BOUND_US = 5_000 * MS;

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

/** Each way in which each component can fail. */
function faultsOf({ nodes, wires }: Scenario): Act[] {
  const acts: Act[] = wires.map(({ from, to }) => ({ kind: 'cutWire', from, to }));
  for (const { id: target, kind } of nodes) {
    if (kind === 'broker') {
      acts.push({ kind: 'stopBroker', target, how: 'kill' });
      acts.push({ kind: 'stopBroker', target, how: 'graceful' });
    } else if (kind === 'service') acts.push({ kind: 'crashService', target });
    else if (kind === 'consumer') {
      for (const point of ['now', 'beforeWork', 'midWork', 'afterEffect'] as const) {
        acts.push({ kind: 'crashConsumer', target, member: 1, point });
      }
      acts.push({ kind: 'dropNextAck', target });
      acts.push({ kind: 'removeConsumer', target, member: 1 });
    }
  }
  return acts;
}

/** Plays on from here with one more fault, heals it, drains, and says what is wrong in the end. */
function troublesAfter(simulation: Simulation, act: Act): string[] {
  const { world, scenario: system } = simulation;
  const { nowUs } = world;
  const interventions: Intervention[] = [
    { atUs: nowUs, ...act },
    ...healing(system, nowUs + HEAL_AFTER_US),
  ];
  simulation.setInterventions(interventions);
  const endUs = nowUs + BOUND_US;
  simulation.runUntil(endUs);
  simulation.recount();
  const troubles = [...strays(world), ...unfinished(world), ...unexplainedLosses(simulation)];
  if (simulation.nextUs() !== FOREVER)
    troubles.push(`there is still something to come at ${endUs}`);
  world.plan.nodes.forEach((node, i) => {
    if (
      node.kind === 'queue' &&
      isSafe(simulation, i) &&
      world.guarantees.lossAfterConfirm[i] !== -1
    )
      troubles.push(`${node.id} lost a message that it had confirmed`);
    if (
      node.kind === 'consumer' &&
      (world.groups.duplicateEffects[i] ?? 0) > 0 &&
      node.ack === 'afterWork'
    )
      troubles.push(`${node.id} repeated an effect in spite of its keys`);
  });
  return troubles;
}

function isSafe({ world }: Simulation, queue: number): boolean {
  const [verdict] = verdictsOf(world, queue);
  return verdict?.because === 'on disk before the confirm, acked after the work';
}

describe.each(Object.entries(systems))('%s', (_, system) => {
  it('keeps its promises and comes to rest, whatever fails at whichever event', () => {
    const simulation = new Simulation(system);
    const troubles: string[] = [];
    let runs = 0;
    for (;;) {
      const here = simulation.checkpoint();
      for (const act of faultsOf(system)) {
        runs++;
        const found = troublesAfter(simulation, act);
        for (const trouble of found)
          troubles.push(`event ${here.events}, ${JSON.stringify(act)}: ${trouble}`);
        simulation.restore(here);
        simulation.setInterventions([]);
      }
      if (!simulation.step()) break;
    }
    expect(troubles.slice(0, 5)).toEqual([]);
    expect(runs).toBeGreaterThan(200);
    expect(troublesOfTrace(simulation)).toEqual([]);
  });
});

describe('the safe system', () => {
  const [, safe] = Object.entries(systems)[0] ?? [];

  it('gives each order exactly one effect, whatever fails at whichever event', () => {
    if (!safe) throw new Error('there is a first system');
    const simulation = new Simulation(safe);
    const group = safe.nodes.findIndex((node) => node.kind === 'consumer');
    const wrong: string[] = [];
    let repeatedDeliveries = 0;
    do {
      const here = simulation.checkpoint();
      for (const act of faultsOf(safe)) {
        troublesAfter(simulation, act);
        const effects = simulation.world.groups.effects[group];
        repeatedDeliveries += simulation.world.groups.suppressedEffects[group] ?? 0;
        if (effects !== 4) wrong.push(`event ${here.events}, ${JSON.stringify(act)}: ${effects}`);
        simulation.restore(here);
        simulation.setInterventions([]);
      }
    } while (simulation.step());
    expect(wrong).toEqual([]);
    // Sometimes: the keys were needed.
    expect(repeatedDeliveries).toBeGreaterThan(50);
  });
});
