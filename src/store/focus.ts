/**
 * focus is what the bar, the chart and the faults can be about: a queue that somebody publishes to, or
 * a group that reads a log.
 */
import type { Plan } from '../engine/index.ts';

/** By node number, in the order of the scenario. */
export function focusesOf({ nodes, isPrimary }: Plan): number[] {
  return nodes.flatMap(({ kind }, node) =>
    isPrimary[node] === 1 || kind === 'group' ? [node] : [],
  );
}

/** What the screen is about when a run is opened: its first queue, else its first group, else -1. */
export function firstFocus(plan: Plan): number {
  const focuses = focusesOf(plan);
  return focuses.find((node) => plan.isPrimary[node] === 1) ?? focuses[0] ?? -1;
}
