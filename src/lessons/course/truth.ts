/** truth is what the engine draws where a lesson lets one draw: the height at each column. */
import { Copy, Simulation } from '../../engine/index.ts';
import { countNumbers } from './checkNumbers.ts';
import type { CurveBet, Lesson } from './Lesson.ts';
import { actsOfWorld, scenarioOfWorld, worldOf } from './worlds.ts';

export function truthOf(lesson: Lesson, { at, truth }: CurveBet): number[] {
  if (truth.kind === 'numbers') {
    const numbers = lesson.numbers.filter(({ id }) => truth.ids.includes(id));
    const values = countNumbers(lesson, numbers);
    return truth.ids.map((id) => values.get(id) ?? Number.NaN);
  }
  const world = worldOf(lesson, truth.world);
  const scenario = scenarioOfWorld(world);
  const run = new Simulation(scenario, {
    interventions: actsOfWorld(world),
    seed: lesson.seed ?? scenario.seed,
  });
  const queue = scenario.nodes.findIndex(({ id }) => id === truth.queue);
  return at.map((atS) => {
    run.runUntil(Math.round(atS * 1_000_000));
    return run.world.countOf(queue, Copy.ready);
  });
}
