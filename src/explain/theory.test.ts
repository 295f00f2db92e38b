/** What theory expects, beside what happens: in shipped systems, and where it must keep silent. */
import { describe, expect, it } from 'vitest';
import { Copy, type Intervention, Simulation, type World } from '../engine/index.ts';
import { type ShippedName, shippedNames, shippedScenario } from '../scenarios/index.ts';
import { type Fluid, fluidOf } from './fluidOf.ts';
import { littlesLaw } from './littlesLaw.ts';
import { predictionOf } from './predictionOf.ts';

const S = 1_000_000;

function begun(name: ShippedName, interventions: readonly Intervention[] = []): Simulation {
  return new Simulation(shippedScenario(name), { interventions });
}

function queueOf({ plan }: World): number {
  return plan.isPrimary.indexOf(1);
}

/** What the water says at an instant. */
function level({ timesUs, waiting }: Fluid, atUs: number): number {
  const i = Math.max(
    1,
    timesUs.findIndex((us) => us >= atUs),
  );
  const [from = 0, to = 0] = [timesUs[i - 1], timesUs[i]];
  const [low = 0, high = 0] = [waiting[i - 1], waiting[i]];
  return to === from ? high : low + ((high - low) * (atUs - from)) / (to - from);
}

/** How far the ready messages of a run are from the water, at the most. */
function farthest(simulation: Simulation, fluid: Fluid): number {
  const { world } = simulation;
  const queue = queueOf(world);
  let most = 0;
  for (let atUs = 0; atUs <= simulation.scenario.durationUs; atUs += 100_000) {
    simulation.runUntil(atUs);
    most = Math.max(most, Math.abs(world.countOf(queue, Copy.ready) - level(fluid, atUs)));
  }
  return most;
}

describe('a backlog as water', () => {
  it('stands and runs off as high and as long as it does: 1,500 after the spike, gone 30 s later', () => {
    const simulation = begun('l8-spike-b');
    const fluid = fluidOf(simulation.world, queueOf(simulation.world), 60 * S);
    expect(fluid).not.toBeNull();
    if (fluid === null) return;
    expect(fluid.peak).toBeCloseTo(1_500, 0);
    expect(farthest(simulation, fluid)).toBeLessThan(20);
  });

  it.each<[ShippedName, number]>([
    ['l9-capacity-a', 15],
    ['l9-capacity-b', 15],
    ['l9-capacity-c', 30],
    ['l8-spike-c', 20],
    ['l10-consumers-b', 10],
  ])('%s is never %d messages away from it', (name, tolerance) => {
    const simulation = begun(name);
    const { durationUs } = simulation.scenario;
    const fluid = fluidOf(simulation.world, queueOf(simulation.world), durationUs);
    expect(fluid).not.toBeNull();
    if (fluid !== null) expect(farthest(simulation, fluid)).toBeLessThan(tolerance);
  });

  it('knows of a spike and a consumer more in the system of the chapter', () => {
    const acts: Intervention[] = [
      { atUs: 10 * S, kind: 'spike', target: 'checkout', factor: 5, lengthUs: 10 * S },
      { atUs: 15 * S, kind: 'addConsumer', target: 'senders' },
    ];
    const simulation = begun('payment-system', acts);
    const fluid = fluidOf(simulation.world, queueOf(simulation.world), 60 * S);
    // The spike comes 180 ms late, the consumer at once: 150 x 4.82 + 100 x 5.18 = 1,241. Of these 27 are
    // with the three consumers, who hold ten each and work on one. 100 a second are to spare afterwards.
    expect(fluid?.peak).toBeCloseTo(1_214, 0);
    expect((fluid?.emptyAtUs ?? 0) / S).toBeCloseTo(32.5, 0);
    if (fluid !== null) expect(farthest(simulation, fluid)).toBeLessThan(30);
  });

  it('is silent where it does not know the rates', () => {
    for (const name of ['l4-durability-a', 'l14-retries-a', 'l12-keys-c', 'log-poison'] as const) {
      const { world } = begun(name);
      expect(fluidOf(world, queueOf(world), S), name).toBeNull();
    }
  });

  it('is right wherever it speaks: every shipped system', { timeout: 120_000 }, () => {
    for (const name of shippedNames) {
      const simulation = begun(name);
      const { world, scenario } = simulation;
      for (const [queue, { kind }] of world.plan.nodes.entries()) {
        if (kind !== 'queue' || queue !== queueOf(world)) continue;
        const fluid = fluidOf(world, queue, scenario.durationUs);
        if (fluid === null) continue;
        const away = farthest(simulation, fluid);
        expect(away, `${name}: ${away} of ${fluid.peak}`).toBeLessThan(10 + fluid.peak * 0.06);
      }
    }
  });
});

describe('the long run', () => {
  it('of one clerk who is busy four fifths of the time: four in the system, 100 ms each', () => {
    const simulation = begun('truth-busy-a');
    const queue = queueOf(simulation.world);
    const prediction = predictionOf(simulation.world, queue);
    expect(prediction).toMatchObject({ model: 'M/M/1', consumerCount: 1 });
    expect(prediction?.state.utilisation).toBeCloseTo(0.8, 9);
    expect(prediction?.state.meanInSystem).toBeCloseTo(4, 9);
    expect(prediction?.state.meanSojournS).toBeCloseTo(0.1, 9);
    simulation.runUntil(simulation.scenario.durationUs);
    const law = littlesLaw(simulation.world, queue);
    // Two minutes are not the long run: within a fifth of it.
    expect(law?.meanInSystem).toBeGreaterThan(3.2);
    expect(law?.meanInSystem).toBeLessThan(4.8);
  });

  it('is what the run comes to, where it is foretold', () => {
    for (const name of ['truth-busy-a', 'truth-busy-b', 'truth-shared-a'] as const) {
      const simulation = begun(name);
      const { world, scenario } = simulation;
      simulation.runUntil(scenario.durationUs);
      const ratios = [...world.plan.nodes.keys()].flatMap((queue) => {
        const prediction = predictionOf(world, queue);
        if (prediction === null) return [];
        return [(littlesLaw(world, queue)?.meanSojournS ?? 0) / prediction.state.meanSojournS];
      });
      // A minute or two are not the long run, but not far from it either.
      const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
      expect(mean, name).toBeGreaterThan(0.8);
      expect(mean, name).toBeLessThan(1.25);
    }
  });

  it('is foretold only where the assumptions hold', () => {
    const foretold = shippedNames.filter((name) => {
      const { world } = begun(name);
      return world.plan.nodes.some((_, node) => predictionOf(world, node) !== null);
    });
    expect(foretold).toEqual(['truth-busy-a', 'truth-busy-b', 'truth-shared-a']);
    // A spike, and the rates are not steady any more.
    const spike: Intervention = { atUs: S, kind: 'spike', target: 'shop', factor: 2, lengthUs: S };
    const { world } = begun('truth-busy-a', [spike]);
    expect(predictionOf(world, queueOf(world))).toBeNull();
  });
});

describe('Little’s law', () => {
  it('holds in every shipped system that has come to rest or runs on', { timeout: 120_000 }, () => {
    for (const name of shippedNames) {
      const simulation = begun(name);
      const { world, scenario } = simulation;
      simulation.runUntil(scenario.durationUs);
      for (const [queue, { kind }] of world.plan.nodes.entries()) {
        if (kind !== 'queue') continue;
        const law = littlesLaw(world, queue);
        // Where many are still inside, how long they will have stayed is not known yet.
        if (law === null || world.depthOf(queue) > 0) continue;
        expect(law.arrivalRatePerS * law.meanSojournS, `${name}, node ${queue}`).toBeCloseTo(
          law.meanInSystem,
          6,
        );
      }
    }
  });
});
