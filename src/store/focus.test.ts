import { expect, test } from 'vitest';
import { planOf, Simulation } from '../engine/index.ts';
import { shippedScenario } from '../scenarios/index.ts';
import { actsOn } from './actMenu.ts';
import { firstFocus, focusesOf } from './focus.ts';
import { quickActs } from './quickActs.ts';

test('the screen is about a queue where there is one, else about a group, else about orders', () => {
  const titleOf = (name: Parameters<typeof shippedScenario>[0]): string | undefined => {
    const plan = planOf(shippedScenario(name));
    return plan.nodes[firstFocus(plan)]?.title;
  };
  expect(titleOf('payment-system')).toBe('E-mail queue');
  expect(titleOf('log-poison')).toBe('Billing group');
  expect(titleOf('l1-coupling-a')).toBeUndefined();
});

test('a group can be chosen beside a queue', () => {
  const plan = planOf(shippedScenario('log-claim-a'));
  expect(focusesOf(plan).map((node) => plan.nodes[node]?.kind)).toEqual(['group']);
});

test('the faults of a group hit its members, its broker and its log', () => {
  const { world } = new Simulation(shippedScenario('log-poison'));
  const group = firstFocus(world.plan);
  expect(quickActs(world, group, null).map(({ label, key, act }) => [label, key, act])).toEqual([
    ['Crash member', 'C', { kind: 'crashConsumer', target: 'clerks', member: 1, point: 'now' }],
    ['Broker down', 'D', { kind: 'stopBroker', target: 'broker', how: 'kill' }],
    ['Poison', 'X', { kind: 'poisonNext', target: 'orders' }],
  ]);
  const choices = actsOn(world, group).flatMap((one) => one.choices.map(({ label }) => label));
  expect(choices).toEqual(['Add a member', 'Remove a member', 'Poison the next record']);
});
