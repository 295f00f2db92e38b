/**
 * markBounds is the smallest box around a mark, strokes and badge included. An inline drawing needs
 * it so that nothing is clipped, and a layout so that neighbours do not touch.
 */
import type { MarkGeometry, Outline } from './markGeometry';

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function markBounds({ shapes }: MarkGeometry): Bounds {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const { outline, stroke, strokeWidth } of shapes) {
    const pad = stroke ? (strokeWidth ?? 1) / 2 : 0;
    const box = outlineBounds(outline);
    left = Math.min(left, box.left - pad);
    top = Math.min(top, box.top - pad);
    right = Math.max(right, box.right + pad);
    bottom = Math.max(bottom, box.bottom + pad);
  }
  return { left, top, right, bottom };
}

function outlineBounds(outline: Outline): Bounds {
  switch (outline.type) {
    case 'circle':
    case 'arc': {
      const { x, y, r } = outline;
      return { left: x - r, top: y - r, right: x + r, bottom: y + r };
    }
    case 'box': {
      const { x, y, width, height } = outline;
      return { left: x, top: y, right: x + width, bottom: y + height };
    }
    case 'line': {
      const xs = outline.points.filter((_, i) => i % 2 === 0);
      const ys = outline.points.filter((_, i) => i % 2 === 1);
      return {
        left: Math.min(...xs),
        top: Math.min(...ys),
        right: Math.max(...xs),
        bottom: Math.max(...ys),
      };
    }
  }
}
