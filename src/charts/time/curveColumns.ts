/**
 * curveColumns reduces a drawn curve to its highest and lowest pixel per column of a few pixels:
 * all that is needed to find a place for a label.
 */
import type { Curve } from './Curve';
import type { Scales } from './stepPath';

export interface CurveColumns {
  readonly highest: Float32Array;
  readonly lowest: Float32Array;
}

export function curveColumns(
  curve: Curve,
  { x, y }: Scales,
  untilUs: number,
  left: number,
  columnWidth: number,
  columns: number,
): CurveColumns {
  const highest = new Float32Array(columns).fill(Number.NaN);
  const lowest = new Float32Array(columns).fill(Number.NaN);
  for (let i = 0; i < curve.length; i++) {
    const fromUs = curve.timesUs[i] ?? 0;
    if (fromUs > untilUs) break;
    const nextUs = i + 1 < curve.length ? (curve.timesUs[i + 1] ?? 0) : untilUs;
    const from = x(fromUs);
    const to = x(Math.min(nextUs, untilUs));
    const pixel = y(curve.values[i] ?? 0);
    const first = Math.max(0, Math.floor((from - left) / columnWidth));
    const last = Math.min(columns - 1, Math.floor((to - left) / columnWidth));
    for (let column = first; column <= last; column++) {
      const high = highest[column] ?? Number.NaN;
      const low = lowest[column] ?? Number.NaN;
      if (!(pixel >= high)) highest[column] = pixel;
      if (!(pixel <= low)) lowest[column] = pixel;
    }
  }
  return { highest, lowest };
}
