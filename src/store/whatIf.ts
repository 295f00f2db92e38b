/** whatIf makes the other run of a what-if: the same system and seed, with one thing gone otherwise. */
import type { Difference, RunChange } from '../explain/index.ts';
import type { RunDeeds, RunParts, Timeline } from '../playback/index.ts';

/** WhatIfState is a what-if that somebody asked for, and what it comes to. */
export interface WhatIfState {
  /** "if you had not crashed C1" */
  readonly label: string;
  /** Both runs are set side by side at this instant. */
  readonly untilUs: number;
  /** The run on screen is the other one now; else only its numbers are shown. */
  readonly isForked: boolean;
  /** null: still being played. Empty: nothing is different. */
  readonly differences: readonly Difference[] | null;
}

export function runOf({ scenario, seed, deeds }: Timeline): RunParts {
  return { scenario, seed, deeds };
}

/** The run with the change. `id` names the act that turns a knob, where there is one. */
export function changedRun(timeline: Timeline, change: RunChange, id: string): RunParts {
  const run = runOf(timeline);
  if (change.kind === 'system') return { ...run, scenario: change.change(run.scenario) };
  return { ...run, deeds: changedDeeds(timeline, change, id) };
}

function changedDeeds(
  { scenario, world, deeds }: Timeline,
  change: Exclude<RunChange, { kind: 'system' }>,
  id: string,
): RunDeeds {
  if (change.kind === 'turn') {
    const { node: target, knob, value } = change.turn;
    const act = { atUs: 0, kind: 'setKnob', target, knob, value } as const;
    return { ...deeds, acts: [{ id, act }, ...deeds.acts] };
  }
  const run = world.acts[change.act];
  if (run === undefined) return deeds;
  if (!run.isScript) return { ...deeds, acts: deeds.acts.filter(({ act }) => act !== run.act) };
  return { ...deeds, leftOut: [...deeds.leftOut, scenario.faults.indexOf(run.act)] };
}
