/** paintMorphs puts marks on their way from one scale to another on a canvas. */
import type { Morph } from '../motion/regroup.ts';
import type { Brush } from './paintScene.ts';

export function paintMorphs({ context, palette }: Brush, morphs: readonly Morph[]): void {
  const [solid, hollow] = [new Path2D(), new Path2D()];
  for (const { x, y, width, height, corner, isHollow } of morphs) {
    const path = isHollow ? hollow : solid;
    if (corner < 0.5) path.rect(x - width / 2, y - height / 2, width, height);
    else path.roundRect(x - width / 2, y - height / 2, width, height, corner);
  }
  context.fillStyle = palette.marks.ready;
  context.fill(solid);
  context.strokeStyle = palette.marks.unacked;
  context.lineWidth = 1.5;
  context.stroke(hollow);
}
