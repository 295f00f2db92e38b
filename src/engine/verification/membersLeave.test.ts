/** Members of groups that leave, whatever they are at and whatever gets lost, leave nothing behind. */
import { describe, expect, it } from 'vitest';
import { strays, unfinished } from '../faults/laws.ts';
import type { Intervention, Scenario } from '../index.ts';
import {
  at,
  consumer,
  countFacts,
  group,
  log,
  logLine,
  logOf,
  MS,
  run,
  steadyProducer,
} from './worlds.ts';

const leave = (atMs: number, member: number): Intervention =>
  at(atMs * MS, { kind: 'removeConsumer', target: 'c', member });
const members = { from: 'g', to: 'c' };

function shared(): Scenario {
  return logLine({
    producer: steadyProducer(6, MS),
    members: consumer(10 * MS, { count: 2 }),
    latencyUs: 2 * MS,
  });
}

function perPartition(): Scenario {
  return logLine({
    producer: steadyProducer(20, 10 * MS),
    log: log({ partitions: 2 }),
    group: group({ reading: 'perPartition' }),
    members: consumer(2 * MS, { count: 2 }),
    latencyUs: 2 * MS,
  });
}

function leavesNothing(system: Scenario, ...interventions: Intervention[]) {
  const simulation = run(system, { interventions, untilUs: 5_000 * MS });
  expect([...strays(simulation.world), ...unfinished(simulation.world)]).toEqual([]);
  return simulation;
}

describe('a member that leaves', () => {
  it('while it is at work finishes that, and then closes its connection', () => {
    const facts = logOf(leavesNothing(shared(), leave(8, 1)));
    const its = (what: string) =>
      facts.findIndex((fact) => fact.includes(` ${what} `) && fact.includes('c1'));
    expect(facts.some((fact) => fact.endsWith('connectionClosed c1'))).toBe(true);
    expect(its('effectApplied')).toBeGreaterThan(its('consumerLeft'));
  });

  it('and is to die after that work, dies then, and what it had is handed out again', () => {
    const dies = { kind: 'crashConsumer', target: 'c', member: 1, point: 'afterEffect' } as const;
    const simulation = leavesNothing(shared(), at(7 * MS, dies), leave(8, 1));
    expect(countFacts(simulation, 'consumerCrashed')).toBe(1);
    expect(countFacts(simulation, 'effectRepeated')).toBe(1);
  });

  it('is given up after its session when its goodbye gets lost, and its partition goes on', () => {
    // At 59 ms it is idle, and nothing else is on its wire.
    const lost = at(59 * MS, { kind: 'losePacket', ...members });
    const simulation = leavesNothing(perPartition(), leave(59, 2), lost);
    expect(countFacts(simulation, 'memberGivenUp')).toBe(1);
    expect(countFacts(simulation, 'effectApplied')).toBe(20);
  });
});

describe('a late packet to a member', () => {
  it('arrives so much later, once', () => {
    const late = at(0, { kind: 'delayPacket', ...members, byUs: 30 * MS });
    const facts = logOf(leavesNothing(shared(), late)).filter((fact) =>
      fact.includes(' started m1 '),
    );
    expect(facts).toEqual([expect.stringMatching(/^34 started m1 /)]);
  });
});
