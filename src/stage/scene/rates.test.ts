import { expect, test } from 'vitest';
import { Simulation } from '../../engine/index.ts';
import { shippedScenario } from '../../scenarios/index.ts';
import { layoutOf } from '../layout/layoutOf.ts';
import { staffOf } from '../layout/staff.ts';
import { rateOf } from './rates.ts';

const frame = { width: 1048, height: 545, size: 'normal' as const };

test('a wire carries what comes: fifty a second, and five times that in a spike', () => {
  const simulation = new Simulation(shippedScenario('l8-spike-b'));
  const { world } = simulation;
  const [publish] = layoutOf(world.plan, staffOf(world), frame).wires.filter(
    ({ kind }) => kind === 'publish',
  );
  if (publish === undefined) throw new Error('nothing is published here');
  simulation.runUntil(9_000_000);
  expect(rateOf(world, publish)).toBeCloseTo(50, -1);
  simulation.runUntil(15_000_000);
  expect(rateOf(world, publish)).toBeCloseTo(250, -1);
});

test('what is handed out adds up over the consumers, to what they can do', () => {
  const simulation = new Simulation(shippedScenario('l8-spike-b'));
  const { world } = simulation;
  simulation.runUntil(15_000_000);
  const { wires } = layoutOf(world.plan, staffOf(world), frame);
  const subscriptions = wires.filter(({ kind }) => kind === 'subscription');
  const sum = subscriptions.reduce((total, part) => total + (rateOf(world, part) ?? 0), 0);
  expect(sum).toBeGreaterThan(90);
  expect(sum).toBeLessThan(110);
});

test('is the same however one came there', () => {
  const straight = new Simulation(shippedScenario('payment-system'));
  straight.runUntil(5_000_000);
  const back = new Simulation(shippedScenario('payment-system'));
  back.runUntil(2_000_000);
  const early = back.checkpoint();
  const { wires } = layoutOf(back.world.plan, staffOf(back.world), frame);
  const rates = (): (number | null)[] => wires.map((part) => rateOf(back.world, part));
  rates();
  back.runUntil(9_000_000);
  rates();
  back.restore(early);
  rates();
  back.runUntil(5_000_000);
  expect(rates()).toEqual(wires.map((part) => rateOf(straight.world, part)));
  expect(rates().some((rate) => (rate ?? 0) > 0)).toBe(true);
});
