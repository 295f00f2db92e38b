/**
 * Confidence is how sure an interval must be, stated before any run: the chance that a right engine
 * fails some row of a table is 5 %, shared out evenly among its rows (Bonferroni).
 */
const TABLE_ERROR = 0.05;

export class Confidence {
  /** Standard deviations to either side of a normal estimate. */
  readonly z: number;

  constructor(rows: number) {
    this.z = normalQuantile(1 - TABLE_ERROR / Math.max(1, rows) / 2);
  }

  /** The same for a deviation that is itself estimated, with so many degrees of freedom. */
  t(degrees: number): number {
    // Student's t from the normal quantile: Abramowitz and Stegun, 26.7.5.
    const { z } = this;
    const z2 = z * z;
    const g1 = (z * (z2 + 1)) / 4;
    const g2 = (z * ((5 * z2 + 16) * z2 + 3)) / 96;
    const g3 = (z * (((3 * z2 + 19) * z2 + 17) * z2 - 15)) / 384;
    const g4 = (z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945)) / 92160;
    return z + (g1 + (g2 + (g3 + g4 / degrees) / degrees) / degrees) / degrees;
  }
}

/** The point below which a standard normal variable lies with this chance, above one half. */
export function normalQuantile(chance: number): number {
  let low = 0;
  let high = 40;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (upperTail(middle) > 1 - chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The chance that a standard normal variable exceeds z: a series near 0, a continued fraction beyond. */
function upperTail(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z < 3) {
    let term = z;
    let sum = z;
    for (let n = 3; term > 1e-17 * sum; n += 2) {
      term *= (z * z) / n;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = z;
  for (let n = 60; n > 0; n--) fraction = z + n / fraction;
  return density / fraction;
}
