import { expect, test } from 'vitest';
import { groupReport, Simulation, type World } from '../engine/index.ts';
import { type ShippedName, shippedScenario } from '../scenarios/index.ts';
import { Samples } from './Samples.ts';

const EVERY_US = 50_000;

/** Plays a shipped system and takes a sample every so often. */
function sampled(name: ShippedName, untilUs: number): [World, Samples] {
  const scenario = shippedScenario(name);
  const simulation = new Simulation(scenario, { interventions: scenario.faults });
  const samples = new Samples(simulation.world, EVERY_US);
  for (let atUs = 0; atUs <= untilUs; atUs += EVERY_US) {
    simulation.runUntil(atUs);
    samples.take(simulation.world);
  }
  return [simulation.world, samples];
}

const groupIn = ({ plan }: World): number => plan.nodes.findIndex(({ kind }) => kind === 'group');

test('of a group that reads per partition, what is to read and what is not committed are its lag', () => {
  const [world, samples] = sampled('log-poison', 2e6);
  const { ready, unacked, offered, done } = samples.of(groupIn(world));
  const at = (us: number): number => us / EVERY_US;
  // Order 5 fails at 0.2 s and waits until 1.2 s: then C2 has all 9 of its partition again.
  expect([ready[at(1.1e6)], unacked[at(1.1e6)]]).toEqual([9, 0]);
  expect([ready[at(1.25e6)], unacked[at(1.25e6)]]).toEqual([0, 9]);
  expect(ready[samples.length - 1]! + unacked[samples.length - 1]!).toBe(
    groupReport(world, groupIn(world)).lag,
  );
  // All 30 came at once; 21 can be processed, ten a second by each of three members.
  expect([offered[0], done[at(0.45e6)], done[at(1.05e6)]]).toEqual([30, 9, 21]);
});

test('of a shared group, what is pending is what its dead member held', () => {
  const [world, samples] = sampled('log-claim-a', 3e6);
  const { ready, unacked, done } = samples.of(groupIn(world));
  const last = samples.length - 1;
  expect([ready[last], unacked[last], done[last]]).toEqual([0, 5, 15]);
});

test('a copy keeps the columns of a group', () => {
  const [world, samples] = sampled('log-poison', 1e6);
  const copy = samples.copy(world);
  samples.cutAt(0);
  samples.take(world);
  const { ready, unacked } = copy.of(groupIn(world));
  expect((ready[20] ?? 0) + (unacked[20] ?? 0)).toBe(9);
});

test('of a queue, the age of its head, its deliveries and what its effects were', () => {
  // 120 come and 100 go each second: the head has waited for what stands before it.
  const [world, samples] = sampled('l9-capacity-a', 10e6);
  const orders = world.plan.nodes.findIndex(({ kind }) => kind === 'queue');
  const { ready, oldestUs, deliveries, redeliveries, effects } = samples.of(orders);
  const last = samples.length - 1;
  expect(ready[last]).toBeGreaterThan(190);
  // At 120 a second, the one at the head came ready / 120 seconds ago.
  expect((oldestUs[last] ?? 0) / 1e6).toBeCloseTo((ready[last] ?? 0) / 120, 1);
  expect(deliveries[last]).toBe((effects[last] ?? 0) + 5);
  expect(redeliveries[last]).toBe(0);
  expect(oldestUs[0]).toBe(0);
});

test('what is done twice is counted among the effects', () => {
  // One of 100 charges is made again, without a key.
  const [world, samples] = sampled('l7-idempotency-a', 60e6);
  const queue = world.plan.nodes.findIndex(({ kind }) => kind === 'queue');
  const { effects, duplicates } = samples.of(queue);
  const last = samples.length - 1;
  const cashier = world.plan.queueOf.indexOf(queue);
  expect([effects[last], duplicates[last]]).toEqual([
    world.groups.effects[cashier],
    world.groups.duplicateEffects[cashier],
  ]);
  expect(duplicates[last]).toBeGreaterThan(0);
});
