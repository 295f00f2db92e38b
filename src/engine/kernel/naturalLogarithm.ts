/**
 * naturalLogarithm is ln(x) in + - x / only, so that every browser gets the same bits.
 *
 * ECMAScript leaves Math.log to the engine, and engines of today differ in its last digits: with it, the
 * same seed would be another run in another browser. The method is that of fdlibm's e_log.c.
 *
 * ====================================================
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunSoft, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted,
 * provided that this notice is preserved.
 * ====================================================
 */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const SQRT_2 = 1.4142135623730951;

const L1 = 6.66666666666673513e-1;
const L2 = 3.999999999940941908e-1;
const L3 = 2.857142874366239149e-1;
const L4 = 2.222219843214978396e-1;
const L5 = 1.818357216161805012e-1;
const L6 = 1.531383769920937332e-1;
const L7 = 1.479819860511658591e-1;

// A number and its bits. Where the word with the exponent stands depends on the machine.
const double = new Float64Array([1]);
const words = new Int32Array(double.buffer);
const HIGH = words[1] === 0 ? 0 : 1;

/** ln(x) for a finite x > 0 in the normal range; the error is below one unit in the last place. */
export function naturalLogarithm(x: number): number {
  // x = 2^k (1 + f) with sqrt(1/2) <= 1 + f < sqrt(2). The exponent is read and set in the bits of x:
  // halving and doubling up to there gives the same, and takes longer the smaller x is.
  double[0] = x;
  let k = (words[HIGH] >>> 20) - 1_023;
  words[HIGH] = (words[HIGH] & 0xfffff) | 0x3ff00000;
  let m = double[0];
  if (m >= SQRT_2) {
    m /= 2;
    k++;
  }
  const f = m - 1;
  // ln(1 + f) = 2 (s + s^3/3 + ...) with s = f / (2 + f); the polynomial is Remez's fit to the tail.
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const tail = w * (L2 + w * (L4 + w * L6)) + z * (L1 + w * (L3 + w * (L5 + w * L7)));
  const halfSquare = 0.5 * f * f;
  return k * LN2_HIGH - (halfSquare - (s * (halfSquare + tail) + k * LN2_LOW) - f);
}
