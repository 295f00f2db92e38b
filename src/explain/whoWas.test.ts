import { describe, expect, it } from 'vitest';
import { Simulation } from '../engine/index.ts';
import { shippedScenario } from '../scenarios/index.ts';
import { narrate } from './narrate.ts';
import { plain } from './Sentence.ts';

describe('who was it', () => {
  it('blames a consumer of the queue in question, not one of the other queue of a fan-out', () => {
    const simulation = new Simulation(shippedScenario('payment-system'), {
      interventions: [{ atUs: 2e6, kind: 'poisonNext', target: 'emails' }],
    });
    simulation.runUntil(4e6);
    const { world } = simulation;
    const told = narrate(world, world.trace, { grain: 1, limit: 50 }).map(plain);
    const failures = told.filter((sentence) => sentence.includes('could not process'));
    expect(failures.length).toBeGreaterThan(0);
    for (const sentence of failures) expect(sentence).toMatch(/^E-mail senders C\d /);
  });
});
