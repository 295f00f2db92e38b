/** paintReplicas paints the squares of replicas: their shape tells what their colour does not. */
import type { ReplicaMark } from '../scene/Scene.ts';
import type { Brush } from './paintScene.ts';

export function paintReplicas(brush: Brush, marks: readonly ReplicaMark[]): void {
  const { context, palette } = brush;
  const filled = new Path2D();
  const outlined = new Path2D();
  const framed = new Path2D();
  for (const { x, y, r, look, isLeader } of marks) {
    const left = Math.round(x - r) + 0.5;
    const top = Math.round(y - r) + 0.5;
    const side = Math.round(2 * r) - 1;
    if (look === 'inSync') filled.rect(left - 0.5, top - 0.5, side + 1, side + 1);
    else outlined.rect(left, top, side, side);
    if (look === 'down') {
      outlined.moveTo(left, top);
      outlined.lineTo(left + side, top + side);
      outlined.moveTo(left + side, top);
      outlined.lineTo(left, top + side);
    }
    const gap = Math.max(2, Math.round(r * 0.45));
    if (isLeader) framed.rect(left - gap, top - gap, side + 2 * gap, side + 2 * gap);
  }
  context.setLineDash([]);
  context.fillStyle = palette.ink;
  context.fill(filled);
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  context.stroke(outlined);
  context.lineWidth = Math.max(1, palette.hairline);
  context.stroke(framed);
}
