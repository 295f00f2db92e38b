/**
 * judge makes a design into a system, runs it with each seed of its challenge, and says which goals it
 * reached. The worst seed decides.
 */
import { type RunReport, reportRun, type Scenario, Simulation } from '../engine/index.ts';
import { type JsonValue, readDocument } from '../scenarios/index.ts';
import { setAt } from '../sweeps/index.ts';
import type { Challenge, Design, Goal } from './Challenge.ts';

/** A design that makes more events than this has failed: nothing here needs nearly as many. */
const MAX_EVENTS = 400_000;

export interface GoalVerdict {
  readonly goal: Goal;
  /** Of the worst seed, in the goal's unit. */
  readonly value: number;
  readonly isReached: boolean;
}

export interface Verdict {
  readonly goals: readonly GoalVerdict[];
  readonly isSolved: boolean;
  /** Dollars an hour. */
  readonly cost: number;
  /** 100 for the best known; 0 for a design that misses a goal. */
  readonly score: number;
}

/** The scenario file of a design. Throws where the challenge itself is wrong: a place that there is not. */
export function documentOfDesign({ system, choices, id }: Challenge, design: Design): JsonValue {
  let document = system;
  choices.forEach((choice, i) => {
    const option = choice.options[design[i] ?? -1];
    if (option === undefined) throw new Error(`${id}: ${choice.title} has no option ${design[i]}`);
    for (const [path, value] of Object.entries(option.set)) {
      const placed = setAt(document, path, value);
      if (!placed.ok) throw new Error(`${id}: ${path} ${placed.error}`);
      document = placed.document;
    }
  });
  return document;
}

export function systemOf(challenge: Challenge, design: Design): Scenario {
  const reading = readDocument(documentOfDesign(challenge, design), challenge.title);
  if (!reading.ok) throw new Error(reading.error);
  return reading.scenario;
}

export function costOf({ choices }: Challenge, design: Design): number {
  return choices.reduce((sum, { options }, i) => sum + (options[design[i] ?? -1]?.cost ?? 0), 0);
}

export function judge(challenge: Challenge, design: Design): Verdict {
  const scenario = systemOf(challenge, design);
  const reports = challenge.seeds.map((seed) => runOf(scenario, seed));
  const goals = challenge.goals.map((goal): GoalVerdict => {
    const values = reports.map((report) => measuredIn(goal, report));
    const value = worstOf(goal, values);
    return { goal, value, isReached: isWithin(goal, value) };
  });
  const isSolved = goals.every(({ isReached }) => isReached);
  const cost = costOf(challenge, design);
  const bestCost = costOf(challenge, challenge.best);
  const score = isSolved ? Math.round((100 * bestCost) / cost) : 0;
  return { goals, isSolved, cost, score };
}

export function runOf(scenario: Scenario, seed: number): RunReport {
  const simulation = new Simulation(scenario, { seed, maxEvents: MAX_EVENTS });
  simulation.runUntil(scenario.durationUs);
  return reportRun(simulation);
}

/** The number of a report that a goal is about, in the goal's unit. */
export function measuredIn({ measure, unit }: Goal, report: RunReport): number {
  let found: unknown = report;
  for (const step of measure.split('.')) {
    found = typeof found === 'object' && found !== null ? found[step as never] : undefined;
  }
  if (typeof found !== 'number') throw new Error(`no run reports ${measure}`);
  return unit === 's' ? found / 1e6 : found;
}

export function isWithin({ must, bound }: Goal, value: number): boolean {
  if (must === 'be') return value === bound;
  return must === 'be at most' ? value <= bound : value >= bound;
}

/** The value furthest on the wrong side. */
function worstOf({ must, bound }: Goal, values: readonly number[]): number {
  const miss = (value: number): number => {
    if (must === 'be') return Math.abs(value - bound);
    return must === 'be at most' ? value - bound : bound - value;
  };
  return values.reduce((worst, value) => (miss(value) > miss(worst) ? value : worst));
}

/** Every design of a challenge, the last choice changing fastest. */
export function* designsOf({ choices }: Challenge): Generator<Design, void, void> {
  const count = choices.reduce((product, { options }) => product * options.length, 1);
  for (let number = 0; number < count; number++) {
    let rest = number;
    const design: number[] = [];
    for (const { options } of choices.toReversed()) {
      design.unshift(rest % options.length);
      rest = Math.floor(rest / options.length);
    }
    yield design;
  }
}
