/** createSurface is the canvas over the drawing: what moves or is counted is painted on it. */
import type { Layout } from '../layout/Layout.ts';
import type { Moment } from '../motion/Motion.ts';
import { paintMorphs } from './paintMorphs.ts';
import { paintScene } from './paintScene.ts';
import { readStagePalette, type StagePalette } from './StagePalette.ts';

export interface Surface {
  paint(moment: Pick<Moment, 'scene' | 'morphs'>, layout: Layout): void;
  /** The theme is another one. */
  forgetColours(): void;
  /** The layout is another one. */
  forgetSize(): void;
}

export function createSurface(root: HTMLElement, sheet: HTMLElement, leastRatio: number): Surface {
  const canvas = document.createElement('canvas');
  canvas.className = 'stage-canvas';
  canvas.setAttribute('aria-hidden', 'true');
  sheet.append(canvas);
  const context = canvas.getContext('2d');
  let palette: StagePalette | undefined;
  let ratio = 0;
  return {
    paint({ scene, morphs }, { width, height, metrics }) {
      if (context === null) return;
      palette ??= readStagePalette(root);
      const wanted = Math.max(leastRatio, window.devicePixelRatio);
      if (ratio !== wanted) {
        ratio = wanted;
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
        canvas.style.width = `${width}px`;
        canvas.style.height = `${height}px`;
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      const brush = { context, palette, ratio, unit: metrics.unit, small: metrics.small };
      paintScene(brush, scene);
      if (morphs.length > 0) paintMorphs(brush, morphs);
    },
    forgetColours() {
      palette = undefined;
    },
    forgetSize() {
      ratio = 0;
    },
  };
}
