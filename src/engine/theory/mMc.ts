/**
 * mMc is the queue with Poisson arrivals, exponential work and c consumers that share it.
 *
 * Sources: D. Gross, J. F. Shortle, J. M. Thompson, C. M. Harris, Fundamentals of Queueing Theory, 4th
 * edition, sections 2.2 (M/M/1) and 2.3 (M/M/c); the recursion of Erlang's loss formula is in 2.5.
 */
import { naturalLogarithm } from '../kernel/index.ts';
import { type SteadyState, steadyState, unstable } from './SteadyState.ts';

/** M/M/1: W = 1 / (μ - λ). */
export function mM1(arrivalRatePerS: number, serviceRatePerS: number): SteadyState {
  return mMc(arrivalRatePerS, serviceRatePerS, 1);
}

/** M/M/c: W_q = C(c, a) / (c μ - λ), with a = λ / μ and Erlang's C. */
export function mMc(
  arrivalRatePerS: number,
  serviceRatePerS: number,
  consumerCount: number,
): SteadyState {
  const spareRatePerS = consumerCount * serviceRatePerS - arrivalRatePerS;
  const utilisation = arrivalRatePerS / (consumerCount * serviceRatePerS);
  if (spareRatePerS <= 0) return { utilisation, ...unstable };
  const waits = erlangC(consumerCount, arrivalRatePerS / serviceRatePerS);
  return steadyState(arrivalRatePerS, serviceRatePerS, consumerCount, waits / spareRatePerS);
}

/**
 * Erlang's B: the share of arrivals lost when nobody can wait, at `offeredLoad` a = λ / μ.
 *
 * By recursion, B(0) = 1 and B(n) = a B(n-1) / (n + a B(n-1)): no factorial ever overflows.
 */
export function erlangB(consumerCount: number, offeredLoad: number): number {
  let lost = 1;
  for (let n = 1; n <= consumerCount; n++) lost = (offeredLoad * lost) / (n + offeredLoad * lost);
  return lost;
}

/** Erlang's C: the share of arrivals that have to wait. C = B / (1 - ρ (1 - B)). */
export function erlangC(consumerCount: number, offeredLoad: number): number {
  const utilisation = offeredLoad / consumerCount;
  if (utilisation >= 1) return 1;
  const lost = erlangB(consumerCount, offeredLoad);
  return lost / (1 - utilisation * (1 - lost));
}

/**
 * The time that a share `p` of the messages of an M/M/1 queue stay at most: the sojourn is exponential
 * with rate μ - λ, so it is -ln(1 - p) / (μ - λ).
 */
export function sojournQuantileS(
  arrivalRatePerS: number,
  serviceRatePerS: number,
  p: number,
): number {
  return -naturalLogarithm(1 - p) / (serviceRatePerS - arrivalRatePerS);
}
