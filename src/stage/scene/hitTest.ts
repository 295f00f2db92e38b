/** hitTest finds what is under a pointer: the message of the nearest mark or cell, a box, a wire. */
import { NO_ROW, type World } from '../../engine/index.ts';
import type { Layout } from '../layout/Layout.ts';
import { distanceTo } from '../layout/WirePath.ts';
import type { Selection } from '../Selection.ts';
import { at } from './Look.ts';
import { markAt } from './pack.ts';
import type { Scene } from './Scene.ts';

/** How far beside a mark a pointer may be. */
const REACH = 4;

/** The message under a pointer, before the box that it lies in. */
export function messageAt(world: World, scene: Scene, x: number, y: number): Selection | null {
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

/** The box under a pointer, the innermost first, or a wire near it. */
export function placeAt({ boxes, wires }: Layout, x: number, y: number): Selection | null {
  const box = boxes.findLast(
    (one) =>
      one.place >= 0 &&
      x >= one.x &&
      y >= one.y &&
      x <= one.x + one.width &&
      y <= one.y + one.height,
  );
  if (box !== undefined) return { kind: 'place', place: box.place };
  const wire = wires.find(({ path }) => distanceTo(path, { x, y }) <= 2 * REACH);
  return wire === undefined ? null : { kind: 'wire', wire: wire.wire };
}
