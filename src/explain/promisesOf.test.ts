import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Fact,
  healing,
  type Intervention,
  type Scenario,
  Simulation,
  type World,
} from '../engine/index.ts';
import { anyLogRun } from '../engine/verification/logRuns.ts';
import { ACTS_UNTIL_US, anyRun } from '../engine/verification/randomRuns.ts';
import { shippedNames, shippedScenario } from '../scenarios/index.ts';
import { type Guarantee, promisesOf } from './promisesOf.ts';

const S = 1_000_000;

function played(
  scenario: Scenario,
  acts: readonly Intervention[] = [],
  untilUs = scenario.durationUs,
) {
  const simulation = new Simulation(scenario, { interventions: acts });
  simulation.runUntil(untilUs);
  return simulation.world;
}

function nodeCalled({ plan }: World, id: string): number {
  return plan.nodes.findIndex((node) => node.id === id);
}

/** Each line of a board as one reads it. */
function board(world: World, id: string): string[] {
  return promisesOf(world, world.trace, nodeCalled(world, id)).map(
    ({ title, verdict, counterExample }) =>
      `${title}: ${verdict}${counterExample === null ? '' : ` m${counterExample.message}${counterExample.words}`}`,
  );
}

describe('the board of a queue', () => {
  it('says what holds, what is broken and what nobody promised, with the first message that shows it', () => {
    // 213 orders are in memory when the broker dies; the one being worked on is the first of them.
    expect(board(played(shippedScenario('l4-durability-a')), 'orders')).toEqual([
      'No loss after confirm: notPromised m318',
      'No duplicate delivery: notPromised',
      'No duplicate effect: notPromised',
      'Order within the queue: notPromised m552',
      'Bounded deliveries: notPromised',
      'Bounded backlog: notPromised m999231 at once',
    ]);
  });

  it('keeps what it promises, and its limits are named', () => {
    const world = played(shippedScenario('payment-system'), [], 5 * S);
    const [loss, , effect, , deliveries] = promisesOf(
      world,
      world.trace,
      nodeCalled(world, 'emails'),
    ) as [Guarantee, Guarantee, Guarantee, Guarantee, Guarantee];
    expect(loss.verdict).toBe('kept');
    expect(loss.restsOn.every(({ holds }) => holds)).toBe(true);
    expect(effect.restsOn.map(({ words }) => words)).toEqual(['keeps no idempotency key']);
    expect(deliveries.restsOn.map(({ words }) => words)).toEqual([
      'takes out what was delivered 3 times',
    ]);
  });

  it('has its order within a key, where messages have one', () => {
    const world = played(shippedScenario('l12-keys-c'));
    const order = promisesOf(world, world.trace, 2).filter(({ title }) =>
      title.startsWith('Order'),
    );
    expect(order.map(({ title, verdict }) => `${title}: ${verdict}`)).toEqual([
      'Order within a key: kept',
    ]);
  });
});

describe('the board of a group', () => {
  it('promises order within a partition, and shows what is read again', () => {
    const world = played(shippedScenario('log-rebalance-a'));
    expect(board(world, 'billing')).toEqual([
      'No loss after confirm: kept',
      'No duplicate delivery: notPromised m22',
      'No duplicate effect: notPromised m22',
      'Order within a partition: kept',
      'Bounded deliveries: notPromised',
      'Bounded backlog: notPromised',
    ]);
  });
});

/** Whoever promises and holds is held to it by counting anew. */
function check(world: World): void {
  const { trace, plan } = world;
  for (const [place, node] of plan.nodes.entries()) {
    if (node.kind !== 'queue' && node.kind !== 'group') continue;
    const guarantees = promisesOf(world, trace, place);
    expect(guarantees.map(({ name }) => name)).toContain('boundedBacklog');
    for (const { title, because, restsOn, counterExample, isPromised, verdict } of guarantees) {
      for (const text of [title, because, ...restsOn.map(({ words }) => words)])
        if (!/^\S.*\S$/.test(text) || /undefined|NaN|Infinity|null/.test(text))
          expect.fail(`${title}: "${text}"`);
      for (const support of restsOn) expect(plan.nodes[support.place]).toBeDefined();
      if (counterExample !== null) {
        expect(counterExample.fact).toBeLessThan(trace.length);
        expect(counterExample.atUs).toBe(trace.atUs(counterExample.fact));
      }
      // What is broken shows by what.
      if (verdict === 'broken') expect(counterExample).not.toBeNull();
      // What all its settings hold up is promised.
      if (!isPromised) expect(verdict).toBe('notPromised');
    }
  }
}

describe('for any run', { timeout: 60_000 }, () => {
  it('each line is whole, and each counter-example has happened', () => {
    fc.assert(
      fc.property(fc.oneof(anyRun(), anyLogRun()), ({ scenario, acts }) => {
        const interventions = [...acts, ...healing(scenario, ACTS_UNTIL_US)];
        const simulation = new Simulation(scenario, { interventions, maxEvents: 1_500 });
        const middle = simulation.checkpoint();
        while (simulation.step());
        check(simulation.world);
        // The evidence goes back with the playhead.
        simulation.restore(middle);
        check(simulation.world);
      }),
      { numRuns: 120 },
    );
  });

  it('the first record that a group hands out again is the first in the trace', () => {
    for (const name of shippedNames) {
      const world = played(shippedScenario(name));
      const { trace, plan } = world;
      for (const [place, { kind }] of plan.nodes.entries()) {
        if (kind !== 'group') continue;
        const row = promisesOf(world, trace, place).find(
          (one) => one.name === 'noDuplicateDelivery',
        );
        const first = Array.from({ length: trace.length }, (_, fact) => fact).find((fact) => {
          const isAgain =
            trace.kind(fact) === Fact.recordRedelivered || trace.kind(fact) === Fact.recordClaimed;
          const consumer = trace.place(fact) - plan.nodes.length;
          return isAgain && world.consumers.queue[consumer] === place;
        });
        expect(row?.counterExample?.fact ?? null).toBe(first ?? null);
      }
    }
  });
});
