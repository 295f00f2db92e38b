/**
 * examining is how a design of the last lesson is examined: at most three faults, one change, and the same
 * faults again on what the change makes of it.
 */
import { type Intervention, Simulation } from '../engine/index.ts';
import { shippedScenario } from '../scenarios/index.ts';
import {
  type FlawId,
  flawOf,
  injections,
  type Lesson,
  scenarioOfWorld,
  verdicts,
  worldOf,
} from './course/index.ts';
import type { TimedFault, Trial } from './progress/Progress.ts';

export const FAULTS = 3;

export const noTrial: Trial = { faults: [], change: null, before: {}, after: null };

export function faultsLeft(trial: Trial | undefined): number {
  return FAULTS - (trial?.faults.length ?? 0);
}

/** The faults as acts of a run. */
export function actsOf(faults: readonly TimedFault[]): Intervention[] {
  return faults.flatMap(({ id, atUs }) => {
    const injection = injections.find((one) => one.id === id);
    return injection === undefined ? [] : [{ ...injection.act, atUs }];
  });
}

/** What a run comes to when it is over, by the names of the verdicts. */
export function figuresAtEnd(run: Simulation): Record<string, number> {
  return Object.fromEntries(verdicts.map(({ id, counter }) => [id, counter.of(run)]));
}

/** The same faults on the design with one change: the cure of its flaw, or what it had already. */
export function withChange(lesson: Lesson, design: string, trial: Trial, change: FlawId): Trial {
  const world = worldOf(lesson, design);
  const scenario =
    flawOf(design) === change ? shippedScenario('l16-cured') : scenarioOfWorld(world);
  const run = new Simulation(scenario, { interventions: actsOf(trial.faults) });
  run.runUntil(scenario.durationUs);
  return { ...trial, change, after: figuresAtEnd(run) };
}

/** Nothing lost, nothing done twice, nothing stuck, and an answer in time. */
export function isSound(figures: Readonly<Record<string, number>>): boolean {
  return verdicts.every(({ id, limit }) => (figures[id] ?? Number.POSITIVE_INFINITY) <= limit);
}

/** A flaw was shown, and the change cured it. */
export function isProven(trial: Trial | undefined): boolean {
  if (trial === undefined || trial.after === null) return false;
  return !isSound(trial.before) && isSound(trial.after);
}
