/** hitTest finds the message under a pointer: the nearest mark, or a cell that stands for one message. */
import { NO_ROW, type World } from '../../engine/index.ts';
import type { Selection } from '../Selection.ts';
import { at } from './Look.ts';
import { markAt } from './pack.ts';
import type { Scene } from './Scene.ts';

/** How far beside a mark a pointer may be. */
const REACH = 4;

export function hitTest(world: World, scene: Scene, x: number, y: number): Selection | null {
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const mark of scene.marks) {
    if (mark.message === 0) continue;
    const distance = Math.hypot(mark.x - x, mark.y - y) - mark.r;
    if (distance > REACH || distance >= least) continue;
    least = distance;
    nearest = mark.message;
  }
  if (nearest > 0) return { kind: 'message', number: nearest };
  for (const { pack, look, from, queue } of scene.heaps) {
    if (look !== 'ready' || pack.k > 1 || queue < 0) continue;
    const i = markAt(pack, x, y) - from;
    if (i < 0) continue;
    const number = readyAt(world, queue, i);
    if (number > 0) return { kind: 'message', number };
  }
  return null;
}

/** The number of the n-th ready message of a queue, from its head; 0 when there are not so many. */
function readyAt({ queues, copies, messages }: World, queue: number, n: number): number {
  let copy = at(queues.head, queue);
  for (let i = 0; i < n && copy !== NO_ROW; i++) copy = at(copies.next, copy);
  return copy === NO_ROW ? 0 : at(messages.number, at(copies.message, copy));
}
