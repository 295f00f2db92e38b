/**
 * stackCurves lays curves on top of each other: each result is the sum of a curve and all below it.
 *
 * The curves change at different instants, so every sum is taken at every instant at which any of
 * them changes. Decimate first: the cost is that of the samples that are left.
 */
import { type Curve, sampleAt } from './Curve';

export function stackCurves(curves: readonly Curve[]): Curve[] {
  const [only] = curves;
  if (only === undefined || curves.length === 1) return [...curves];
  const timesUs = instants(curves);
  let below = new Float64Array(timesUs.length);
  return curves.map((curve) => {
    const values = new Float64Array(timesUs.length);
    let sample = sampleAt(curve, (timesUs[0] ?? 0) - 1);
    for (let i = 0; i < timesUs.length; i++) {
      const now = timesUs[i] ?? 0;
      while (
        sample + 1 < curve.length &&
        (curve.timesUs[sample + 1] ?? Number.POSITIVE_INFINITY) <= now
      )
        sample++;
      values[i] = (below[i] ?? 0) + (sample < 0 ? 0 : (curve.values[sample] ?? 0));
    }
    below = values;
    return { timesUs, values, length: timesUs.length };
  });
}

function instants(curves: readonly Curve[]): Float64Array {
  const all = new Float64Array(curves.reduce((sum, curve) => sum + curve.length, 0));
  let length = 0;
  for (const curve of curves) {
    all.set(curve.timesUs.subarray(0, curve.length), length);
    length += curve.length;
  }
  all.sort();
  let unique = 0;
  for (let i = 0; i < all.length; i++) {
    if (i > 0 && all[i] === all[unique - 1]) continue;
    all[unique++] = all[i] ?? 0;
  }
  return all.subarray(0, unique);
}
