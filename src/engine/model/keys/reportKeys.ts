/** reportKeys sums up what the stores of keys know, and what they know no more. */
import type { World } from '../World.ts';

export interface KeyReport {
  /** Keys known now: of stores in memory, of all consumers together. */
  readonly remembered: number;
  /** How often a key was forgotten after its time, and lost with the memory it was in. */
  readonly forgotten: number;
  readonly lost: number;
}

export function keyReport(world: World, group: number): KeyReport {
  const { stores } = world.keyStores;
  const report = { remembered: 0, forgotten: 0, lost: 0 };
  for (let row = 0; row < stores.rows; row++) {
    const consumer = stores.place[row] - world.plan.nodes.length;
    const its = consumer < 0 ? stores.place[row] : world.consumers.group[consumer];
    if (its !== group) continue;
    report.remembered += stores.remembered[row];
    report.forgotten += stores.forgotten[row];
    report.lost += stores.lost[row];
  }
  return report;
}

/** By the id of each group of consumers that has a store of its own. */
export function keysOf(world: World): Record<string, KeyReport> {
  const { nodes } = world.plan;
  return Object.fromEntries(
    nodes.flatMap(({ id }, group) =>
      world.keyStores.hasStore[group] === 1 ? [[id, keyReport(world, group)]] : [],
    ),
  );
}
