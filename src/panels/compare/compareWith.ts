/** compareWith opens a comparison, or takes one more world into the one that is open. */
import { MOST_WORLDS } from '../../scenarios/index.ts';
import type { SessionStart, Workspace } from '../../store/index.ts';

/** What is open, and one more; the last one makes room where there are as many as can be seen. */
export async function compareWith(workspace: Workspace, other: SessionStart): Promise<void> {
  const open = workspace.sessions.map((session) => session.asStart());
  await workspace.compare([...open.slice(0, MOST_WORLDS - 1), other]);
}

/** The run in the Lab, and what it would be without its latest change. */
export async function compareWithGhost(workspace: Workspace, ghost = 0): Promise<void> {
  const { timeline } = workspace.lab;
  const given = timeline.ghosts[ghost];
  if (given === undefined) return;
  const { acts, leftOut } = given.deeds;
  const made = acts.map(({ act }) => act);
  await compareWith(workspace, { ...workspace.lab.asStart(), acts: made, leftOut });
}
