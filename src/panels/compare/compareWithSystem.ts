/** compareWithSystem compares what is open with a system of the library, or the worlds of a lesson. */
import {
  MOST_WORLDS,
  objectionToAct,
  type ShippedName,
  type ShippedScenario,
  shippedScenario,
} from '../../scenarios/index.ts';
import type { Workspace } from '../../store/index.ts';
import { compareWith } from './compareWith.ts';

/** What was done to the first of those that are open is done to it too, as far as it can be. */
export async function compareWithSystem(
  workspace: Workspace,
  scenario: ShippedScenario,
): Promise<void> {
  const [first] = workspace.sessions;
  const { acts = [] } = first?.asStart() ?? {};
  await compareWith(workspace, {
    scenario,
    acts: acts.filter((act) => objectionToAct(scenario, act) === null),
  });
}

/** The worlds of a lesson from their beginning, as many as can be seen. */
export async function compareWorlds(
  workspace: Workspace,
  names: readonly ShippedName[],
): Promise<void> {
  const starts = names.slice(0, MOST_WORLDS).map((name) => ({ scenario: shippedScenario(name) }));
  const comparison = await workspace.compare(starts);
  comparison.inHand.togglePlaying();
}
