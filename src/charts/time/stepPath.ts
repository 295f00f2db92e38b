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
  let path = `M${round(x(curve.timesUs[0] ?? 0))},${round(y(curve.values[0] ?? 0))}`;
  let beforeY = round(y(curve.values[0] ?? 0));
  for (let i = 1; i < curve.length; i++) {
    const nextY = round(y(curve.values[i] ?? 0));
    if (nextY === beforeY) continue;
    path += `H${round(x(curve.timesUs[i] ?? 0))}V${nextY}`;
    beforeY = nextY;
  }
  const end = Math.max(untilUs, curve.timesUs[curve.length - 1] ?? 0);
  return `${path}H${round(x(end))}`;
}

/** The area between a curve and what lies below it: another curve at the same instants, or zero. */
export function stepArea(
  top: Curve,
  below: Curve | undefined,
  scales: Scales,
  untilUs: number,
): string {
  if (top.length === 0) return '';
  const { x, y } = scales;
  const startX = round(x(top.timesUs[0] ?? 0));
  if (below === undefined) {
    return `${stepPath(top, scales, untilUs)}V${round(y(0))}H${startX}Z`;
  }
  let path = `${stepPath(top, scales, untilUs)}V${round(y(below.values[below.length - 1] ?? 0))}`;
  for (let i = below.length - 1; i > 0; i--) {
    path += `H${round(x(below.timesUs[i] ?? 0))}V${round(y(below.values[i - 1] ?? 0))}`;
  }
  return `${path}H${startX}Z`;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
