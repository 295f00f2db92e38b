/**
 * mG1 is the queue with Poisson arrivals, any kind of work and one consumer: Pollaczek and Khinchine.
 *
 * Source: Gross, Shortle, Thompson, Harris, Fundamentals of Queueing Theory, 4th edition, section 5.1.
 */
import { type SteadyState, steadyState, unstable } from './SteadyState.ts';

/**
 * M/G/1: W_q = λ E[S²] / (2 (1 - ρ)) = ρ (1 + scv) / (2 (μ - λ)). `scv` is the squared coefficient of
 * variation of the work, Var[S] / E[S]²: 0 when it is constant, 1 when it is exponential.
 */
export function mG1(arrivalRatePerS: number, serviceRatePerS: number, scv: number): SteadyState {
  const utilisation = arrivalRatePerS / serviceRatePerS;
  if (utilisation >= 1) return { utilisation, ...unstable };
  const meanWaitS = (utilisation * (1 + scv)) / (2 * (serviceRatePerS - arrivalRatePerS));
  return steadyState(arrivalRatePerS, serviceRatePerS, 1, meanWaitS);
}

/** M/D/1: constant work. It waits half as long as M/M/1. */
export function mD1(arrivalRatePerS: number, serviceRatePerS: number): SteadyState {
  return mG1(arrivalRatePerS, serviceRatePerS, 0);
}
