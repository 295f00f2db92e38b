/** hitTest finds what is under a pointer: the message of the nearest mark or cell, a box, a wire. */
import type { Layout } from '../layout/Layout.ts';
import { distanceTo } from '../layout/WirePath.ts';
import type { Selection } from '../Selection.ts';
import { markAt, type Pack } from './pack.ts';
import type { Scene } from './Scene.ts';

/** How far beside a mark a pointer may be. */
const REACH = 4;

/** The message under a pointer, before the box that it lies in. */
export function messageAt(scene: Scene, x: number, y: number): Selection | null {
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
  for (const { pack, from, messageAt } of scene.heaps) {
    if (pack.k > 1) continue;
    const number = messageIn(pack, from, messageAt, x, y);
    if (number > 0) return { kind: 'message', number };
  }
  return null;
}

function messageIn(
  pack: Pack,
  from: number,
  messageAt: (i: number) => number,
  x: number,
  y: number,
): number {
  const i = markAt({ ...pack, whole: pack.whole + from }, x, y) - from;
  return i < 0 ? 0 : messageAt(i);
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
