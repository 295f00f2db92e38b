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

/** All instants of all curves, each once, in order. */
function instants(curves: readonly Curve[]): Float64Array {
  const merged = new Float64Array(curves.reduce((sum, curve) => sum + curve.length, 0));
  const next = curves.map(() => 0);
  let length = 0;
  for (;;) {
    let soonest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < curves.length; i++) {
      const at = next[i] ?? 0;
      const curve = curves[i];
      if (curve && at < curve.length)
        soonest = Math.min(soonest, curve.timesUs[at] ?? Number.POSITIVE_INFINITY);
    }
    if (soonest === Number.POSITIVE_INFINITY) return merged.subarray(0, length);
    merged[length++] = soonest;
    for (let i = 0; i < curves.length; i++) {
      const curve = curves[i];
      while (curve && (next[i] ?? 0) < curve.length && curve.timesUs[next[i] ?? 0] === soonest) {
        next[i] = (next[i] ?? 0) + 1;
      }
    }
  }
}
