/** runScenario runs a system to a point in time, as `run` and `trace` do. */
import { EngineError, type Scenario, Simulation } from '../engine/index.ts';
import { MAX_DURATION_US } from '../scenarios/index.ts';
import type { Given } from './Command.ts';
import { loadScenario } from './loadScenario.ts';
import { durationOption, wholeOption } from './options.ts';

/** The cap of the command line, unless told. The page's is lower: there somebody waits. */
export const MAX_EVENTS = 50_000_000;

export interface Run {
  readonly scenario: Scenario;
  readonly simulation: Simulation;
  /** What is wrong with the run, in one line: a broken invariant, or an end before its time. */
  readonly complaint?: string | undefined;
}

export function runScenario(given: Given): Run {
  const scenario = loadScenario(given.operands[0] ?? '');
  const seed = wholeOption(given, 'seed', 0);
  const untilUs = durationOption(given, 'until', MAX_DURATION_US) ?? scenario.durationUs;
  const simulation = new Simulation(scenario, {
    maxEvents: wholeOption(given, 'max-events', 1) ?? MAX_EVENTS,
    ...(seed === undefined ? {} : { seed }),
  });
  return { scenario, simulation, complaint: complaintOf(simulation, untilUs) };
}

function complaintOf(simulation: Simulation, untilUs: number): string | undefined {
  try {
    simulation.runUntil(untilUs);
    simulation.recount();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return `${simulation.scenario.name}: a check failed: ${error.message}`;
  }
  return simulation.stopped === null
    ? undefined
    : `${simulation.scenario.name}: ${simulation.stopped}`;
}
