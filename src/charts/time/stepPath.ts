/**
 * stepPath writes a curve as the path it is: across to the next change, then up or down. Horizontal
 * and vertical commands keep it short; it is rebuilt up to sixty times a second.
 */
import type { Curve } from './Curve';

export interface Scales {
  readonly x: (timeUs: number) => number;
  readonly y: (value: number) => number;
}

/** The line, holding its last value until `untilUs`. */
export function stepPath(curve: Curve, { x, y }: Scales, untilUs: number): string {
  if (curve.length === 0) return '';
  let beforeX = round(x(curve.timesUs[0] ?? 0));
  let beforeY = round(y(curve.values[0] ?? 0));
  let path = `M${beforeX},${beforeY}`;
  for (let i = 1; i < curve.length; i++) {
    const nextY = round(y(curve.values[i] ?? 0));
    if (nextY === beforeY) continue;
    const nextX = round(x(curve.timesUs[i] ?? 0));
    path += nextX === beforeX ? `V${nextY}` : `H${nextX}V${nextY}`;
    beforeX = nextX;
    beforeY = nextY;
  }
  const end = Math.max(untilUs, curve.timesUs[curve.length - 1] ?? 0);
  return `${path}H${round(x(end))}`;
}

/** Closes a line to an area: back along the curve that lies below it, or along zero. */
export function closeArea(
  line: string,
  top: Curve,
  below: Curve | undefined,
  { x, y }: Scales,
): string {
  if (top.length === 0 || line === '') return '';
  const startX = round(x(top.timesUs[0] ?? 0));
  if (below === undefined || below.length === 0) return `${line}V${round(y(0))}H${startX}Z`;
  let beforeX = Number.NaN;
  let beforeY = round(y(below.values[below.length - 1] ?? 0));
  let path = `${line}V${beforeY}`;
  for (let i = below.length - 1; i > 0; i--) {
    const nextY = round(y(below.values[i - 1] ?? 0));
    if (nextY === beforeY) continue;
    const nextX = round(x(below.timesUs[i] ?? 0));
    path += nextX === beforeX ? `V${nextY}` : `H${nextX}V${nextY}`;
    beforeX = nextX;
    beforeY = nextY;
  }
  return `${path}H${startX}Z`;
}

/** Half a pixel: finer steps would make the path longer and look the same. */
function round(pixels: number): number {
  return Math.round(pixels * 2) / 2;
}
