/**
 * A Curve is a quantity over time as the run recorded it: it holds each value until the next sample.
 *
 * The arrays may be longer than the curve, so that a growing curve need not be copied. Whoever
 * rewrites samples in place must hand over a new array or another length; the same arrays with the
 * same length are taken to be the same curve.
 */
export interface Curve {
  /** Ascending; several samples at one instant are allowed, the last one holds. */
  readonly timesUs: Float64Array;
  readonly values: Float64Array;
  readonly length: number;
}

/** The index of the last sample at or before an instant, or -1 before the first. */
export function sampleAt(curve: Curve, atUs: number): number {
  let low = 0;
  let high = curve.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((curve.timesUs[middle] ?? Number.POSITIVE_INFINITY) <= atUs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export function isSameCurve(a: Curve | undefined, b: Curve | undefined): boolean {
  return (
    a === b ||
    (a !== undefined &&
      b !== undefined &&
      a.timesUs === b.timesUs &&
      a.values === b.values &&
      a.length === b.length)
  );
}
