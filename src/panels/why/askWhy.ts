/** askWhy opens the reasons of a message: of the one at hand, or of the one that the question suggests. */
import { Copy, NO_ROW, type World } from '../../engine/index.ts';
import type { Session } from '../../store/index.ts';
import { storyMessageOf } from '../inspector/useStoryMessage.ts';

/** Why? Of what is selected, else of what the newest headline is about. */
export function askWhy(session: Session): void {
  ask(session, (world) => storyMessageOf(world) ?? (world.messageCount || null));
}

/** Why not? Of what is selected, else of the last in line: the one that has the most to wait for. */
export function askWhyNot(session: Session): void {
  ask(session, (world) => lastInLine(world, session.store.getState().queue));
}

function ask(session: Session, suggested: (world: World) => number | null): void {
  const { selection } = session.store.getState();
  const number =
    selection?.kind === 'message' ? selection.number : suggested(session.timeline.world);
  session.set({ lens: 'why' });
  if (number !== null) session.select({ kind: 'message', number });
}

/** The last ready message of a queue, or another that is not done; null: all are. */
function lastInLine(world: World, queue: number): number | null {
  const { copies, queues } = world;
  const tail = queues.tail[queue] ?? NO_ROW;
  if (tail !== NO_ROW) return world.messageNumber(tail);
  for (let row = copies.rows - 1; row >= 0; row--) {
    const isOpen = copies.state[row] === Copy.unacked || copies.state[row] === Copy.delayed;
    if (copies.queue[row] === queue && isOpen) return world.messageNumber(row);
  }
  return world.messageCount > 0 ? world.messageCount : null;
}
