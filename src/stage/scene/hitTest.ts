/** hitTest finds what is under a pointer: the message of the nearest mark or cell, a box, a wire. */
import type { Layout } from '../layout/Layout.ts';
import { distanceTo, type Point } from '../layout/WirePath.ts';
import type { Selection } from '../Selection.ts';
import { markAt, type Pack } from './pack.ts';
import type { Pile, Scene } from './Scene.ts';

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

/** A pile under a pointer, and which of its messages, from the exit, is meant there. */
export interface PileSpot {
  readonly place: number;
  readonly pile: Pile;
  /** The mark under the pointer, or -1 beside all of them. */
  readonly mark: number;
  readonly anchor: number;
}

export function pileAt(
  { boxes }: Layout,
  scene: Scene,
  place: number,
  { x, y }: Point,
): PileSpot | null {
  const piles = scene.piles.get(place);
  const box = boxes.find((one) => one.kind === 'queue' && one.place === place);
  if (piles === undefined || box === undefined) return null;
  // Of several rows the one at this height, or the one nearest to it.
  const away = ({ pack: { field } }: Pile): number =>
    Math.max(field.y - y, y - field.y - field.height, 0);
  const [pile] = [...piles].sort((a, b) => away(a) - away(b));
  if (pile === undefined) return null;
  const mark = markAt(pile.pack, x, y);
  const { first, k, shown, count } = pile.pack;
  const anchor = mark >= 0 ? first + mark * k : shown < count ? first + Math.floor(shown / 2) : 0;
  return { place, pile, mark, anchor };
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
