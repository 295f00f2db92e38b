/**
 * regroup is the way from one scale to another: ten cells become one brick before the eyes of whoever
 * looks, and nobody has to ask whether something has happened to the messages.
 */
import { type Pack, placeOf } from '../scene/pack.ts';
import type { Scene } from '../scene/Scene.ts';

export interface Regroup {
  readonly place: number;
  readonly from: Pack;
  readonly to: Pack;
  /** Of the pile, the first so many are hollow. */
  readonly held: number;
}

/** One mark on its way: the corner is half its width for a disc, and none for a brick. */
export interface Morph {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly corner: number;
  readonly isHollow: boolean;
}

/** More than so many marks move in parties. */
const MOST_MORPHS = 3_000;

/** The piles whose scale is another one now. */
export function regroupsBetween(before: Scene, after: Scene): Regroup[] {
  const regroups: Regroup[] = [];
  for (const [place, piles] of after.piles) {
    const old = before.piles.get(place);
    piles.forEach(({ pack, held }, row) => {
      const from = old?.[row]?.pack;
      if (from === undefined || from.shown === 0 || pack.shown === 0) return;
      if (isAnotherScale(from, pack)) regroups.push({ place, from, to: pack, held });
    });
  }
  return regroups;
}

function isAnotherScale(from: Pack, to: Pack): boolean {
  return from.grain !== to.grain || from.k !== to.k || from.size.pitchX !== to.size.pitchX;
}

/** Where its messages are at a moment: 0 as they were, 1 as they are. Those out of sight do not move. */
export function morphsAt({ from, to, held }: Regroup, progress: number): Morph[] {
  const start = Math.max(from.first, to.first);
  const end = Math.min(from.first + from.shown, to.first + to.shown);
  let each = Math.min(from.k, to.k);
  while ((end - start) / each > MOST_MORPHS) each *= 10;
  const eased = progress * progress * (3 - 2 * progress);
  const between = (a: number, b: number): number => a + (b - a) * eased;
  const cornerOf = ({ grain, size }: Pack): number =>
    grain === 'brick' || grain === 'cell' ? 0 : size.width / 2;
  const width = between(from.size.width, to.size.width);
  const height = between(from.size.height, to.size.height);
  const corner = between(cornerOf(from), cornerOf(to));
  const morphs: Morph[] = [];
  for (let i = start; i < end; i += each) {
    const was = placeOf(from, Math.floor((i - from.first) / from.k));
    const is = placeOf(to, Math.floor((i - to.first) / to.k));
    const x = between(was.x, is.x);
    const y = between(was.y, is.y);
    morphs.push({ x, y, width, height, corner, isHollow: i < held });
  }
  return morphs;
}

/** The scene without the piles that are on their way. */
export function withoutPiles(scene: Scene, regroups: readonly Regroup[]): Scene {
  const places = new Set(regroups.map(({ place }) => place));
  const isStill = (place: number | undefined, isAside: boolean | undefined): boolean =>
    place === undefined || isAside === true || !places.has(place);
  return {
    ...scene,
    heaps: scene.heaps.filter(({ queue, isAside }) => isStill(queue, isAside)),
    marks: scene.marks.filter(({ place, isAside }) => isStill(place, isAside)),
    names: [],
  };
}
