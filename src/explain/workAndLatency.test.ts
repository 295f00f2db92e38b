import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Consumer, healing, Simulation, type World } from '../engine/index.ts';
import { ACTS_UNTIL_US, anyRun } from '../engine/verification/randomRuns.ts';
import { shippedScenario } from '../scenarios/index.ts';
import { chronicleOf } from './Chronicle.ts';
import { DOWN } from './WorkTimes.ts';

const S = 1_000_000;

function played(name: Parameters<typeof shippedScenario>[0], untilUs: number): World {
  const simulation = new Simulation(shippedScenario(name));
  simulation.runUntil(untilUs);
  return simulation.world;
}

describe('the time that consumers work', () => {
  it('is what their messages need: fifty of 20 ms are a second', () => {
    // 120 orders a second, five clerks of 50 ms: all are busy all the time, but for their first order.
    const world = played('l9-capacity-a', 10 * S);
    const { workTimes } = chronicleOf(world, world.trace);
    const total = [0, 1, 2, 3, 4].reduce((sum, row) => sum + workTimes.workUs(row, 10 * S), 0);
    expect(total / (5 * 10 * S)).toBeGreaterThan(0.99);
    expect(total / (5 * 10 * S)).toBeLessThanOrEqual(1);
  });

  it('ends where one is down', () => {
    // Crashed at 1.3 s in its seventh order.
    const world = played('l5-ack-b', 1_400_000);
    const { workTimes } = chronicleOf(world, world.trace);
    expect(workTimes.inHand(0, 1_350_000)).toBe(DOWN);
    expect(workTimes.outages(0, 0, 2 * S)[0]?.fromUs).toBe(1_300_000);
    expect(workTimes.workUs(0, 1_400_000)).toBe(workTimes.workUs(0, 1_300_000));
  });

  it('is told by the facts alone: what is in hand now is what the tables say', () => {
    fc.assert(
      fc.property(anyRun(), ({ scenario, acts }) => {
        const interventions = [...acts, ...healing(scenario, ACTS_UNTIL_US)];
        const simulation = new Simulation(scenario, { interventions, maxEvents: 1_200 });
        const { world } = simulation;
        for (let i = 0; simulation.step(); i++) if (i % 7 === 0) check(world);
        check(world);
      }),
      { numRuns: 120 },
    );
  });
});

function check(world: World): void {
  const { workTimes } = chronicleOf(world, world.trace);
  const { consumers } = world;
  for (let row = 0; row < consumers.rows; row++) {
    const inHand = workTimes.inHand(row, world.nowUs);
    const isDown = consumers.state[row] === Consumer.down;
    const isGone = consumers.state[row] === Consumer.removed;
    if (isGone) continue;
    expect(inHand, `consumer ${row} at ${world.nowUs}`).toBe(isDown ? DOWN : consumers.busy[row]);
  }
}

describe('the latency of messages', () => {
  it('is from the publishing to the first effect, one for each', () => {
    const world = played('l9-capacity-a', 10 * S);
    const queue = world.plan.nodes.findIndex(({ kind }) => kind === 'queue');
    const column = chronicleOf(world, world.trace).latencies.of(queue);
    const clerks = world.plan.queueOf.indexOf(queue);
    expect(column.length).toBe(world.groups.effects[clerks]);
    // The first needs its work alone; the last waited for a queue that grew by 20 a second.
    expect(column.latencyUs[0]).toBe(50_000);
    const last = column.latencyUs[column.length - 1] ?? 0;
    expect(last / S).toBeGreaterThan(1.5);
    expect(column.countBefore(5 * S)).toBeGreaterThan(480);
  });

  it('of orders is from the order to its answer', () => {
    const world = played('payment-system', 3 * S);
    const column = chronicleOf(world, world.trace).latencies.of(-1);
    expect(column.length).toBeGreaterThan(100);
    // 20 ms there, 120 ms of work, 20 ms back.
    expect(new Set(column.latencyUs.slice(0, column.length))).toEqual(new Set([160_000]));
  });
});
