/**
 * studentT is the quantile that makes an interval of 95 %: of Student's t with so many degrees of
 * freedom, 97.5 % lie below it.
 *
 * It is computed in + − × ÷ and square roots only, so that an interval has the same bits on every
 * machine. For whole degrees of freedom the distribution is a finite sum (Abramowitz & Stegun, 26.7.3
 * and 26.7.4); halving finds where it reaches the probability.
 */
const COVERAGE = 0.95;
/** Digits of π/2 beyond what a double holds. */
const HALF_PI = 1.5707963267948966;

const known = new Map<number, number>();

/** @param freedom degrees of freedom: a whole number from 1. */
export function studentT(freedom: number): number {
  const found = known.get(freedom);
  if (found !== undefined) return found;
  // One degree of freedom has the widest tails: 12.7.
  let [low, high] = [0, 16];
  for (let middle = 8; low < middle && middle < high; middle = (low + high) / 2) {
    if (within(middle, freedom) < COVERAGE) low = middle;
    else high = middle;
  }
  known.set(freedom, high);
  return high;
}

/** A(t | ν): the probability of lying between −t and t. */
function within(t: number, freedom: number): number {
  const cos2 = freedom / (freedom + t * t);
  const sin = t / Math.sqrt(freedom + t * t);
  const isOdd = freedom % 2 === 1;
  // Odd: cos + 2/3 cos³ + 2·4/(3·5) cos⁵ + …; even: 1 + 1/2 cos² + 1·3/(2·4) cos⁴ + …; up to cos^(ν−2).
  let sum = 0;
  let term = isOdd ? Math.sqrt(cos2) : 1;
  for (let power = isOdd ? 1 : 0; power <= freedom - 2; power += 2) {
    sum += term;
    term *= ((power + 1) / (power + 2)) * cos2;
  }
  return isOdd ? (arctangent(t / Math.sqrt(freedom)) + sin * sum) / HALF_PI : sin * sum;
}

/** For x ≥ 0. Halving the angle a few times brings it where the series is short. */
function arctangent(x: number): number {
  let small = x;
  let factor = 1;
  for (; small > 0.125; factor *= 2) small /= 1 + Math.sqrt(1 + small * small);
  let sum = 0;
  let power = small;
  for (let n = 1; n < 40; n += 4) {
    sum += power / n;
    power *= small * small;
    sum -= power / (n + 2);
    power *= small * small;
  }
  return factor * sum;
}
