/**
 * checkNumbers runs the worlds of a lesson without a screen and holds each number that the lesson promises
 * against the engine's. Every world is run once, and stopped at each instant where something is counted.
 */
import { Simulation } from '../../engine/index.ts';
import type { Counted, CountedNumber, Lesson, LessonId, WorldId } from './Lesson.ts';
import { actsOfWorld, scenarioOfWorld, worldOf } from './worlds.ts';

export interface NumberCheck {
  readonly lesson: LessonId;
  /** The world, or the worlds whose sum it is. */
  readonly world: string;
  readonly counter: string;
  readonly promised: number;
  readonly engine: number;
  readonly verdict: 'agrees' | 'differs';
  /** The number's own name within its lesson. */
  readonly number: string;
  readonly tolerance: number;
  readonly sum: string;
}

export function checkNumbers(lesson: Lesson): NumberCheck[] {
  const engine = countNumbers(lesson, lesson.numbers);
  return lesson.numbers.map((number) => {
    const { id, counter, promised, tolerance = 0, sum } = number;
    const counted = engine.get(id) ?? Number.NaN;
    return {
      lesson: lesson.id,
      world: worldsOf(number).join('+'),
      counter: counter.name,
      promised,
      engine: counted,
      verdict: Math.abs(counted - promised) <= tolerance ? 'agrees' : 'differs',
      number: id,
      tolerance,
      sum,
    };
  });
}

/** What the engine counts for these numbers of a lesson, or of a card, by their ids. */
export function countNumbers(
  staged: Counted,
  numbers: readonly CountedNumber[],
  seed = staged.seed,
): Map<string, number> {
  const totals = new Map(numbers.map(({ id }) => [id, 0]));
  for (const world of new Set(numbers.flatMap(worldsOf))) {
    const counted = numbers.filter((number) => worldsOf(number).includes(world));
    for (const [id, value] of countInWorld(staged, world, counted, seed)) {
      totals.set(id, (totals.get(id) ?? 0) + value);
    }
  }
  return totals;
}

function countInWorld(
  staged: Counted,
  id: WorldId,
  numbers: readonly CountedNumber[],
  seed: number | undefined,
): Map<string, number> {
  const world = worldOf(staged, id);
  const scenario = scenarioOfWorld(world);
  const run = new Simulation(scenario, {
    interventions: actsOfWorld(world),
    seed: seed ?? scenario.seed,
  });
  const values = new Map<string, number>();
  const stopUs = ({ atS }: CountedNumber): number =>
    atS === undefined ? scenario.durationUs : Math.round(atS * 1_000_000);
  for (const atUs of [...new Set(numbers.map(stopUs))].sort((a, b) => a - b)) {
    run.runUntil(atUs);
    for (const number of numbers) {
      if (stopUs(number) === atUs) values.set(number.id, number.counter.of(run));
    }
  }
  run.recount();
  return values;
}

export function worldsOf({ in: where }: CountedNumber): readonly WorldId[] {
  return typeof where === 'string' ? [where] : where;
}
