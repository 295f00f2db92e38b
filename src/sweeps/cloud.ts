/**
 * cloud runs some systems with the same seeds and gives each run by itself, as soon as its turn comes: the
 * dots of a picture, where `sweepRows` gives what they say together.
 */
import type { Scenario } from '../engine/index.ts';
import type { Measures } from './measuresOf.ts';
import { answersTo, type Pool } from './pool.ts';
import type { Job } from './runOnce.ts';

export interface CloudRun {
  /** Which of the systems. */
  readonly point: number;
  readonly seed: number;
  readonly measures: Measures;
}

/** Seed by seed, each with every system, so that what is there so far can be compared. Throws as the pool does. */
export async function* cloudOf(
  scenarios: readonly Scenario[],
  seeds: readonly number[],
  maxEvents: number,
  pool: Pool<Job, Measures>,
): AsyncGenerator<CloudRun, void, void> {
  const runAt = (index: number) => ({
    point: index % scenarios.length,
    seed: seeds[Math.floor(index / scenarios.length)] ?? 0,
  });
  const jobAt = (index: number): Job => {
    const { point, seed } = runAt(index);
    return { scenario: scenarios[point] as Scenario, seed, maxEvents };
  };
  let index = 0;
  for await (const measures of answersTo(jobAt, scenarios.length * seeds.length, pool)) {
    yield { ...runAt(index++), measures };
  }
}
