/** worlds are what a lesson compares: which scenario one runs, with what changed, and where to find it. */
import type { Intervention, Scenario } from '../../engine/index.ts';
import { shippedScenario } from '../../scenarios/index.ts';
import type { Counted, LessonWorld, WorldId } from './Lesson.ts';

/** The scenario that a world runs: the shipped one, with the world's own change. */
export function scenarioOfWorld({ scenario, changed }: LessonWorld): Scenario {
  const shipped = shippedScenario(scenario);
  return changed === undefined ? shipped : changed(shipped);
}

/** The faults that a world has besides the script's. */
export function actsOfWorld({ acts = [] }: LessonWorld): Intervention[] {
  return acts.map(({ atS, act }) => ({ ...act, atUs: Math.round(atS * 1_000_000) }));
}

/** A world of a lesson, on stage or not. */
export function worldOf(staged: Counted, id: WorldId): LessonWorld {
  const all = [...staged.worlds, ...(staged.others ?? [])];
  const world = all.find((one) => one.id === id);
  if (world === undefined) throw new RangeError(`${staged.id} has no world "${id}"`);
  return world;
}
