/**
 * measuresOf lists every number of a run's report under one name: its path in `run --json`, such as
 * `waitUs.p95` or `queues.emails.depthMax`. The counters go without their `counters.`.
 */
import { type RunReport, reportRun, type Scenario, Simulation } from '../engine/index.ts';

export type Measures = Readonly<Record<string, number>>;

export function measuresOf(report: RunReport): Measures {
  const { events, counters, orders, waitUs, sojournUs, queues, effects } = report;
  return Object.fromEntries([
    ...numbersIn({ events, ...counters }, ''),
    ...numbersIn({ waitUs, sojournUs, orders, queues, effects }, ''),
  ]);
}

/** The names that the measures of a system have. */
export function measureNames(scenario: Scenario): string[] {
  return Object.keys(measuresOf(reportRun(new Simulation(scenario))));
}

function numbersIn(group: object, before: string): [string, number][] {
  return Object.entries(group).flatMap(([key, value]): [string, number][] => {
    if (typeof value === 'number') return [[before + key, value]];
    return typeof value === 'object' && value !== null ? numbersIn(value, `${before + key}.`) : [];
  });
}
