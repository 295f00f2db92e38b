import { describe, expect, it } from 'vitest';
import { Simulation } from '../engine/index.ts';
import { type ShippedName, shippedScenario } from '../scenarios/index.ts';
import { runOnce } from '../sweeps/index.ts';
import { outcomesOf } from './outcomes.ts';
import { consumerCountOf, knobValue } from './quickActs.ts';
import { sweptKnobs } from './sweptKnobs.ts';

const { world } = new Simulation(shippedScenario('payment-system'));

describe('what can be swept', () => {
  it('of the payment system: consumers, and their knobs, each with the present value among them', () => {
    const knobs = sweptKnobs(world);
    const senders = knobs.find(({ id }) => id === 'senders.count');
    expect(senders?.title).toBe('E-mail senders: consumers');
    expect(senders?.values.map(({ label }) => label)).toEqual(['1', '2', '3', '4', '6', '8']);
    const prefetch = knobs.find(({ id }) => id === 'senders.prefetchLimit');
    expect(prefetch?.values.map(({ label }) => label)).toEqual(['1', '2', '5', '10', '20', '50']);
  });

  it.each<ShippedName>([
    'payment-system',
    'l1-coupling-a',
    'l5-ack-b',
    'l8-spike-c',
    'l10-database-b',
    'l13-poison-b',
    'log-rebalance-a',
    'truth-groups-b',
  ])('of %s: every value is one that its system takes, and is there from the start', (name) => {
    const scenario = shippedScenario(name);
    for (const { id, values } of sweptKnobs(new Simulation(scenario).world)) {
      const [target = '', knob = ''] = id.split('.');
      for (const { acts, label } of values) {
        const simulation = new Simulation(scenario, { interventions: acts });
        simulation.runUntil(0);
        const node = simulation.world.plan.nodeOf.get(target) ?? -1;
        if (knob === 'count')
          expect(`${id} ${consumerCountOf(simulation.world, node)}`).toBe(`${id} ${label}`);
        else {
          const [act] = acts;
          const wanted = act?.kind === 'setKnob' ? act.value : Number.NaN;
          expect(knobValue(simulation.world, node, knob) / wanted || 1).toBeCloseTo(1, 6);
        }
      }
    }
  });

  it('has outcomes that a run reports', () => {
    const scenario = shippedScenario('l5-ack-b');
    const measures = runOnce({ scenario, seed: 1, maxEvents: 10_000 });
    for (const { measure } of outcomesOf(scenario)) expect(measures[measure]).toBeTypeOf('number');
  });
});
