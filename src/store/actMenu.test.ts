import { expect, test } from 'vitest';
import { Simulation } from '../engine/index.ts';
import { shippedScenario } from '../scenarios/index.ts';
import { actLabel } from './actLabel.ts';
import { actMenu, actsOn } from './actMenu.ts';

/** What can be done with the dead letters at an instant, and what an act of it is called on its flag. */
function redrives(atS: number) {
  const scenario = shippedScenario('redrive-b');
  const simulation = new Simulation(scenario);
  simulation.runUntil(atS * 1e6);
  const { world } = simulation;
  const [orders = -1, dead = -1] = ['orders', 'dead'].map((id) => world.plan.nodeOf.get(id) ?? -1);
  const ofRedrive = (groups: ReturnType<typeof actMenu>) =>
    groups
      .filter(({ title }) => title === 'Dead letters')
      .flatMap(({ choices }) => choices.filter(({ act }) => /redrive/i.test(act.kind)));
  const choices = ofRedrive(actMenu(world, orders));
  // The same whichever queue the screen is about, and for who looks at the dead letters.
  expect(ofRedrive(actMenu(world, dead))).toEqual(choices);
  expect(ofRedrive(actsOn(world, dead))).toEqual(choices);
  return choices.map(({ label, act }) => [label, act, actLabel(scenario, act)]);
}

const redrive = { kind: 'redrive', target: 'dead', to: null };

test('dead letters can be sent back as soon as there are any, all at once or a few at a time', () => {
  expect(redrives(0)).toEqual([]);
  expect(redrives(5)).toEqual([
    ['Redrive all', { ...redrive, perS: Number.POSITIVE_INFINITY }, 'redrive'],
    ['Redrive 10 a second', { ...redrive, perS: 10 }, 'redrive 10/s'],
  ]);
});

test('a redrive that goes on can be stopped, and when it is over there is nothing left to send', () => {
  expect(redrives(15)).toEqual([
    ['Stop the redrive', { kind: 'stopRedrive', target: 'dead' }, 'stop redrive'],
  ]);
  expect(redrives(25)).toEqual([]);
});

test('no group of acts is in the menu twice', () => {
  const { world } = new Simulation(shippedScenario('redrive-a'));
  for (const queue of [2, 3]) {
    const titles = actMenu(world, queue).map(({ title }) => title);
    expect(titles).toEqual([...new Set(titles)]);
  }
});
